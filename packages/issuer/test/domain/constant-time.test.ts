import { describe, expect, it } from "vitest";
import { constantTimeEqual } from "../../src/domain/constant-time.ts";

describe("constantTimeEqual", () => {
  it("tells equal bytes from others, wherever they differ", () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(constantTimeEqual(bytes, bytes.slice())).toBe(true);
    for (let bit = 0; bit < 256; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(constantTimeEqual(bytes, changed)).toBe(false);
    }
  });

  it("holds bytes of another length for different", () => {
    expect(constantTimeEqual(new Uint8Array(31), new Uint8Array(32))).toBe(false);
    expect(constantTimeEqual(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });
});
