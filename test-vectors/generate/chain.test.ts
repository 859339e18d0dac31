// The honest chain, held against what does not come from the wire format's own code: diagnostic notation and arithmetic.

import { fromHex, isCopySafe, toHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import { CLAIMS, certificate, replaced } from "./chain.ts";
import { diagnosticNotation } from "./diagnostic-notation.ts";
import { add, BASE, challenge, decodePoint, littleEndian, multiply } from "./edwards25519.ts";
import { CERTIFICATE_KEY } from "./test-keys.ts";

const { payload, protectedHeader, qrText, signature, toBeSigned, token } = certificate();

describe("the honest chain", () => {
  it("signs the Sig_structure of RFC 9052 §4.4", () => {
    expect(diagnosticNotation(toBeSigned)).toBe(
      `["Signature1", h'${toHex(protectedHeader)}', h'', h'${toHex(payload)}']`,
    );
    expect(diagnosticNotation(token)).toBe(
      `18([h'${toHex(protectedHeader)}', {}, h'${toHex(payload)}', h'${toHex(signature)}'])`,
    );
    expect(diagnosticNotation(protectedHeader)).toBe(`{1: -8, 4: h'${toHex(CERTIFICATE_KEY.kid)}'}`);
  });

  it("makes a signature whose equation holds", () => {
    const r = signature.slice(0, 32);
    const k = challenge(r, CERTIFICATE_KEY.publicKey, toBeSigned);
    const right = add(decodePoint(r), multiply(decodePoint(CERTIFICATE_KEY.publicKey), k));
    expect(multiply(BASE, littleEndian(signature.slice(32)))).toEqual(right);
  });

  it("makes a text that is safe to copy, of 193 characters", () => {
    expect(isCopySafe(qrText)).toBe(true);
    expect(qrText.length).toBe(193);
  });

  it("replaces one stage and leaves the others honest", () => {
    const faulty = certificate({ signature: () => new Uint8Array(64) });
    expect(faulty.toBeSigned).toEqual(toBeSigned);
    expect(faulty.claims).toBe(CLAIMS);
    expect(diagnosticNotation(faulty.token)).toBe(
      diagnosticNotation(token)?.replace(toHex(signature), "00".repeat(64)),
    );
  });
});

describe("replaced", () => {
  it("changes the one place", () => {
    expect(toHex(replaced(fromHex("010203"), "02", "0405"))).toBe("01040503");
  });

  it.each([
    ["a place that is not there", "04"],
    ["a place that is there twice", "01"],
    ["a place between bytes", "10"],
  ])("throws on %s", (_, place) => {
    expect(() => replaced(fromHex("010102"), place, "00")).toThrow(TypeError);
  });
});
