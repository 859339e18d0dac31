// @mohor/offline-app/page: how a page meets its service worker and its storage, the one policy for scripts, and when a view is
// drawn again.

export { finished, settled } from "./indexed-db.ts";
export { registerServiceWorker, type ServiceWorkerControl } from "./service-worker.ts";
export { scriptUrl } from "./trusted-scripts.ts";
export { useChanges, useTick } from "./use-redraw.ts";
