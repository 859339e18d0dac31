// Revocation and a stolen signing key from end to end, by the issuer's commands and a gate that sees nothing but published files.

import { createPrivateKey, sign } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  decodeClaims,
  decodeCoseSign1,
  decodePack,
  decodeQrText,
  decodeToken,
  encodeClaims,
  encodeCoseSign1,
  encodeQrText,
  fromHex,
  sha256,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import { acceptTrustDocuments, type TrustState, verificationKey, verify } from "@mohor/verifier";
import { nodeCryptoEngine, openStatusListToken, statusAt } from "@mohor/verifier/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSealedFile } from "../../src/adapters/sealed-file.ts";
import { createWorkplace, PASSPHRASE, START, type Workplace } from "./issuer-in-use.ts";

const MOBILE = "+916100000001";
const PEOPLE = ["Asha Rani Biswas", "Sourav Biswas", "Rina Biswas"] as const;

let work: Workplace;
/** Certificates by name. */
const cards = new Map<string, { readonly certificateId: string; readonly qrText: string }>();
let after = 0;

const read = (path: string) => new Uint8Array(readFileSync(join(work.directory, path)));
const json = async (args: readonly string[]) => JSON.parse((await work.issuer([...args, "--json"], after)).stdout);
const card = (name: string) => cards.get(name) as { readonly certificateId: string; readonly qrText: string };

/** What the gate keeps from one refresh to the next. */
let held: TrustState | null = null;

/** The gate takes in the published pack, or no more than these documents of it. */
function refreshGate(only: (documents: readonly Uint8Array[]) => readonly Uint8Array[] = (all) => all) {
  const pack = decodePack(read("public/trust.mohor-trust"));
  if (!pack.ok) throw new TypeError(pack.code);
  const context = { now: START + after, engine: nodeCryptoEngine, firstTrust: "on-first-use" } as const;
  const { state, trust, outcomes } = acceptTrustDocuments(held, only(pack.value), context);
  held = state;
  expect(outcomes.filter(({ outcome }) => outcome === "refused")).toEqual([]);
  return (qrText: string) => {
    const verdict = verify(qrText, trust, { now: START + after });
    return verdict.outcome === "valid" ? ["valid", ...verdict.notices] : [verdict.outcome, verdict.code];
  };
}

beforeAll(async () => {
  work = createWorkplace();
  await work.issuer(["init"]);
  await work.issuer(["registry", "sample", "--count", "8", "--out", "registry.csv"]);
  await work.issuer(["registry", "import", "registry.csv"]);
});

afterAll(() => work.remove());

it("issues three people on one telephone their certificates", async () => {
  expect(await work.issuer(["status-list", "publish", "--out", "public"])).toMatchObject({
    status: 4,
    stderr: expect.stringContaining("[TRUST_UNPUBLISHED]"),
  });
  await work.issuer(["trust", "publish", "--out", "public"]);
  for (const name of PEOPLE) {
    const { txnId } = await json(["otp", "request", "--mobile", MOBILE, "--name", name]);
    cards.set(name, await json(["otp", "confirm", txnId, work.lastCode()]));
    after += 3_700;
  }
});

it("publishes the first lists: every certificate is good, and its status is known", async () => {
  const published = await json(["status-list", "publish", "--out", "public"]);
  expect(published.lists).toMatchObject([{ version: 1, revoked: 0, suspended: 0 }]);
  const gate = refreshGate();
  for (const name of PEOPLE) expect(gate(card(name).qrText)).toEqual(["valid"]);
});

it("revokes by certificate, suspends by person, and gates know after the next list", async () => {
  const [asha, sourav, rina] = PEOPLE;
  after += 60;
  expect(await json(["revoke", card(asha).certificateId, "--reason", "issued-in-error"])).toMatchObject({
    changed: [card(asha).certificateId],
  });
  const suspended = await work.issuer(["suspend", "--mobile", MOBILE, "--name", sourav], after);
  expect(suspended).toMatchObject({ status: 0 });
  expect(suspended.stdout + suspended.stderr).not.toMatch(/6100000001|Sourav|Biswas/);
  expect(refreshGate()(card(asha).qrText)).toEqual(["valid"]);
  after += 60;
  const { lists } = await json(["status-list", "publish", "--out", "public"]);
  expect(lists).toMatchObject([{ version: 2, revoked: 1, suspended: 1, bytes: { change: expect.any(Number) } }]);
  const gate = refreshGate();
  expect(gate(card(asha).qrText)).toEqual(["invalid", "STATUSLIST_REVOKED"]);
  expect(gate(card(sourav).qrText)).toEqual(["invalid", "STATUSLIST_SUSPENDED"]);
  expect(gate(card(rina).qrText)).toEqual(["valid"]);
});

it("reinstates, and revokes a centre's block only after it was counted", async () => {
  const [asha, sourav, rina] = PEOPLE;
  after += 60;
  expect(await json(["reinstate", card(sourav).certificateId])).toMatchObject({
    changed: [card(sourav).certificateId],
  });
  const count = await json(["suspend", "--centre", "FICTITIOUS"]);
  // The revoked one is not counted: it is no longer good anyway.
  expect(count).toMatchObject({ looked: 2, matching: 2, changed: 0, dryRun: true });
  expect(await json(["suspend", "--centre", "NOBODY", "--yes"])).toMatchObject({ matching: 0, changed: 0 });
  const done = await json([
    "suspend",
    "--centre",
    "FICTITIOUS",
    "--issued-from",
    "2026-09-21",
    "--issued-to",
    "2026-09-22",
    "--yes",
  ]);
  expect(done).toMatchObject({ matching: 2, changed: 2, dryRun: false });
  await json(["reinstate", card(sourav).certificateId, card(rina).certificateId]);
  after += 60;
  await json(["status-list", "publish", "--out", "public"]);
  const gate = refreshGate();
  expect(PEOPLE.map((name) => gate(card(name).qrText)[0])).toEqual(["invalid", "valid", "valid"]);
  expect(gate(card(asha).qrText)).toEqual(["invalid", "STATUSLIST_REVOKED"]);
});

