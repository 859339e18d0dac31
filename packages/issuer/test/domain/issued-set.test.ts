import { decodeIssuedSet, decodeQrText, isIssued } from "@mohor/schema";
import { expect, it } from "vitest";
import { makeIssuedSet } from "../../src/domain/issued-set.ts";
import { createTestIssuer, expectOk, NOW, REVOKE, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const DAY = 86_400;
const NUMBERS = Array.from({ length: 300 }, (_, at) => `+91610001${String(at).padStart(4, "0")}`);

function tokenOf(qrText: string): Uint8Array {
  return expectOk(decodeQrText(qrText)).value;
}

it("holds every unexpired certificate of the key, revoked ones too, and no other", async () => {
  const issuer = await createTestIssuer();
  for (const [at, mobile] of NUMBERS.entries()) await issuer.enrol({ mobile, beneficiary_id: `FICT-${at}` });
  const issued: Uint8Array[] = [];
  for (const mobile of NUMBERS) issued.push(tokenOf(expectOk(await issuer.obtain({ mobile })).certificate.qrText));
  const { certificate } = expectOk(await issuer.obtain({ mobile: NUMBERS[0] as string }, NOW + 100));
  await issuer.stores.statuses.set({ certificateIds: [certificate.certificateId] }, REVOKE);

  const { count, document } = await makeIssuedSet(TEST_SIGNING_KEY, issuer.stores, { now: NOW + DAY });
  const { value: set } = expectOk(decodeIssuedSet(document));
  expect([count, set.count]).toEqual([NUMBERS.length, NUMBERS.length]);
  expect(issued.every((token) => isIssued(set, token))).toBe(true);
  const forged = issued.map((token) => token.with(token.length - 1, (token.at(-1) as number) ^ 1));
  expect(forged.some((token) => isIssued(set, token))).toBe(false);
  // In the order of the store or any other, the document is the same.
  expect((await makeIssuedSet(TEST_SIGNING_KEY, issuer.stores, { now: NOW + DAY })).document).toEqual(document);

  const later = await makeIssuedSet(TEST_SIGNING_KEY, issuer.stores, { now: NOW + 200 * DAY });
  expect(later.count).toBe(0);
  expect(expectOk(decodeIssuedSet(later.document)).value.count).toBe(0);
  expect((await makeIssuedSet({ ...TEST_SIGNING_KEY, kid: "ffffffff" }, issuer.stores, { now: NOW })).count).toBe(0);
});

it("stops at a stored certificate that does not decode, which no store of ours holds", async () => {
  const certificates = {
    ...(await createTestIssuer()).stores.certificates,
    issuedTokens: async function* () {
      yield "MQ1:?";
    },
  };
  await expect(makeIssuedSet(TEST_SIGNING_KEY, { certificates }, { now: NOW })).rejects.toThrow(TypeError);
});
