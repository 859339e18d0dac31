import { nodeCryptoEngine } from "@mohor/verifier/node";
import { expect, test } from "vitest";
import { KEYS } from "../test-issuer.ts";

const MESSAGE = new Uint8Array(100).fill(7);

test("one prepared key serves many signatures", () => {
  const equation = nodeCryptoEngine.prepare(KEYS.certificate.publicKey);
  for (let i = 0; i < 50; i++) {
    const message = MESSAGE.subarray(i);
    expect(equation(KEYS.certificate.sign(message), message)).toBe(true);
    expect(equation(KEYS.specimen.sign(message), message)).toBe(false);
  }
});

test("a prepared key does not change with the bytes that it was prepared from", () => {
  const publicKey = KEYS.certificate.publicKey.slice();
  const equation = nodeCryptoEngine.prepare(publicKey);
  publicKey.fill(0);
  expect(equation(KEYS.certificate.sign(MESSAGE), MESSAGE)).toBe(true);
});

test("the engine bears the name under which reports list it", () => {
  expect(nodeCryptoEngine.name).toBe("node:crypto");
});
