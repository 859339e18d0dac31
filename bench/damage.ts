// What happens to a code between paper and camera, as changes of a 640 × 480 frame: the classes of the reading benchmark. Everything
// follows from the seed.

import type { GreyFrame } from "../packages/verifier/src/image/frame.ts";
import { addNoise, blur, fade, paintSheet } from "../packages/verifier/test/image/paint.ts";
import { seededRandom } from "../test-support/seeded-random.ts";

const SIZE = { width: 640, height: 480 } as const;

/** Pixels of the symbol with its quiet zone: 3.7 to a module of version 8. */
const SYMBOL = 210;

/** Frames of one presentation: a hand that is not quite still before a camera that is never quite quiet. */
export type Presentation = (text: string, seed: number) => readonly GreyFrame[];

type Harm = (frame: GreyFrame, random: () => number) => GreyFrame;

const mapped =
  (change: (luma: number, x: number, y: number) => number): Harm =>
  ({ width, height, luma }) => ({
    width,
    height,
    luma: Uint8Array.from(luma, (value, at) =>
      Math.max(0, Math.min(255, Math.round(change(value, at % width, Math.floor(at / width))))),
    ),
  });

const glare: Harm = (frame, random) => {
  const [x0, y0] = [SIZE.width / 2 + (random() - 0.5) * 120, SIZE.height / 2 + (random() - 0.5) * 120];
  const radius = SYMBOL * (0.1 + random() * 0.06);
  return mapped((luma, x, y) => luma + 260 * Math.exp(-0.35 * (Math.hypot(x - x0, y - y0) / radius) ** 4))(
    frame,
    random,
  );
};

const moire: Harm = (frame, random) => {
  const [a, b] = [2.2 + random(), 2.2 + random()];
  return mapped(
    (luma, x, y) => luma + 28 * (Math.sin((2 * Math.PI * x) / a) + Math.sin((2 * Math.PI * (y + 0.2 * x)) / b)),
  )(frame, random);
};

/** Paper around a bottle: columns shift by a parabola. */
const curved: Harm = ({ width, height, luma }, random) => {
  const bend = SYMBOL * (0.03 + random() * 0.04);
  const source = (x: number, y: number): number => {
    const from = Math.round(y + bend * ((2 * (x - width / 2)) / SYMBOL) ** 2);
    return luma[Math.min(height - 1, Math.max(0, from)) * width + x] as number;
  };
  return { width, height, luma: Uint8Array.from(luma, (_, at) => source(at % width, Math.floor(at / width))) };
};

/** A cracked screen: three bright and dark lines through the code. */
const cracked: Harm = (frame, random) => {
  const lines = Array.from({ length: 3 }, (_, i) => {
    const angle = random() * Math.PI;
    return {
      nx: Math.sin(angle),
      ny: -Math.cos(angle),
      off: (random() - 0.5) * SYMBOL * 0.7,
      ink: i % 2 === 0 ? 240 : 40,
    };
  });
  return mapped((luma, x, y) => {
    for (const { nx, ny, off, ink } of lines) {
      if (Math.abs((x - SIZE.width / 2) * nx + (y - SIZE.height / 2) * ny - off) < 1.2) return ink;
    }
    return luma;
  })(frame, random);
};

/** How the symbol lies, and what is done to the frame. */
type Kind = {
  readonly width?: number;
  readonly angle?: (random: () => number) => number;
  readonly harms: readonly Harm[];
};

const noisy =
  (deviation: number): Harm =>
  (frame, random) =>
    addNoise(frame, deviation, Math.floor(random() * 2 ** 31));

const KINDS: Readonly<Record<string, Kind>> = {
  clean: { harms: [] },
  rotated: { angle: (random) => random() * 360, harms: [] },
  small: { width: 135, harms: [] },
  blurred: { harms: [(frame) => blur(frame, 1.5)] },
  noisy: { harms: [noisy(30)] },
  dim: { harms: [mapped((luma) => luma * 0.16 + 6), noisy(4)] },
  "glare spot": { harms: [glare] },
  moiré: { harms: [moire] },
  curved: { harms: [curved] },
  "cracked screen": { harms: [cracked] },
  "low contrast": { harms: [(frame) => fade(frame, 0.22)] },
};

/** The classes by name, each with frames that differ as a hand and a sensor make them differ. */
export const DAMAGE: ReadonlyMap<string, Presentation> = new Map(
  Object.entries(KINDS).map(([name, kind]) => [name, (text: string, seed: number) => present(kind, text, seed)]),
);

const FRAMES = 3;

function present({ width = SYMBOL, angle, harms }: Kind, text: string, seed: number): readonly GreyFrame[] {
  const random = seededRandom(seed);
  const turn = angle?.(random) ?? (random() - 0.5) * 10;
  const harmSeed = Math.floor(random() * 2 ** 31);
  return Array.from({ length: FRAMES }, () => {
    const left = (SIZE.width - width) / 2 + (random() - 0.5) * 8;
    const top = (SIZE.height - width) / 2 + (random() - 0.5) * 8;
    const sheet = paintSheet({ ...SIZE, symbols: [{ text, left, top, width, angle: turn + (random() - 0.5) * 2 }] });
    // Paper is not white and ink is not black; the same crack or reflection stays over all frames.
    const paper = mapped((luma) => 25 + (luma * 205) / 255)(sheet, random);
    const same = seededRandom(harmSeed);
    const harmed = harms.reduce((frame, harm) => harm(frame, harm === moire ? random : same), paper);
    return noisy(3)(harmed, random);
  });
}
