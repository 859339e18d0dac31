import {
  type CborValue,
  decodeCbor,
  decodeCoseSign1,
  decodeToken,
  encodeCbor,
  fromHex,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import { expect, test } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";
import { answerOfAll } from "../ed25519-engines.ts";

type Example = {
  readonly input: {
    readonly sign0?: { readonly key: { readonly x_hex: string } };
    readonly sign?: { readonly signers: readonly { readonly key: { readonly x_hex: string } }[] };
  };
  readonly intermediates: {
    readonly ToBeSign_hex?: string;
    readonly signers?: readonly { readonly ToBeSign_hex: string }[];
  };
  readonly output: { readonly cbor: string };
};

const partsOf = (example: Example) => {
  const document = decodeToken(fromHex(example.output.cbor.toLowerCase()));
  if (!document.ok) throw new Error(document.code);
  return { document: document.value, parts: document.value.item as readonly CborValue[] };
};

/** An ordinary certificate is far from these: what refuses a whole file of the set. */
function codeOf(hex: string): string {
  const document = decodeToken(fromHex(hex.toLowerCase()));
  const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
  return sign1.ok ? "accepted" : sign1.code;
}

describeSet("cose-wg-examples", (read) => {
  const example = (path: string): Example => JSON.parse(read(path));

  test("the Sig_structure of eddsa-sig-01 is ours, and its signature is right for every engine", async () => {
    const each = example("eddsa-examples/eddsa-sig-01.json");
    const [protectedHeader, , payload, signature] = partsOf(each).parts as [
      Uint8Array,
      CborValue,
      Uint8Array,
      Uint8Array,
    ];
    const signed = toBeSigned(protectedHeader, payload);
    const publicKey = fromHex(each.input.sign0?.key.x_hex ?? "");
    expect(toHex(signed)).toBe(each.intermediates.ToBeSign_hex?.toLowerCase());
    expect(await answerOfAll(publicKey, signature, signed)).toBe(true);
    expect(await answerOfAll(publicKey, signature, toBeSigned(protectedHeader, payload.subarray(1)))).toBe(false);
  });

  test("eddsa-sig-01 is no certificate: its kid stands in the unprotected header", () => {
    const { document } = partsOf(example("eddsa-examples/eddsa-sig-01.json"));
    expect(decodeCoseSign1(document)).toEqual({ ok: false, code: "COSE_SHAPE_INVALID" });
  });

  test("eddsa-sig-02 is Ed448: no key for us", async () => {
    const each = example("eddsa-examples/eddsa-sig-02.json");
    const [protectedHeader, , payload, signature] = partsOf(each).parts as [
      Uint8Array,
      CborValue,
      Uint8Array,
      Uint8Array,
    ];
    const publicKey = fromHex(each.input.sign0?.key.x_hex ?? "");
    expect(publicKey).toHaveLength(57);
    expect(await answerOfAll(publicKey, signature, toBeSigned(protectedHeader, payload))).toBe(false);
  });

  test("the signature of eddsa-01, a COSE_Sign as a trust bundle is one, is right for every engine", async () => {
    const each = example("eddsa-examples/eddsa-01.json");
    const document = decodeCbor(fromHex(each.output.cbor.toLowerCase()), { maxBytes: 1_000, maxItems: 64 });
    if (!document.ok) throw new Error(document.code);
    const [bodyHeader, , payload, rows] = document.value.item as [Uint8Array, CborValue, Uint8Array, CborValue[][]];
    const [signHeader, , signature] = rows[0] as [Uint8Array, CborValue, Uint8Array];
    const signed = encodeCbor(["Signature", bodyHeader, signHeader, new Uint8Array(0), payload]);
    expect(document.value.tags).toEqual([98]);
    expect(toHex(signed)).toBe(each.intermediates.signers?.[0]?.ToBeSign_hex.toLowerCase());
    expect(await answerOfAll(fromHex(each.input.sign?.signers[0]?.key.x_hex ?? ""), signature, signed)).toBe(true);
  });

  test("none of the COSE_Sign1 files with another algorithm is a certificate, whether they pass or fail elsewhere", () => {
    const names = ["pass-01", "pass-02", "pass-03", "fail-01", "fail-02", "fail-03", "fail-04", "fail-06", "fail-07"];
    for (const name of names) {
      const { output } = example(`sign1-tests/sign-${name}.json`);
      // sign-fail-01 is right but for its tag, 998; sign-pass-03 has none.
      const code = name === "fail-01" || name === "pass-03" ? "COSE_TAG_UNEXPECTED" : "COSE_SHAPE_INVALID";
      expect(codeOf(output.cbor), name).toBe(code);
    }
  });
});
