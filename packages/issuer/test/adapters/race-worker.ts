// Confirms and issues for each request of a list, at the same moment as the other threads do, and posts what it was told.

import { parentPort, workerData } from "node:worker_threads";
import { type OpenRequest, openIssuingLoop } from "./issuing-loop.ts";

const { path, requests, threads, barrier } = workerData as {
  path: string;
  requests: readonly OpenRequest[];
  threads: number;
  barrier: SharedArrayBuffer;
};

const arrived = new Int32Array(barrier);
const loop = await openIssuingLoop(path);
const told: object[] = [];
for (const [at, request] of requests.entries()) {
  // All threads start on a request together.
  const goal = threads * (at + 1);
  Atomics.add(arrived, 0, 1);
  Atomics.notify(arrived, 0);
  for (let seen = Atomics.load(arrived, 0); seen < goal; seen = Atomics.load(arrived, 0))
    Atomics.wait(arrived, 0, seen, 100);
  told.push(await loop.complete(request));
}
loop.stores.close();
parentPort?.postMessage(told);
