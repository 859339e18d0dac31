import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/adapters/clock-system.ts";
import { webCryptoRandom } from "../../src/adapters/random-webcrypto.ts";

describe("the system clock", () => {
  it("tells whole seconds since 1970", () => {
    const now = systemClock.now();
    expect(Number.isSafeInteger(now)).toBe(true);
    expect(Math.abs(now - Date.now() / 1000)).toBeLessThan(2);
  });
});

describe("Web Crypto's randomness", () => {
  it("gives as many bytes as asked for, others each time", () => {
    expect(webCryptoRandom.bytes(0)).toHaveLength(0);
    expect(webCryptoRandom.bytes(32)).toHaveLength(32);
    expect(webCryptoRandom.bytes(32)).not.toEqual(webCryptoRandom.bytes(32));
  });
});
