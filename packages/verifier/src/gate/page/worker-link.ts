// The page's end of the line to the worker: a call and its answer, and what happens when the worker dies. A worker that has crashed or
// hangs is ended and replaced; the page then opens the kept trust in the new one.

import { scriptUrl } from "@mohor/offline-app/page";
import type { CallName, Calls, Response } from "../worker/calls.ts";

/** Milliseconds after which a call that has no answer means a worker that hangs: every engine on the largest picture takes less. */
const HANG_MILLISECONDS = 30_000;

/** What a call rejects with when its worker is gone or failed inside. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

export type WorkerLink = {
  /** Calls; what is in `transfer` is handed over. Rejects with WorkerGone only. */
  readonly call: <N extends CallName>(
    name: N,
    given: Calls[N]["given"],
    transfer?: readonly Transferable[],
  ) => Promise<Calls[N]["answer"]>;
  readonly end: () => void;
};

type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: WorkerGone) => void };

/** Starts a worker. `onGone` is called once, when it has died by itself. */
export function startWorker(onGone: () => void): WorkerLink {
  const worker = new Worker(scriptUrl("worker.js") as string, { type: "module", name: "mohor gate" });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isEnded = false;

  const end = (): void => {
    isEnded = true;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new WorkerGone());
    waiting.clear();
  };
  const die = (): void => {
    if (isEnded) return;
    end();
    onGone();
  };

  worker.addEventListener("error", die);
  worker.addEventListener("messageerror", die);
  worker.addEventListener("message", ({ data }: MessageEvent<Response>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (call === undefined) return;
    if ("failed" in data) call.reject(new WorkerGone());
    else call.resolve(data.answer as never);
  });

  return {
    end,
    call(name, given, transfer = []) {
      if (isEnded) return Promise.reject(new WorkerGone());
      const id = ++lastId;
      // The network's slowness is no fault of the worker, and has deadlines of its own.
      const watch = name === "update" ? undefined : setTimeout(die, HANG_MILLISECONDS);
      return new Promise<never>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, name, given }, [...transfer]);
      }).finally(() => clearTimeout(watch));
    },
  };
}
