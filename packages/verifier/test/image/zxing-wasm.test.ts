import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test, vi } from "vitest";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { readQrTexts } from "../../src/image/index.ts";
import { wasmFile } from "../../src/image/wasm-file.ts";
import { zxingWasmEngine } from "../../src/image/zxing-wasm.ts";
import { testEngineContract } from "./engine-contract.ts";
import { paintSymbol, toFrame, V8_TEXT } from "./paint.ts";

const wasmBinary = wasmFile("zxing-wasm/reader/zxing_reader.wasm");

testEngineContract(zxingWasmEngine({ wasmBinary }), { name: "zxing-wasm", severalSymbols: true });

describe("the zxing-wasm engine's WebAssembly", () => {
  test("is asked for once, at the first read", async () => {
    let asked = 0;
    const engine = zxingWasmEngine({
      wasmBinary: () => {
        asked++;
        return wasmBinary();
      },
    });
    expect(asked).toBe(0);
    const frame = toFrame(paintSymbol(V8_TEXT, 3));
    await Promise.all([engine.read(frame), engine.read(frame)]);
    expect(asked).toBe(1);
  });

  test("rejects when the file cannot be had, for that is a broken installation and no fact about a picture", async () => {
    const engine = zxingWasmEngine({ wasmBinary: () => Promise.reject(new Error("no such file")) });
    await expect(engine.read(toFrame(paintSymbol(V8_TEXT, 3)))).rejects.toThrow();
  });

  test("gives the next frame a new instance when a frame breaks the old one, and otherwise keeps it", async () => {
    const instantiate = vi.spyOn(Reflect.get(globalThis, "WebAssembly"), "instantiate");
    const engine = zxingWasmEngine({ wasmBinary });
    const frame = toFrame(paintSymbol(V8_TEXT, 3));
    const readTwice = async () => {
      for (const sightings of [await engine.read(frame), await engine.read(frame)])
        expect(sightings[0]?.text).toBe(V8_TEXT);
      return instantiate.mock.calls.length;
    };
    const before = await readTwice();
    expect(await readTwice()).toBe(before);
    // A frame that says it has more pixels than the instance has memory.
    const impossible = { width: 40_000, height: 40_000, data: new Uint8ClampedArray(4) };
    expect(await engine.read(impossible)).toEqual([]);
    expect(await readTwice()).toBe(before + 1);
    instantiate.mockRestore();
  });
});

describe("the zxing-wasm engine's symbols", () => {
  prepareZXingModule({
    overrides: {
      wasmBinary: readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm")).buffer,
    },
  });

  test.each([
    { format: "QRCode", isRead: true },
    { format: "MicroQRCode", isRead: false },
    { format: "RMQRCode", isRead: false },
    { format: "DataMatrix", isRead: false },
    { format: "Aztec", isRead: false },
  ] as const)("are QR Codes and nothing like them: $format", async ({ format, isRead }) => {
    const { image } = await writeBarcode("MQ1:6BF", { format, scale: 6 });
    const picture = new Uint8Array((await image?.arrayBuffer()) ?? new ArrayBuffer(0));
    const result = await readQrTexts(picture, { engine: "zxing-wasm" });
    expect(result.ok ? result.sightings.map(({ text }) => text) : result.code).toEqual(
      isRead ? ["MQ1:6BF"] : "QR_NOT_FOUND",
    );
  });
});
