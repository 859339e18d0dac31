// The service worker as the page sees it: registered once, asked for news now and then, and changed only when the person says so.

import { scriptUrl } from "./trusted-scripts.ts";

const ASK_MILLISECONDS = 3_600_000;

export type ServiceWorkerControl = {
  /** Changes to the version that waits, and opens the page anew in it. */
  readonly activate: () => void;
};

/** Registers it; `onReady` is called whenever a new version waits. Null where the browser has none. */
export async function registerServiceWorker(onReady: () => void): Promise<ServiceWorkerControl | null> {
  if (!("serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker
    .register(scriptUrl("sw.js") as string, { updateViaCache: "none" })
    .catch(() => null);
  if (registration === null) return null;
  const look = (): void => {
    // Without a controller this is the first version, which needs no asking.
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) onReady();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  setInterval(() => void registration.update().catch(() => undefined), ASK_MILLISECONDS);
  return {
    activate() {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting?.postMessage("activate");
    },
  };
}
