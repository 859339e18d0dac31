// Camera, frames and worker together: opens, pauses while nobody looks at the page, comes back by itself, and has each newest frame looked
// at, one at a time, as often as the budget allows.

import type { Calls, Region } from "../worker/calls.ts";
import { type Camera, listCameras, openCamera } from "./camera.ts";
import { nextLook } from "./frame-budget.ts";
import { createFrameSource } from "./frame-source.ts";
import type { Gate } from "./gate-state.ts";

export type CameraControl = {
  readonly start: () => Promise<void>;
  readonly nextCamera: () => Promise<void>;
  readonly toggleTorch: () => Promise<void>;
  readonly setZoom: (zoom: number) => Promise<void>;
  readonly focusAt: (offsetX: number, offsetY: number) => Promise<void>;
  /** Something was touched: somebody is there. */
  readonly wake: () => void;
};

/** Controls the camera whose picture is shown in `video`. */
export function createCameraControl(gate: Gate, videoOf: () => HTMLVideoElement | null): CameraControl {
  let camera: Camera | null = null;
  let deviceId: string | undefined;
  let cameras: readonly string[] = [];
  let isTorchOn = false;
  /** Rises with each start and stop: a loop of an earlier one ends when it notices. */
  let run = 0;
  let lastActivity = performance.now();

  const running = (): void => {
    if (camera !== null) gate.setCamera({ at: "running", camera, cameras: cameras.length, isTorchOn });
  };

  const stop = (at: "paused" | "stopped"): void => {
    run++;
    camera?.close();
    camera = null;
    isTorchOn = false;
    gate.setCamera({ at });
  };

  const start = async (): Promise<void> => {
    const video = videoOf();
    if (video === null) return;
    stop("stopped");
    const own = ++run;
    gate.setCamera({ at: "starting" });
    const opened = await openCamera(video, deviceId, () => {
      stop("stopped");
      gate.setCamera({ at: "problem", problem: "lost" });
    });
    if (own !== run) {
      // Another start or stop came while the browser was asking.
      if (typeof opened !== "string") opened.close();
      return;
    }
    if (typeof opened === "string") {
      // A camera that was chosen and is gone: any other is better than none.
      if (deviceId !== undefined) {
        deviceId = undefined;
        await start();
      } else gate.setCamera({ at: "problem", problem: opened });
      return;
    }
    camera = opened;
    lastActivity = performance.now();
    running();
    void listCameras().then((list) => {
      cameras = list;
      if (own === run) running();
    });
    void loop(video, own);
  };

  const loop = async (video: HTMLVideoElement, own: number): Promise<void> => {
    const frames = createFrameSource(video);
    let region: Region | null = null;
    let lastLook = 0;
    for (let count = 0; own === run; count++) {
      const began = performance.now();
      const { interval, isThorough } = nextLook(began - lastActivity, lastLook, count);
      await frames.nextFrame();
      if (own !== run) return;
      // Menus and settings cover the picture: what passes the camera then is nobody's showing.
      const { screen, isOpened } = gate.state();
      const taken = screen === "scan" && isOpened ? frames.take() : null;
      if (taken !== null) {
        const given: Calls["look"]["given"] = { pixels: taken.pixels, region, isThorough, now: gate.time() };
        const answer = await gate.look(given, taken.transfer);
        if (answer !== null) {
          lastLook = answer.milliseconds;
          // Where a code was, the next frame is looked at closer; a miss there means the whole frame again.
          region = answer.region;
          if (answer.inView > 0) lastActivity = performance.now();
          if (answer.isWithoutWasm) gate.setWithoutWasm();
          await gate.take(answer.seen);
        }
      }
      const rest = interval - (performance.now() - began);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
  };

  document.addEventListener("visibilitychange", () => {
    const { at } = gate.state().camera;
    if (document.visibilityState === "hidden") {
      if (at === "running" || at === "starting") stop("paused");
    } else if (at === "paused") void start();
  });
  navigator.mediaDevices?.addEventListener?.("devicechange", () => {
    const { camera: now } = gate.state();
    // A camera was plugged in: nobody has to touch anything.
    if (now.at === "problem" && (now.problem === "absent" || now.problem === "lost")) void start();
  });

  return {
    start,
    async nextCamera() {
      cameras = await listCameras();
      const at = cameras.indexOf(camera?.deviceId ?? "");
      deviceId = cameras[(at + 1) % cameras.length];
      await start();
    },
    async toggleTorch() {
      if (camera !== null && (await camera.setTorch(!isTorchOn))) isTorchOn = !isTorchOn;
      running();
    },
    async setZoom(zoom) {
      await camera?.setZoom(zoom);
    },
    async focusAt(offsetX, offsetY) {
      const video = videoOf();
      if (video !== null) await camera?.focusAt(offsetX / video.clientWidth, offsetY / video.clientHeight);
    },
    wake() {
      lastActivity = performance.now();
    },
  };
}
