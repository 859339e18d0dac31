// @mohor/offline-app/page: how a page meets its service worker, and the one policy for scripts.

export { finished, settled } from "./indexed-db.ts";
export { registerServiceWorker, type ServiceWorkerControl } from "./service-worker.ts";
export { scriptUrl } from "./trusted-scripts.ts";
