// The cascade of a camera: what one frame hides the next one shows.

import { expect, test } from "vitest";
import { cameraCascade } from "../../src/image/camera-cascade.ts";
import type { CascadeEngines } from "../../src/image/cascade.ts";
import type { Frame } from "../../src/image/frame.ts";
import type { QrEngine, QrSighting } from "../../src/image/qr-engine.ts";
import { toFrame } from "./paint.ts";

const FRAME: Frame = toFrame({ width: 640, height: 480, luma: new Uint8Array(640 * 480) });
const LARGE: Frame = toFrame({ width: 1280, height: 720, luma: new Uint8Array(1280 * 720) });
const at = (x: number, y: number) => ({ x, y });
const SIGHTING: QrSighting = { text: "A", engine: "qr", corners: [at(0, 0), at(10, 0), at(10, 10), at(0, 10)] };

/** Engines that note who was asked about what; `sees` says which see something. */
function watched(sees: (name: string, width: number) => boolean, isRefused = false) {
  const asked: string[] = [];
  const engine = (name: string): QrEngine => ({
    async read({ width }) {
      if (isRefused && name.startsWith("zxing")) throw new Error("WebAssembly is refused");
      asked.push(`${name} ${width}`);
      return sees(name, width) ? [SIGHTING] : [];
    },
  });
  const engines: CascadeEngines = {
    zxing: engine("zxing"),
    zxingDenoise: engine("zxing denoise"),
    qr: engine("qr"),
    jsqr: engine("jsqr"),
  };
  return { asked, cascade: cameraCascade(engines) };
}

test("where the first engine sees a code no other is asked", async () => {
  const { asked, cascade } = watched((name) => name === "zxing");
  expect(await cascade.read(FRAME, "thorough")).toEqual([SIGHTING]);
  expect(asked).toEqual(["zxing 640"]);
});

test("a miss brings one more look a frame, each of the three in turn; a quick look brings none", async () => {
  const { asked, cascade } = watched(() => false);
  for (let i = 0; i < 3; i++) expect(await cascade.read(FRAME, "thorough")).toEqual([]);
  expect(asked).toEqual(["zxing 640", "zxing denoise 640", "zxing 640", "zxing 1280", "zxing 640", "qr 640"]);
  await cascade.read(FRAME, "quick");
  expect(asked.slice(6)).toEqual(["zxing 640"]);
});

test("a find of the closer look is given in the frame's own pixels; a large frame is not doubled", async () => {
  const { asked, cascade } = watched((_name, width) => width === 1280);
  await cascade.read(FRAME, "thorough");
  expect((await cascade.read(FRAME, "thorough"))[0]?.corners[2]).toEqual(at(5, 5));
  const large = watched(() => false);
  for (let i = 0; i < 3; i++) await large.cascade.read(LARGE, "thorough");
  expect(Math.max(...large.asked.map((line) => Number(line.split(" ").at(-1))))).toBe(1280);
  expect(asked.length).toBeGreaterThan(0);
});

test("where WebAssembly is refused the others read, and it is said", async () => {
  const { asked, cascade } = watched((name) => name === "jsqr", true);
  expect(cascade.isWithoutWasm()).toBe(false);
  expect(await cascade.read(FRAME, "thorough")).toEqual([SIGHTING]);
  expect(cascade.isWithoutWasm()).toBe(true);
  expect(await cascade.read(FRAME, "quick")).toEqual([]);
  expect(asked).toEqual(["qr 640", "jsqr 640", "qr 640"]);
});
