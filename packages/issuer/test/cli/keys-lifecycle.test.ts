// A key's life by commands: made ahead, waiting until it is published, rotated, retired; and lists that two publishers make at once.

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { decodePack, decodeSignedStatusUpdate, decodeSignedTrustBundle, kidOf, toHex } from "@mohor/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorkplace, START, type Workplace } from "./issuer-in-use.ts";

const DAY = 86_400;
const PERSON = ["--mobile", "+916100000001", "--name", "Asha Rani Biswas"];
let work: Workplace;
let first: string;
let after = 0;

const run = (args: readonly string[]) => work.issuer(args, after);
const json = async (args: readonly string[]) => JSON.parse((await run([...args, "--json"])).stdout);
const read = (path: string) => new Uint8Array(readFileSync(join(work.directory, path)));

/** The kid of the key that a certificate asked for now is signed with. */
async function signingKid(): Promise<string> {
  const { txnId } = await json(["otp", "request", ...PERSON]);
  const { certificateId } = await json(["otp", "confirm", txnId, work.lastCode()]);
  return certificateId.slice(0, 8);
}

function bundleKeys(path: string) {
  const decoded = decodeSignedTrustBundle(read(path));
  if (!decoded.ok) throw new TypeError(decoded.code);
  return decoded.value.bundle.keys.map((key) => ({ ...key, kid: toHex(kidOf(key.publicKey)) }));
}

beforeAll(async () => {
  work = createWorkplace();
  first = (await json(["init"])).key;
  await work.issuer(["registry", "sample", "--count", "8", "--out", "registry.csv"]);
  await run(["registry", "import", "registry.csv"]);
  await run(["trust", "publish", "--out", "public"]);
});

afterAll(() => work.remove());

it("a key that is made and not published waits, and the one before it goes on", async () => {
  after = 60;
  const made = await json(["keys", "generate"]);
  // The roots are at hand here, so it could begin at once; gates have not heard of it.
  expect(made.useFrom).toBe(START + 60);
  expect(await signingKid()).toBe(first);
  await run(["trust", "publish", "--out", "public"]);
  // Their certificate serves while half of its life is left; a new one is signed with the new key.
  after = 100 * DAY;
  const { kid, useFrom, follows } = await json(["keys", "rotate"]);
  expect([useFrom, follows]).toEqual([START + 107 * DAY, made.kid]);
  await run(["trust", "publish", "--out", "public"]);
  after = 107 * DAY;
  expect(await signingKid()).toBe(kid);
});

it("a retired key signs no more, what it signed stays good, and gates hear of it", async () => {
  const { keys } = await json(["keys", "list"]);
  const newest = keys.at(-1).kid;
  after += 60;
  expect(await json(["keys", "retire", newest])).toMatchObject({ kid: newest, signUntil: START + after });
  await run(["trust", "publish", "--out", "public"]);
  const [entry] = bundleKeys("public/trust-bundle.cose").filter(({ kid }) => kid === newest);
  expect(entry).toMatchObject({ state: "active", signUntil: START + after, acceptUntil: expect.any(Number) });
  expect(entry?.acceptUntil).toBeGreaterThan(START + after + 180 * DAY);
  const unknown = await run(["keys", "retire", "00000000"]);
  expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining("[SIGNING_KEY_UNKNOWN]")]);
});

it("status lists are refused without a key in its dates, and made again after a rotation", async () => {
  const late = await run(["status-list", "publish", "--out", "public"]);
  expect([late.status, late.stderr]).toEqual([4, expect.stringContaining("[STATUS_KEY_NONE]")]);
  await json(["keys", "generate", "--purpose", "status-list"]);
  const unpublished = await run(["status-list", "publish", "--out", "public"]);
  expect([unpublished.status, unpublished.stderr]).toEqual([4, expect.stringContaining("[STATUS_KEY_NONE]")]);
  await run(["trust", "publish", "--out", "public"]);
  expect((await run(["status-list", "publish", "--out", "public"])).status).toBe(0);
});

it("two publishers at once make no two lists of one version; one that begins again after a loss makes the same", async () => {
  after += 60;
  const both = await Promise.all(["a", "b"].map((out) => json(["status-list", "publish", "--out", out])));
  const versions = both.map(({ lists }) => lists.map(({ version }: { version: number }) => version));
  expect(versions[0]).toEqual(versions[1]);
  const index = JSON.parse(readFileSync(join(work.directory, "a/index.json"), "utf8"));
  const [{ name }] = index.statusLists[0].updates;
  const before = read(`a/${name}`);
  expect(read(`b/${name}`)).toEqual(before);
  // As after a crash between the seal and the files: what was sealed is published again, byte for byte.
  rmSync(join(work.directory, "mohor-issuer/status-lists"), { recursive: true });
  await json(["status-list", "publish", "--out", "c"]);
  expect(read(`c/${name}`)).toEqual(before);
  const decoded = decodeSignedStatusUpdate(before);
  expect(decoded.ok && decoded.value.update.issued).toBe(START + after);
});

it("trust pack writes all that a gate needs as a file and as codes; the next bundle names how far the lists are", async () => {
  await run(["trust", "publish", "--out", "public"]);
  const { out, documents } = await json([
    "trust",
    "pack",
    "--out",
    "gate.mohor-trust",
    "--out",
    "gate.png",
    "--out",
    "gate.txt",
  ]);
  const pack = decodePack(read("gate.mohor-trust"));
  expect(pack.ok && pack.value.length).toBe(documents);
  expect(read("gate.mohor-trust")).toEqual(read("public/trust.mohor-trust"));
  expect(out.length).toBeGreaterThan(2);
  const state = await work.verifier(
    [
      "trust",
      "import",
      ...out.filter((file: string) => file.endsWith(".png")),
      "--state",
      "gate.state",
      "--trust-on-first-use",
    ],
    after,
  );
  expect([state.status, state.stderr]).toEqual([0, expect.any(String)]);
  const bundle = decodeSignedTrustBundle(read("public/trust-bundle.cose"));
  const kinds = bundle.ok ? bundle.value.bundle.companions.map(({ kind }) => kind) : [];
  expect(new Set(kinds)).toEqual(new Set(["status-list"]));
});
