import { describe, expect, it } from "vitest";
import { webCryptoRandom } from "../../src/adapters/random-webcrypto.ts";

describe("Web Crypto's randomness", () => {
  it("gives as many bytes as asked for, others each time", () => {
    expect(webCryptoRandom.bytes(0)).toHaveLength(0);
    expect(webCryptoRandom.bytes(32)).toHaveLength(32);
    expect(webCryptoRandom.bytes(32)).not.toEqual(webCryptoRandom.bytes(32));
  });
});
