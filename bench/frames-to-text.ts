// Camera frames → QR text by class of damage: the gate's way of looking against a page with jsQR alone and against bare zxing-wasm, on
// the same frames in the same run. A presentation is read when one of its frames is; the time is that of all looks up to then.

import { readBarcodes } from "zxing-wasm/reader";
import { cameraCascade } from "../packages/verifier/src/image/camera-cascade.ts";
import { type Frame, frameOfGrey } from "../packages/verifier/src/image/frame.ts";
import { jsqrEngine } from "../packages/verifier/src/image/jsqr.ts";
import { qrDecodeEngine } from "../packages/verifier/src/image/qr-decode.ts";
import { wasmFile } from "../packages/verifier/src/image/wasm-file.ts";
import { zxingWasmEngine } from "../packages/verifier/src/image/zxing-wasm.ts";
import { bareJsqr } from "./bare-jsqr.ts";
import { DAMAGE } from "./damage.ts";
import { QR_TEXT } from "./subject.ts";

const PRESENTATIONS = 8;

type Reader = { readonly name: string; readonly read: (frame: Frame) => Promise<readonly string[]> };
type Tally = { read: number; wrong: number; milliseconds: number[] };

export async function benchFramesToText(): Promise<void> {
  const wasmBinary = wasmFile("zxing-wasm/reader/zxing_reader.wasm");
  const zxing = zxingWasmEngine({ wasmBinary });
  const engines = {
    zxing,
    zxingDenoise: zxingWasmEngine({ wasmBinary, denoise: true }),
    qr: qrDecodeEngine(),
    jsqr: jsqrEngine(),
  };
  const gate = cameraCascade(engines);
  const texts = (all: readonly { readonly text: string }[]): readonly string[] => all.map(({ text }) => text);
  const readers: readonly Reader[] = [
    { name: "gate", read: async (frame) => texts(await gate.read(frame, "thorough")) },
    {
      name: "bare zxing-wasm",
      read: async (frame) => texts(await readBarcodes(frame, { formats: ["QRCode"], maxNumberOfSymbols: 1 })),
    },
    { name: "jsQR alone", read: bareJsqr },
  ];
  // Makes the WebAssembly ready, for both of its users.
  await zxing.read({ width: 8, height: 8, data: new Uint8ClampedArray(256) });

  const rows: string[] = [];
  const all = new Map<string, Tally>();
  for (const [kind, present] of DAMAGE) {
    const tallies = new Map<string, Tally>(readers.map(({ name }) => [name, { read: 0, wrong: 0, milliseconds: [] }]));
    for (let seed = 1; seed <= PRESENTATIONS; seed++) {
      const frames = present(QR_TEXT, seed * 7_919).map((grey) =>
        frameOfGrey({ ...grey, luma: new Uint8Array(grey.luma) }),
      );
      for (const { name, read } of [...readers].sort(() => Math.random() - 0.5)) {
        const tally = tallies.get(name) as Tally;
        const began = performance.now();
        for (const frame of frames) {
          const found = await read(frame);
          if (found.length === 0) continue;
          if (found.includes(QR_TEXT)) {
            tally.read++;
            tally.milliseconds.push(performance.now() - began);
          } else tally.wrong++;
          break;
        }
      }
    }
    const cells = readers.map(({ name }) => cellOf(tallies.get(name) as Tally, PRESENTATIONS));
    rows.push(`  ${kind.padEnd(16)}${cells.join("")}`);
    for (const [name, tally] of tallies) {
      const sum = all.get(name) ?? { read: 0, wrong: 0, milliseconds: [] };
      all.set(name, {
        read: sum.read + tally.read,
        wrong: sum.wrong + tally.wrong,
        milliseconds: [...sum.milliseconds, ...tally.milliseconds],
      });
    }
  }
  const head = `  ${"".padEnd(16)}${readers.map(({ name }) => name.padStart(24)).join("")}`;
  const last = readers.map(({ name }) => cellOf(all.get(name) as Tally, PRESENTATIONS * DAMAGE.size));
  process.stdout.write(
    `camera frames → QR text: presentations of ${PRESENTATIONS} read, median ms to the text, ×: success relative to bare zxing-wasm\n${head}\n${rows.join("\n")}\n  ${"all".padEnd(16)}${last.join("")}\n`,
  );
  const reference = (all.get("bare zxing-wasm") as Tally).read;
  process.stdout.write(
    `  ${readers.map(({ name }) => `${name} ${((all.get(name) as Tally).read / reference).toFixed(2)}×`).join(" · ")}\n\n`,
  );
}

function cellOf({ read, wrong, milliseconds }: Tally, of: number): string {
  const median = milliseconds.toSorted((a, b) => a - b)[milliseconds.length >> 1];
  const time = median === undefined ? "-" : `${median.toFixed(1)} ms`;
  return `${`${read}/${of}${wrong > 0 ? ` (${wrong} wrong)` : ""}`.padStart(14)}${time.padStart(10)}`;
}
