// Every small change of a valid certificate is refused: each bit flipped, each truncation, each insertion of each byte, and the
// same for the characters of its text. Exhaustive for the standard certificate; in the short run the many insertions into one with
// every claim are made at each 16th place only, and the title says so.

import { bytesEqual, decodeBase45, encodeQrText, QR_PREFIX } from "@mohor/schema";
import { verify } from "@mohor/verifier";
import { describe, expect, test } from "vitest";
import { EFFORT } from "../../../test-support/effort.ts";
import { CLAIMS, FULL_CLAIMS, NOW, tokenOf, trustOf } from "./test-issuer.ts";

const TRUST = trustOf();
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Refuses a changed text; counts by code what refused it. */
function expectRefused(text: string, what: string, codes: Map<string, number>): void {
  const verdict = verify(text, TRUST, { now: NOW });
  if (verdict.outcome !== "invalid") expect.fail(`${what} is ${verdict.outcome}`);
  codes.set(verdict.code, (codes.get(verdict.code) ?? 0) + 1);
}

function report(name: string, codes: ReadonlyMap<string, number>): void {
  const total = [...codes.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  process.stdout.write(`${name}: ${total} refused (${parts.join(", ")})\n`);
}

describe.each([
  { name: "the standard certificate", token: tokenOf({ claims: CLAIMS }), stride: 1 },
  EFFORT > 1
    ? { name: "a certificate with every claim", token: tokenOf({ claims: FULL_CLAIMS }), stride: 1 }
    : {
        name: "one with every claim (insertions at each 16th place)",
        token: tokenOf({ claims: FULL_CLAIMS }),
        stride: 16,
      },
])("of $name", ({ name, token, stride }) => {
  const qrText = encodeQrText(token);
  const base45 = qrText.slice(QR_PREFIX.length);
  const codes = new Map<string, number>();

  test("nothing is refused as it stands", () => {
    expect(verify(qrText, TRUST, { now: NOW }).outcome).toBe("valid");
  });

  test("every single bit flipped is refused", () => {
    for (let bit = 0; bit < token.length * 8; bit++) {
      const changed = token.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expectRefused(encodeQrText(changed), `bit ${bit}`, codes);
    }
    expect([...codes.values()].reduce((sum, count) => sum + count)).toBe(token.length * 8);
  });

  test("every truncation is refused, from either end", () => {
    for (let length = 0; length < token.length; length++) {
      expectRefused(encodeQrText(token.subarray(0, length)), `first ${length} bytes`, codes);
      expectRefused(encodeQrText(token.subarray(token.length - length)), `last ${length} bytes`, codes);
    }
  });

  test("every byte left out is refused", () => {
    for (let at = 0; at < token.length; at++) {
      const changed = Uint8Array.of(...token.subarray(0, at), ...token.subarray(at + 1));
      expectRefused(encodeQrText(changed), `without byte ${at}`, codes);
    }
  });

  test("every byte inserted at every place is refused", () => {
    const changed = new Uint8Array(token.length + 1);
    for (let at = 0; at <= token.length; at += stride) {
      changed.set(token.subarray(0, at));
      changed.set(token.subarray(at), at + 1);
      for (let byte = 0; byte < 256; byte++) {
        changed[at] = byte;
        expectRefused(encodeQrText(changed), `byte ${byte} at ${at}`, codes);
      }
    }
    report(`bytes of ${name} changed`, codes);
  });

  const textCodes = new Map<string, number>();

  test("every character of the text replaced by any other of Base45 is refused", () => {
    for (let at = 0; at < qrText.length; at++) {
      for (const character of BASE45) {
        if (character === qrText[at]) continue;
        expectRefused(qrText.slice(0, at) + character + qrText.slice(at + 1), `${character} at ${at}`, textCodes);
      }
    }
    expect([...textCodes.values()].reduce((sum, count) => sum + count)).toBe(qrText.length * 44);
  });

  test("every character left out, every truncation and every two neighbours exchanged are refused", () => {
    for (let at = 0; at < qrText.length; at++) {
      expectRefused(qrText.slice(0, at) + qrText.slice(at + 1), `without character ${at}`, textCodes);
      expectRefused(qrText.slice(0, at), `first ${at} characters`, textCodes);
      const [a = "", b = ""] = qrText.slice(at, at + 2);
      if (a === b || b === "") continue;
      expectRefused(qrText.slice(0, at) + b + a + qrText.slice(at + 2), `exchange at ${at}`, textCodes);
    }
  });

  test("every character inserted at every place is refused", () => {
    for (let at = 0; at <= qrText.length; at += stride) {
      for (const character of BASE45) {
        expectRefused(qrText.slice(0, at) + character + qrText.slice(at), `${character} before ${at}`, textCodes);
      }
    }
    report(`characters of ${name} changed`, textCodes);
  });

  test("no two texts that differ in one character are the same token", () => {
    for (let at = 0; at < base45.length; at++) {
      for (const character of BASE45) {
        if (character === base45[at]) continue;
        const decoded = decodeBase45(base45.slice(0, at) + character + base45.slice(at + 1));
        if (decoded.ok && bytesEqual(decoded.value, token)) expect.fail(`${character} at ${at}`);
      }
    }
  });
});
