import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodePicture, readQrTexts } from "@mohor/verifier/image";
import { describe, expect, test, vi } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { drawPng } from "../../src/qr/png.ts";
import { isDark, qrMatrix } from "../../src/qr/qr-matrix.ts";
import { textOfLength } from "./qr-texts.ts";

// The first run on a new machine installs zbar.
vi.setConfig({ testTimeout: 600_000 });

describe("drawPng", () => {
  test("draws each module as a square of whole pixels, black on white, with the quiet zone", async () => {
    const text = textOfLength(193);
    const matrix = qrMatrix(text);
    for (const modulePixels of [1, 3, 8]) {
      const picture = await decodePicture(drawPng(text, { modulePixels }));
      if (!picture.ok) throw new Error(picture.code);
      const { width, height, data } = picture.value;
      expect([width, height]).toEqual([57 * modulePixels, 57 * modulePixels]);
      for (let pixel = 0; pixel < width * height; pixel++) {
        const row = Math.floor(pixel / width / modulePixels) - 4;
        const column = Math.floor((pixel % width) / modulePixels) - 4;
        const brightness = isDark(matrix, row, column) ? 0 : 255;
        if (data[pixel * 4] !== brightness || data[pixel * 4 + 3] !== 255) throw new Error(`pixel ${pixel} is wrong`);
      }
    }
  });

  test("is read back as the same text at every size, by default at 12 pixels to a module", async () => {
    for (const [length, options] of [
      [193, {}],
      [4, { modulePixels: 2 }],
      [200, { modulePixels: 3 }],
      [1_024, { modulePixels: 4 }],
      [193, { modulePixels: 64 }],
    ] as const) {
      const text = textOfLength(length);
      const result = await readQrTexts(drawPng(text, options));
      expect(result.ok && result.sightings.map((sighting) => sighting.text)).toEqual([text]);
    }
    expect(Buffer.from(drawPng(textOfLength(193))).readUInt32BE(16)).toBe(684);
  });

  test("is read by zbar, a reader that shares nothing with ours", async () => {
    const zbarimg = await osTool("zbarimg");
    const directory = mkdtempSync(join(tmpdir(), "mohor-png-"));
    try {
      for (const length of [193, 200, 311]) {
        const file = join(directory, `${length}.png`);
        writeFileSync(file, drawPng(textOfLength(length)));
        const flags = ["--nodbus", "-q", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable"];
        expect(execFileSync(zbarimg, [...flags, file], { encoding: "utf8" }).replace(/\n$/, "")).toBe(
          textOfLength(length),
        );
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test("takes less than 1.5 kB for a certificate", () => {
    expect(drawPng(textOfLength(193)).length).toBeLessThan(1_500);
  });

  test("throws a TypeError for sizes out of range", () => {
    for (const modulePixels of [0, -1, 2.5, 65, Number.NaN])
      expect(() => drawPng("MQ1:", { modulePixels })).toThrow(TypeError);
  });
});