it("writes what the index names, whole, and a list that other libraries read", () => {
  const index = JSON.parse(readFileSync(join(work.directory, "public/index.json"), "utf8"));
  const [list] = index.statusLists;
  expect(list.updates.map(({ base }: { base: number }) => base)).toEqual([0, 2, 1]);
  const files = [index.bundle, ...index.bundles, ...list.updates, list.token, index.pack];
  for (const { name, size, sha256: digest } of files) {
    const bytes = read(`public/${name}`);
    expect([name, bytes.length, toHex(sha256(bytes))]).toEqual([name, size, digest]);
  }
  // Documents of earlier versions are gone, and nothing is there that nobody names.
  const names = readdirSync(join(work.directory, "public", "status"), { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => name.includes(".")).length).toBe(list.updates.length + 1);
});

it("a stolen signing key: forged certificates are refused, honest ones stay good", async () => {
  const [, sourav, rina] = PEOPLE;
  const honest = card(sourav).qrText;
  const kid = card(sourav).certificateId.slice(0, 8);
  const { secret } = await readSealedFile(join(work.directory, "mohor-issuer/keys", `${kid}.json`), PASSPHRASE);
  const stolen = createPrivateKey({
    key: Buffer.concat([fromHex("302e020100300506032b657004220420"), secret]),
    format: "der",
    type: "pkcs8",
  });
  // The thief writes another status for another name, under an index that was really given out.
  const forge = (fullName: string) => {
    const token = decodeQrText(honest);
    const document = token.ok ? decodeToken(token.value) : token;
    const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
    const claims = sign1.ok ? decodeClaims(sign1.value.payload) : sign1;
    if (!sign1.ok || !claims.ok) throw new TypeError("an honest certificate decodes");
    const payload = encodeClaims({ ...claims.value, status: "fully", identity: { fullName } });
    const { protectedHeader } = sign1.value;
    const signature = new Uint8Array(sign(null, toBeSigned(protectedHeader, payload), stolen));
    return encodeQrText(encodeCoseSign1({ protectedHeader, payload, signature }));
  };
  const forged = forge("Forged Person");
  expect(refreshGate()(forged)).toEqual(["valid"]);

  after += 60;
  const revoked = await json(["keys", "revoke", kid, "--keep-issued"]);
  expect(revoked).toMatchObject({ kid, state: "revoked", already: false, issuedSet: { count: 3 } });
  const asked = await json(["otp", "request", "--mobile", MOBILE, "--name", rina]);
  const none = await work.issuer(["otp", "confirm", asked.txnId, work.lastCode()], after);
  expect([none.status, none.stderr]).toEqual([4, expect.stringContaining("[SIGNING_KEY_NONE]")]);
  await json(["keys", "generate"]);
  await json(["trust", "publish", "--out", "public"]);
  // A gate with the bundle and not the set cannot tell.
  const isIssuedSet = (document: Uint8Array) => document[0] === 0xa4;
  const halfway = refreshGate((documents) => documents.filter((document) => !isIssuedSet(document)));
  expect([halfway(honest), halfway(forged)]).toEqual([
    ["undecided", "ISSUEDSET_MISSING"],
    ["undecided", "ISSUEDSET_MISSING"],
  ]);
  const gate = refreshGate();
  expect(gate(forged)).toEqual(["invalid", "KEY_REVOKED"]);
  expect(gate(forge("Another Forged Person"))).toEqual(["invalid", "KEY_REVOKED"]);
  expect(gate(honest)).toEqual(["valid", "KEY_REVOKED_TOKEN_KNOWN"]);
  // Its list goes on: what was revoked stays refused.
  expect(gate(card(PEOPLE[0]).qrText)).toEqual(["invalid", "STATUSLIST_REVOKED"]);

  // The same confirmation, completed under the new key: nobody gets paper of the stolen one any more.
  const issued = await json(["otp", "confirm", asked.txnId, work.lastCode()]);
  expect([issued.origin, issued.certificateId.startsWith(kid)]).toEqual(["new", false]);
  expect(refreshGate()(issued.qrText)).toEqual(["valid", "STATUSLIST_MISSING"]);
  expect(await json(["keys", "revoke", kid])).toMatchObject({ already: true, issuedSet: null });
  const unknown = await work.issuer(["keys", "revoke", "00000000"], after);
  expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining("[SIGNING_KEY_UNKNOWN]")]);
});

it("another library's view of the list agrees", () => {
  const index = JSON.parse(readFileSync(join(work.directory, "public/index.json"), "utf8"));
  const token = read(`public/${index.statusLists[0].token.name}`);
  const kids = readdirSync(join(work.directory, "mohor-issuer/keys"));
  const opened = kids.flatMap((name) => {
    const { publicKey, purpose } = JSON.parse(readFileSync(join(work.directory, "mohor-issuer/keys", name), "utf8"))
      .header.about;
    const key = purpose === "status-list" ? verificationKey(fromHex(publicKey), nodeCryptoEngine) : null;
    const list = key === null ? null : openStatusListToken(token, { key });
    return list?.ok ? [list.value] : [];
  });
  const statusIndex = Number.parseInt(card(PEOPLE[0]).certificateId.slice(9), 16);
  expect(opened.map(({ entries }) => statusAt(entries, statusIndex))).toEqual([1]);
});
