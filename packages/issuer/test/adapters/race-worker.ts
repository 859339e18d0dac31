// Confirms and issues for each request of a list, at the same moment as others do, and posts what it was told. As a thread it goes
// through the list in step with the other threads; as a process it begins the whole list at once, as the other processes do.

import { parentPort, workerData } from "node:worker_threads";
import { type Acknowledged, type IssuingLoop, type OpenRequest, openIssuingLoop } from "./issuing-loop.ts";

/** What a thread is given. */
export type RaceData = {
  readonly place: string;
  readonly requests: readonly OpenRequest[];
  readonly threads: number;
  readonly barrier: SharedArrayBuffer;
};

async function inStep(loop: IssuingLoop, { requests, threads, barrier }: RaceData): Promise<readonly Acknowledged[]> {
  const arrived = new Int32Array(barrier);
  const told: Acknowledged[] = [];
  for (const [at, request] of requests.entries()) {
    const goal = threads * (at + 1);
    Atomics.add(arrived, 0, 1);
    Atomics.notify(arrived, 0);
    for (let seen = Atomics.load(arrived, 0); seen < goal; seen = Atomics.load(arrived, 0))
      Atomics.wait(arrived, 0, seen, 100);
    told.push(await loop.complete(request));
  }
  return told;
}

if (parentPort !== null) {
  const data = workerData as RaceData;
  const loop = await openIssuingLoop(data.place);
  parentPort.postMessage(await inStep(loop, data));
  await loop.stores.close();
} else {
  const loop = await openIssuingLoop(process.argv[2] as string);
  process.on("message", async (requests: readonly OpenRequest[]) => {
    process.send?.(await Promise.all(requests.map(loop.complete)));
  });
  process.on("disconnect", () => loop.stores.close());
  process.send?.("ready");
}
