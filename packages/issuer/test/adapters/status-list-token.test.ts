// Our status lists as other libraries read them: decoded by nothing but the draft (draft-ietf-oauth-status-list §4, §5.2), with another
// CBOR library, an inflate and a bit shift; and by the verifier's own reader.

import { inflateSync } from "node:zlib";
import { COSE_ALG, indexSetOf, kidOf, listedStatus, type StatusList, sha256, toHex } from "@mohor/schema";
import { verificationKey } from "@mohor/verifier";
import { nodeCryptoEngine, openStatusListToken, statusAt } from "@mohor/verifier/node";
import { decode, Tag } from "cbor2";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { makeStatusListToken, statusListUri } from "../../src/adapters/status-list-token.ts";
import { NOW, TEST_PUBLIC_KEY, testSigner } from "../issuer-fixture.ts";

const SUBJECT = sha256(TEST_PUBLIC_KEY);
const KID = kidOf(TEST_PUBLIC_KEY);

function make(list: StatusList): Promise<Uint8Array> {
  const header = { alg: COSE_ALG.EDDSA, kid: KID };
  return makeStatusListToken(list, testSigner, { header, issued: NOW, expires: NOW + 604_800, ttlSeconds: 86_400 });
}

function listOf(size: number, revoked: readonly number[], suspended: readonly number[]): StatusList {
  return { subject: SUBJECT, size, version: 7, revoked: indexSetOf(revoked), suspended: indexSetOf(suspended) };
}

/** Written from the draft alone. */
function readByTheDraft(token: Uint8Array) {
  const tagged = decode(token) as Tag;
  expect(tagged).toBeInstanceOf(Tag);
  expect(tagged.tag).toBe(18);
  const [protectedHeader, unprotectedHeader, payload] = tagged.contents as [
    Uint8Array,
    Map<number, unknown>,
    Uint8Array,
  ];
  const header = decode(protectedHeader) as Map<number, unknown>;
  const claims = decode(payload) as Map<number, unknown>;
  const list = claims.get(65_533) as { readonly bits: number; readonly lst: Uint8Array };
  const bytes = inflateSync(list.lst);
  const at = (index: number): number =>
    ((bytes[Math.floor((index * list.bits) / 8)] as number) >> ((index * list.bits) % 8)) & (2 ** list.bits - 1);
  return { header, unprotectedHeader, claims, bits: list.bits, bytes, at };
}

describe("makeStatusListToken", () => {
  it("states type, key, subject, time, end and ttl as the draft names them", async () => {
    const { header, unprotectedHeader, claims, bits } = readByTheDraft(await make(listOf(64, [], [])));
    expect([header.get(1), header.get(16)]).toEqual([-8, "application/statuslist+cwt"]);
    expect(toHex(header.get(4) as Uint8Array)).toBe(toHex(KID));
    expect(Object.keys(unprotectedHeader)).toEqual([]);
    expect(claims.get(2)).toBe(statusListUri(SUBJECT));
    expect([claims.get(6), claims.get(4), claims.get(65_534)]).toEqual([NOW, NOW + 604_800, 86_400]);
    expect(bits).toBe(2);
  });

  it("says of every index what the list says, for any list", async () => {
    const indices = (size: number) => fc.uniqueArray(fc.nat({ max: size - 1 }), { maxLength: 40 });
    const lists = fc
      .integer({ min: 1, max: 600_000 })
      .chain((size) => fc.tuple(fc.constant(size), indices(size), indices(size)))
      .map(([size, revoked, both]) =>
        listOf(
          size,
          revoked,
          both.filter((index) => !revoked.includes(index)),
        ),
      );
    const key = verificationKey(TEST_PUBLIC_KEY, nodeCryptoEngine);
    if (key === null) throw new TypeError("the test key is sound");
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const token = await make(list);
        const { at, bytes } = readByTheDraft(token);
        const opened = openStatusListToken(token, { key });
        if (!opened.ok) throw new TypeError(opened.code);
        expect(bytes.length).toBe(Math.ceil(list.size / 4));
        const types = { valid: 0, revoked: 1, suspended: 2, unknown: -1 };
        const probes = new Set([...list.revoked, ...list.suspended, 0, list.size - 1]);
        for (const probe of [...probes])
          for (const near of [probe - 1, probe + 1]) if (near >= 0 && near < list.size) probes.add(near);
        for (const index of probes) {
          expect([index, at(index)]).toEqual([index, types[listedStatus(list, index)]]);
          expect(statusAt(opened.value.entries, index)).toBe(at(index));
        }
        expect(bytes.filter((byte) => byte !== 0).length).toBeLessThanOrEqual(
          list.revoked.length + list.suspended.length,
        );
      }),
      runs(40),
    );
  });
});
