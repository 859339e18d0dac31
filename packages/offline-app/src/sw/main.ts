// An app's service worker: offline is the normal state. The files of one version, each by its digest, are fetched and checked whole
// before the version counts; a new version waits until the page asks for it, so nothing changes under the person's hands.

/** The app's name and the files of this version with their SHA-256 in hex: written here by the build. */
declare const PRECACHE: {
  readonly app: string;
  readonly version: string;
  readonly files: readonly (readonly [path: string, sha256: string])[];
};
declare const self: ServiceWorkerGlobalScope;

const CACHE_PREFIX = `mohor-${PRECACHE.app}-`;
const cacheName = CACHE_PREFIX + PRECACHE.version;
const page = new URL("./", self.registration.scope).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const answer = answerOf(event.request);
  if (answer !== null) event.respondWith(answer);
});

/** All files or none: a server in the middle of being updated gives a mixture, which is refused and tried again later. */
async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    PRECACHE.files.map(async ([path, sha256]) => {
      const url = new URL(path, self.registration.scope).href;
      // Asked anew, but what the page itself has just fetched is not sent again; the digest decides.
      const response = await fetch(url, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
      const body = await response.clone().arrayBuffer();
      if (!response.ok || (await hexDigest(body)) !== sha256) throw new Error(`not the file of this version: ${path}`);
      await cache.put(url, response);
    }),
  ).catch(async (error: unknown) => {
    await caches.delete(cacheName);
    throw error;
  });
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** The held file, for this app's own files and for opening its page; all else is the network's. */
function answerOf(request: Request): Promise<Response> | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  const isOurs = PRECACHE.files.some(([path]) => new URL(path, self.registration.scope).pathname === url.pathname);
  const isPage = request.mode === "navigate" && (url.pathname === new URL(page).pathname || isOurs);
  if (!isOurs && !isPage) return null;
  const held = isPage ? new URL("index.html", self.registration.scope).href : url.origin + url.pathname;
  return caches.match(held, { cacheName }).then((response) => response ?? fetch(request));
}

async function hexDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
