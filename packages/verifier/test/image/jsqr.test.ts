import { describe, expect, test } from "vitest";
import { jsqrEngine } from "../../src/image/jsqr.ts";
import { testEngineContract } from "./engine-contract.ts";
import { paintSheet, toFrame, V8_TEXT } from "./paint.ts";

testEngineContract(jsqrEngine(), { name: "jsqr", severalSymbols: false });

describe("the jsqr engine on a large frame", () => {
  test("looks at it small and gives the corners in the frame's own pixels", async () => {
    const symbol = { text: V8_TEXT, left: 570, top: 285, width: 1140 };
    const [sighting] = await jsqrEngine().read(toFrame(paintSheet({ width: 1800, height: 1500, symbols: [symbol] })));
    expect(sighting?.text).toBe(V8_TEXT);
    expect(sighting?.corners[0].x).toBeGreaterThan(630);
    expect(sighting?.corners[0].x).toBeLessThan(670);
  });
});
