// The transcript that a keyholder reads: whole, in three languages, with what changes marked and nothing to be hidden by a name.

import { kidOf, type TrustBundle, toHex } from "@mohor/schema";
import { LANGUAGES } from "@mohor/schema/texts";
import { describe, expect, it } from "vitest";
import { CEREMONY_WORDS } from "../../src/cli/ceremony-texts.ts";
import { transcriptJson, transcriptLines } from "../../src/cli/transcript-lines.ts";
import { rootThumbprint, transcribeBundle } from "../../src/domain/bundle-transcript.ts";
import { bundleOf, check, ROOTS, signedBy, testRoot } from "../ceremony-keys.ts";
import { NOW, TEST_SIGNING_KEY } from "../issuer-fixture.ts";

const DAY = 86_400;
const NEW_ROOT = testRoot("f");
const STATUS_KEY = testRoot("a status key").publicKey;
const GONE_KEY = testRoot("a key that ran out").publicKey;
const [held] = bundleOf().keys;
if (held === undefined) throw new TypeError("the bundle has a key");

const before: TrustBundle = bundleOf({ keys: [held, { ...held, publicKey: GONE_KEY }] });
const after: TrustBundle = bundleOf({
  version: 2,
  issuer: "Department of Health",
  staleAfterSeconds: 10 * 3_600 + 86_400,
  rootThreshold: 2,
  rootKeys: [...ROOTS.slice(1).map(({ publicKey }) => publicKey), NEW_ROOT.publicKey],
  keys: [
    { ...held, state: "revoked" },
    { ...held, publicKey: STATUS_KEY, purpose: "status-list" },
  ],
  companions: [
    { keyIndex: 0, kind: "status-list", version: 9, digest: new Uint8Array(32) },
    { keyIndex: 0, kind: "issued-set", version: 1, digest: new Uint8Array(32) },
  ],
});
const transcript = transcribeBundle(signedBy(after, ROOTS.slice(1, 3)), { held: before, check });

describe("transcriptLines", () => {
  it("says everything that is signed, and what it was before", () => {
    const lines = transcriptLines(transcript, "en");
    const kid = TEST_SIGNING_KEY.kid;
    expect(lines).toContain(`digest to compare: ${transcript.digest}`);
    expect(lines).toContain("issuing authority: Department of Health (before: Health Department)");
    expect(lines).toContain("version: 2 (before: 1)");
    expect(lines).toContain("gates warn of its age after: 1 day");
    expect(lines).toContain("gates stop saying yes after: 34 hours (before: 7 days)");
    expect(lines).toContain("root keys: 2 of 5 must sign (before: 3 of 5 must sign)");
    expect(lines).toContain(`  - ${rootThumbprint(ROOTS[0]?.publicKey as Uint8Array)}  NO LONGER IN IT`);
    expect(lines).toContain(`  = ${rootThumbprint(ROOTS[1]?.publicKey as Uint8Array)}  as before; has signed`);
    expect(lines).toContain(`  = ${rootThumbprint(ROOTS[3]?.publicKey as Uint8Array)}  as before`);
    expect(lines).toContain(`  + ${rootThumbprint(NEW_ROOT.publicKey)}  NEW`);
    const ofKey = (name: string) => lines.find((line) => line.includes(name)) ?? "";
    expect(ofKey(`! ${kid}`)).toMatch(/CHANGED: certificates, REVOKED, .*\(before: certificates, active, .*\)$/);
    expect(ofKey(`+ ${toHex(kidOf(STATUS_KEY))}`)).toMatch(/NEW: status lists, active, signs from /);
    expect(ofKey(`- ${toHex(kidOf(GONE_KEY))}`)).toContain("NO LONGER IN IT");
    expect(lines).toContain(`    ${kid}: status list, version 9`);
    expect(lines).toContain(`    ${kid}: set of the certificates really issued, version 1`);
    expect(lines.slice(-2)).toEqual(["signatures still missing: 1 (of the root keys before)", "enough signatures"]);
  });

  it("says so where nothing before is known, and where there is nothing to list", () => {
    const first = transcribeBundle(signedBy(bundleOf({ keys: [] }), []), { held: null, check });
    const lines = transcriptLines(first, "en");
    expect(lines).toContain("no bundle before it is known here: everything below is new");
    expect(lines).toContain("keys: none");
    expect(lines).toContain("documents that go with it: none");
    expect(lines.at(-1)).toBe("signatures still missing: 3");
    expect(lines.join("\n")).not.toContain("before:");
  });

  it("has a digest that signatures do not change and everything else does", () => {
    const digestOf = (bundle: TrustBundle, count: number) =>
      transcribeBundle(signedBy(bundle, ROOTS.slice(0, count)), { held: null, check }).digest;
    expect(digestOf(after, 0)).toBe(digestOf(after, 3));
    expect(digestOf({ ...after, expires: NOW + 31 * DAY }, 0)).not.toBe(digestOf(after, 0));
    expect(digestOf(after, 0)).toMatch(/^(?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/);
  });

  it.each(LANGUAGES)("is whole in %s: the same lines with the same figures", (language) => {
    const lines = transcriptLines(transcript, language);
    expect(lines).toHaveLength(transcriptLines(transcript, "en").length);
    const words = CEREMONY_WORDS[language];
    for (const word of [words.title, words.change.new, words.change.gone, words.state.revoked, words.stillMissing(1)]) {
      expect(lines.join("\n")).toContain(word);
    }
    expect(lines.join("\n")).toContain(transcript.digest);
    expect(lines.join("\n")).toContain(transcript.fingerprint);
    expect(lines.join("\n")).not.toContain("undefined");
  });
});

it("transcriptJson says the same to programs", () => {
  expect(transcriptJson(transcript)).toMatchObject({
    digest: transcript.digest,
    version: 2,
    versionBefore: 1,
    threshold: 2,
    issuedAt: "2023-11-14T22:13:20Z",
    missing: [
      { of: "before", missing: 1 },
      { of: "own", missing: 0 },
    ],
    keys: [
      { kid: TEST_SIGNING_KEY.kid, change: "changed", state: "revoked" },
      { purpose: "status-list", change: "new" },
      { change: "gone" },
    ],
  });
  expect(() => JSON.stringify(transcriptJson(transcript))).not.toThrow();
});
