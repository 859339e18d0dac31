import { describe, expect, test } from "vitest";
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

  test("gives the next frame a new instance when a frame breaks the old one", async () => {
    const engine = zxingWasmEngine({ wasmBinary });
    // A frame that says it has more pixels than the instance has memory.
    const impossible = { width: 40_000, height: 40_000, data: new Uint8ClampedArray(4) };
    expect(await engine.read(impossible)).toEqual([]);
    expect((await engine.read(toFrame(paintSymbol(V8_TEXT, 3)))).map(({ text }) => text)).toEqual([V8_TEXT]);
  });
});
