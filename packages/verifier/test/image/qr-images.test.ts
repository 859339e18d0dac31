// Third-party pictures of QR Codes, photographed and drawn, from ../shared/data/qr-images (the zxing and jsQR projects): how many
// the cascade reads against the best engine alone at its hardest settings in the same run, and that it reads nothing where nothing is.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";
import { decodePicture, readQrTexts } from "../../src/image/index.ts";
import { wasmFile } from "../../src/image/wasm-file.ts";
import { zxingWasmEngine } from "../../src/image/zxing-wasm.ts";

// Some 160 pictures: 11 s on a quiet machine of two cores.
vi.setConfig({ testTimeout: 120_000 });

/** A picture and the text that its set says it holds, where it says one. */
type Picture = { readonly name: string; readonly bytes: Uint8Array; readonly text: string | undefined };

/** The pictures of a folder, by name. */
function picturesOf(folder: string): readonly Picture[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".png"))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)), text: expectedText(join(folder, name)) }));
}

/** zxing has a text file beside each picture, jsQR its own result; where that is empty it read bytes that it could not name. */
function expectedText(picture: string): string | undefined {
  const [beside, result] = [picture.replace(/\.png$/, ".txt"), picture.replace(/input\.png$/, "output.json")];
  if (existsSync(beside)) return readFileSync(beside, "utf8");
  if (result === picture) return undefined;
  const { data } = (JSON.parse(readFileSync(result, "utf8")) ?? {}) as { data?: string };
  return data === "" ? undefined : data;
}

const normal = (text: string): string => text.replaceAll("\r\n", "\n").replace(/\n$/, "");

describeSet("qr-images", (_read, folder) => {
  const hardest = zxingWasmEngine({ wasmBinary: wasmFile("zxing-wasm/reader/zxing_reader.wasm"), denoise: true });

  test("pictures with codes are read at least as often as by zxing-wasm at its hardest, and never as another text", async () => {
    const counts: string[] = [];
    const total = { pictures: 0, cascade: 0, alone: 0 };
    for (const set of [...[1, 2, 3, 4, 5, 6].map((n) => `zxing/qrcode-${n}`), "zxing/multi-qrcode-1", "jsqr"]) {
      const count = { pictures: 0, cascade: 0, alone: 0 };
      for (const { name, bytes, text } of picturesOf(join(folder, set))) {
        count.pictures++;
        const picture = await decodePicture(bytes);
        if (!picture.ok) throw new Error(`${set}/${name}: ${picture.code}`);
        if ((await hardest.read(picture.value)).length > 0) count.alone++;
        const result = await readQrTexts(bytes);
        if (!result.ok) {
          expect(result.code).toBe("QR_NOT_FOUND");
          continue;
        }
        count.cascade++;
        if (text !== undefined)
          expect([name, result.sightings.map((sighting) => normal(sighting.text))]).toEqual([name, [normal(text)]]);
      }
      expect(count.cascade).toBeGreaterThanOrEqual(count.alone);
      counts.push(`${set} ${count.cascade} of ${count.pictures} (zxing-wasm alone ${count.alone})`);
      for (const key of ["pictures", "cascade", "alone"] as const) total[key] += count[key];
    }
    counts.push(`all ${total.cascade} of ${total.pictures} (zxing-wasm alone ${total.alone})`);
    process.stderr.write(`third-party pictures read: ${counts.join(", ")}\n`);
  });

  test.each(["zxing/falsepositives", "zxing/falsepositives-2", "zxing/inverted"])(
    "pictures of %s, which hold no QR Code, are read as nothing",
    async (set) => {
      const pictures = picturesOf(join(folder, set));
      expect(pictures.length).toBeGreaterThan(0);
      for (const { name, bytes } of pictures)
        expect([name, await readQrTexts(bytes)]).toEqual([name, { ok: false, code: "QR_NOT_FOUND" }]);
    },
  );
});
