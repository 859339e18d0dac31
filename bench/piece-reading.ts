// How large a QR Code of trust material may be: symbols of several versions as a camera of 720 lines sees them on a screen or on paper,
// up to 15 degrees askew, a little out of focus, grainy and of little contrast. The answer is the issuer's default
// (docs/decisions/0023). The reference is the certificate's own version, 8.

import { isDark, QUIET_ZONE, qrMatrix } from "@mohor/issuer/qr";
import type { Frame } from "@mohor/verifier/image";
import { NODE_ENGINES } from "../packages/verifier/src/image/node-engines.ts";
import { seededRandom } from "../test-support/seeded-random.ts";

/** Characters that fill a version at level M, alphanumeric mode (ISO/IEC 18004 table 7). */
const CAPACITY: readonly (readonly [version: number, characters: number])[] = [
  [8, 221],
  [10, 311],
  [13, 483],
  [15, 600],
  [18, 816],
  [20, 970],
  [23, 1_248],
  [27, 1_600],
];

const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const LINES = 720;
const SHARES = [0.9, 0.7, 0.5, 0.4];
const FRAMES = 12;

export async function benchPieceReading(): Promise<void> {
  process.stdout.write(
    `QR Codes of trust material: share of ${FRAMES} frames read, by the share of the frame's height that the symbol fills; pixels to a module\n` +
      `version  pack bytes  codes for 6 kB  ${SHARES.map((share) => `${100 * share} %`.padEnd(14)).join("")}time a frame\n`,
  );
  for (const [version, characters] of CAPACITY) {
    const cells: string[] = [];
    const started = performance.now();
    for (const share of SHARES) cells.push((await shareRead(characters, share)).padEnd(14));
    const milliseconds = (performance.now() - started) / (FRAMES * SHARES.length);
    // Three characters for two bytes behind the prefix, and a piece's head of ten bytes.
    const bytes = Math.floor((characters - 4) / 3) * 2 - 10;
    const size = [version, bytes, Math.ceil(6_144 / bytes)].map((cell, i) =>
      String(cell).padStart([7, 10, 14][i] ?? 0),
    );
    process.stdout.write(`${size.join("  ")}  ${cells.join("")}${milliseconds.toFixed(0).padStart(9)} ms\n`);
  }
  process.stdout.write("\n");
}

async function shareRead(characters: number, share: number): Promise<string> {
  const random = seededRandom(20_211_112);
  let read = 0;
  let modulePixels = 0;
  for (let at = 0; at < FRAMES; at++) {
    const text = `MP1:${Array.from({ length: characters - 4 }, () => CHARACTERS[Math.floor(random() * 45)]).join("")}`;
    const matrix = qrMatrix(text);
    const modules = matrix.size + 2 * QUIET_ZONE;
    modulePixels = (LINES * share) / modules;
    const angle = ((random() - 0.5) * Math.PI) / 6;
    const [cos, sin] = [Math.cos(angle) / modulePixels, Math.sin(angle) / modulePixels];
    const [left, top] = [LINES / 2 + 8 * random(), LINES / 2 + 8 * random()];
    const inkAt = (x: number, y: number) => {
      const [dx, dy] = [x - left, y - top];
      const row = Math.floor(cos * dy - sin * dx + modules / 2) - QUIET_ZONE;
      return isDark(matrix, row, Math.floor(cos * dx + sin * dy + modules / 2) - QUIET_ZONE) ? 70 : 200;
    };
    const seen = frameOf(inkAt, random);
    const sightings = await NODE_ENGINES.cascade.read(seen);
    if (sightings.some((sighting) => sighting.text === text)) read++;
  }
  return `${Math.round((100 * read) / FRAMES)} % ${modulePixels.toFixed(1)} px`;
}

/** Each pixel the mean of nine points over two pixels' width, which is a blur of about 0.7 pixels, and noise of deviation 10. */
function frameOf(inkAt: (x: number, y: number) => number, random: () => number): Frame {
  const data = new Uint8ClampedArray(4 * LINES * LINES);
  for (let pixel = 0; pixel < LINES * LINES; pixel++) {
    const [x, y] = [pixel % LINES, Math.floor(pixel / LINES)];
    let sum = 0;
    for (const dy of OFFSETS) for (const dx of OFFSETS) sum += inkAt(x + dx, y + dy);
    // The sum of four uniform numbers has a deviation of 0.577.
    const noise = (random() + random() + random() + random() - 2) * 17;
    data.fill(sum / 9 + noise, 4 * pixel, 4 * pixel + 3);
    data[4 * pixel + 3] = 255;
  }
  return { width: LINES, height: LINES, data };
}

const OFFSETS = [-0.34, 0.5, 1.34];
