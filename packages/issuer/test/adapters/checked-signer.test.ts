import { kidOf, toHex } from "@mohor/schema";
import { describe, expect, it } from "vitest";
import {
  createCheckedSigner,
  type HeldKey,
  joinSigners,
  type KeyOperation,
} from "../../src/adapters/checked-signer.ts";
import { NOW, TEST_PUBLIC_KEY, testSigner } from "../issuer-fixture.ts";

const kid = kidOf(TEST_PUBLIC_KEY);
const KEY: HeldKey = { kid: toHex(kid), publicKey: TEST_PUBLIC_KEY, purpose: "certificate", created: NOW };
const MESSAGE = new TextEncoder().encode("what is signed");
const honest: KeyOperation = (toBeSigned) => testSigner.sign(kid, toBeSigned);

function changed(change: (signature: Uint8Array) => Uint8Array): KeyOperation {
  return async (toBeSigned) => change((await honest(toBeSigned)).slice());
}

describe("a checked signer", () => {
  it("gives out a signature that holds, as it was made", async () => {
    const signer = createCheckedSigner([[KEY, honest]]);
    expect(signer.keys).toEqual([KEY]);
    expect(await signer.sign(kid, MESSAGE)).toEqual(new Uint8Array(await honest(MESSAGE)));
  });

  it("gives out no signature with any bit changed", async () => {
    for (let bit = 0; bit < 512; bit += 7) {
      const operation = changed((signature) => {
        signature[bit >> 3] = (signature[bit >> 3] as number) ^ (1 << (bit & 7));
        return signature;
      });
      const signed = createCheckedSigner([[KEY, operation]]).sign(kid, MESSAGE);
      await expect(signed).rejects.toMatchObject({ code: "SIGNER_FAULTY" });
    }
  });

  it.each([
    ["nothing", () => new Uint8Array(0)],
    ["half of it", (signature: Uint8Array) => signature.subarray(0, 32)],
    ["a byte more", (signature: Uint8Array) => Uint8Array.of(...signature, 0)],
    ["zeros", () => new Uint8Array(64)],
  ])("gives out none where the key answers with %s", async (_what, change) => {
    const signed = createCheckedSigner([[KEY, changed(change)]]).sign(kid, MESSAGE);
    await expect(signed).rejects.toMatchObject({ code: "SIGNER_FAULTY" });
  });

  it("gives out none over another message, of another key, or of a key that gate K refuses", async () => {
    const other = createCheckedSigner([[KEY, () => honest(Uint8Array.of(1))]]).sign(kid, MESSAGE);
    await expect(other).rejects.toMatchObject({ code: "SIGNER_FAULTY" });
    const identity = new Uint8Array(32);
    identity[0] = 1;
    const small = createCheckedSigner([[{ ...KEY, publicKey: identity }, honest]]).sign(kid, MESSAGE);
    await expect(small).rejects.toMatchObject({ code: "SIGNER_FAULTY" });
  });

  it("signs the bytes as they were when it was asked", async () => {
    const message = MESSAGE.slice();
    const late: KeyOperation = async (toBeSigned) => {
      await new Promise((resolve) => setImmediate(resolve));
      return honest(toBeSigned);
    };
    const signed = createCheckedSigner([[KEY, late]]).sign(kid, message);
    message.fill(0);
    expect(await signed).toEqual(new Uint8Array(await honest(MESSAGE)));
  });

  it("passes on why a key could not sign", async () => {
    const broken = createCheckedSigner([[KEY, () => Promise.reject(new Error("unplugged"))]]);
    await expect(broken.sign(kid, MESSAGE)).rejects.toThrow("unplugged");
  });

  it("has no other key than those that it holds", async () => {
    const signer = createCheckedSigner([[KEY, honest]]);
    await expect(signer.sign(new Uint8Array(4), MESSAGE)).rejects.toMatchObject({ code: "SIGNING_KEY_UNAVAILABLE" });
  });
});

describe("joined signers", () => {
  const never: KeyOperation = () => Promise.reject(new Error("the wrong signer was asked"));

  it("sign each with its own keys, and the first where two hold one", async () => {
    const foreign = Buffer.alloc(32, 2);
    const other: HeldKey = { ...KEY, kid: toHex(kidOf(foreign)), publicKey: foreign };
    const joined = joinSigners([
      createCheckedSigner([[KEY, honest]]),
      createCheckedSigner([
        [other, never],
        [KEY, never],
      ]),
    ]);
    expect(joined.keys.map((key) => key.kid).toSorted()).toEqual([KEY.kid, other.kid].toSorted());
    expect(await joined.sign(kid, MESSAGE)).toHaveLength(64);
    await expect(joined.sign(kidOf(foreign), MESSAGE)).rejects.toThrow("the wrong signer");
    await expect(joined.sign(new Uint8Array(4), MESSAGE)).rejects.toMatchObject({ code: "SIGNING_KEY_UNAVAILABLE" });
  });
});
