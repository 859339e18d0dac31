import { expect, test } from "vitest";
import { qrDecodeEngine } from "../../src/image/qr-decode.ts";
import { testEngineContract } from "./engine-contract.ts";

testEngineContract(qrDecodeEngine(), { name: "qr", severalSymbols: true });

test("sees nothing in frames with a side longer than the package takes, instead of throwing", async () => {
  for (const [width, height] of [
    [5_000, 4],
    [4, 5_000],
  ] as const) {
    const frame = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) };
    expect(await qrDecodeEngine().read(frame)).toEqual([]);
  }
});
