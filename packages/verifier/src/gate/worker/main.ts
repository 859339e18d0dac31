// The gate's worker: wiring only. Calls come in, are answered one after the other, and the page is told at once when it is ready.

import { browserEngines } from "@mohor/verifier/image/browser";
import { createAnswerer } from "./answer.ts";
import type { Request, Response } from "./calls.ts";

declare const self: DedicatedWorkerGlobalScope;

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_MINUTE = 60;

// Beside this file, by the build.
const wasm = new URL("zxing_reader.wasm", self.location.href);

const engines = browserEngines(async () => {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error("the reader's WebAssembly file is missing");
  return response.arrayBuffer();
});

// The reader is made ready while the camera is still starting. Where it is refused the first real frame finds out.
const ONE_PIXEL = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
void engines.engines.zxing.read(ONE_PIXEL).catch(() => []);

const answer = createAnswerer({
  engines,
  random: (bytes) => crypto.getRandomValues(bytes),
  network: { fetch: (address, request) => fetch(address, request), deadline: (ms) => AbortSignal.timeout(ms) },
  steady: () => performance.now(),
  dayOf: (now) => Math.floor((now - new Date(now * 1000).getTimezoneOffset() * SECONDS_PER_MINUTE) / SECONDS_PER_DAY),
});

let queue: Promise<void> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  const respond = async (): Promise<void> => {
    const response = await answer(data).then(
      (value): Response => ({ id: data.id, answer: value }),
      (): Response => ({ id: data.id, failed: true }),
    );
    self.postMessage(response);
  };
  // A slow network must not keep the next person waiting.
  if (data.name === "update") void respond();
  else queue = queue.then(respond);
});
