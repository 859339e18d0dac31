// Test support: pictures of QR Codes as cameras and people make them — turned, mirrored, inverted, blurred, faded, grainy, several to a
// sheet. Everything follows from its arguments: noise has a seed. The only importer of qrcode in the verifier.

import qrcode from "qrcode";
import { seededRandom } from "../../../../test-support/seeded-random.ts";
import { type Frame, frameOfGrey, type GreyFrame } from "../../src/image/frame.ts";

/** A certificate-like text of a v8-M symbol: 200 of Base45's characters, the most that a certificate for a short name has. */
export const V8_TEXT: string = `MQ1:${"6BFC80PZ0B9O3KE:%WJ1H +JX*2$/QA-7.".repeat(6)}`.slice(0, 200);

/** Modules of quiet zone on each side (ISO/IEC 18004 §6.3.8). */
const QUIET_ZONE = 4;

/** One symbol on a sheet. `left`, `top` and `width` are pixels of the sheet before turning, quiet zone included. */
export type Symbol = {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Degrees clockwise about the symbol's middle. */
  readonly angle?: number;
  readonly mirrored?: boolean;
  readonly inverted?: boolean;
};

/** A sheet to paint. */
export type Sheet = { readonly width: number; readonly height: number; readonly symbols: readonly Symbol[] };

/** The symbol's modules with its quiet zone: true is dark. Version as small as level M allows, unless given. */
function modulesOf(text: string): { readonly size: number; readonly isDark: (row: number, column: number) => boolean } {
  const isAlphanumeric = /^[0-9A-Z $%*+\-./:]*$/.test(text);
  const segments = isAlphanumeric ? [{ data: text, mode: "alphanumeric" as const }] : text;
  const { modules } = qrcode.create(segments, { errorCorrectionLevel: "M" });
  const inside = (at: number): boolean => at >= 0 && at < modules.size;
  return {
    size: modules.size + 2 * QUIET_ZONE,
    isDark(row, column) {
      const [r, c] = [row - QUIET_ZONE, column - QUIET_ZONE];
      return inside(r) && inside(c) && modules.get(r, c) === 1;
    },
  };
}

/** One upright symbol with its quiet zone and nothing else, that many pixels to a module. */
export function paintSymbol(text: string, modulePixels: number): GreyFrame {
  const side = modulesOf(text).size * modulePixels;
  return paintSheet({ width: side, height: side, symbols: [{ text, left: 0, top: 0, width: side }] });
}

/** The symbols in black and white on a white sheet, each pixel the mean of 3 × 3 samples. */
export function paintSheet({ width, height, symbols }: Sheet): GreyFrame {
  const luma = new Uint8Array(width * height).fill(255);
  for (const symbol of symbols) paintOne(luma, width, height, symbol);
  return { width, height, luma };
}

function paintOne(luma: Uint8Array, width: number, height: number, symbol: Symbol): void {
  const { size, isDark } = modulesOf(symbol.text);
  const [middleX, middleY] = [symbol.left + symbol.width / 2, symbol.top + symbol.width / 2];
  const radians = ((symbol.angle ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const sample = (x: number, y: number): number | undefined => {
    const [dx, dy] = [x - middleX, y - middleY];
    const across = (cos * dx + sin * dy) / symbol.width + 0.5;
    const column = Math.floor((symbol.mirrored === true ? 1 - across : across) * size);
    const row = Math.floor(((cos * dy - sin * dx) / symbol.width + 0.5) * size);
    if (row < 0 || column < 0 || row >= size || column >= size) return undefined;
    return isDark(row, column) !== (symbol.inverted === true) ? 0 : 255;
  };
  // However it is turned, it stays within its corners' circle.
  const reach = Math.ceil(symbol.width * Math.SQRT1_2);
  const within = (at: number, end: number): number => Math.min(end, Math.max(0, Math.floor(at)));
  for (let y = within(middleY - reach, height); y < within(middleY + reach + 1, height); y++) {
    for (let x = within(middleX - reach, width); x < within(middleX + reach + 1, width); x++) {
      const under = luma[y * width + x] as number;
      let sum = 0;
      for (let part = 0; part < 9; part++) {
        sum += sample(x + ((part % 3) + 0.5) / 3, y + (Math.floor(part / 3) + 0.5) / 3) ?? under;
      }
      luma[y * width + x] = sum / 9 + 0.5;
    }
  }
}

/** Gaussian blur of that standard deviation in pixels. */
export function blur({ width, height, luma }: GreyFrame, sigma: number): GreyFrame {
  const reach = Math.ceil(sigma * 3);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const along = (source: Float64Array, stepX: number, stepY: number): Float64Array => {
    const blurred = new Float64Array(source.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (const [i, weight] of kernel.entries()) {
          const fromX = Math.min(width - 1, Math.max(0, x + (i - reach) * stepX));
          const fromY = Math.min(height - 1, Math.max(0, y + (i - reach) * stepY));
          sum += weight * (source[fromY * width + fromX] as number);
        }
        blurred[y * width + x] = sum / total;
      }
    }
    return blurred;
  };
  const blurred = along(along(Float64Array.from(luma), 1, 0), 0, 1);
  return { width, height, luma: Uint8Array.from(blurred, (value) => Math.round(value)) };
}

/** Contrast about middle grey: 1 leaves all, 0 makes all grey. */
export function fade({ width, height, luma }: GreyFrame, contrast: number): GreyFrame {
  return { width, height, luma: luma.map((value) => Math.round(127.5 + (value - 127.5) * contrast)) };
}

/** Gaussian grey noise of that standard deviation. */
export function addNoise({ width, height, luma }: GreyFrame, deviation: number, seed: number): GreyFrame {
  const random = seededRandom(seed);
  const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const noisy = luma.map((value) => Math.min(255, Math.max(0, Math.round(value + deviation * gaussian()))));
  return { width, height, luma: noisy };
}

/** Pixels of a hostile or useless picture, each from its place. */
export function paintPixels(width: number, height: number, lumaAt: (x: number, y: number) => number): GreyFrame {
  const luma = new Uint8Array(width * height);
  for (let at = 0; at < luma.length; at++) luma[at] = lumaAt(at % width, Math.floor(at / width));
  return { width, height, luma };
}

/** Nothing but finder patterns, edge to edge: the most triples for an engine to try. */
export function paintFinders(width: number, height: number): GreyFrame {
  return paintPixels(width, height, (x, y) => {
    const ring = Math.max(Math.abs(((x % 20) >> 1) - 3), Math.abs(((y % 20) >> 1) - 3));
    return ring === 3 || ring <= 1 ? 0 : 255;
  });
}

/** The frame that engines read. */
export function toFrame(grey: GreyFrame): Frame {
  return frameOfGrey({ ...grey, luma: new Uint8Array(grey.luma) });
}
