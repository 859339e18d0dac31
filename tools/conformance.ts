// `npm run conformance`: one table over every set of test data, other people's (../shared/data, where it is there) and our own: cases, how
// many come out as marked, and each exception with its reason. What the tests hold one by one is counted here and shown together.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeBase45, decodeCbor, decodeCoseSign1, decodeToken, encodeBase45, fromHex, toHex } from "@mohor/schema";
import { createTableEngine, inspect, referenceEngine, verificationKey } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { replay, summary } from "@mohor/verifier/replay";
import { fromBase64 } from "../packages/issuer/src/domain/log/base64.ts";
import { verifyConsistency, verifyInclusion } from "../packages/issuer/src/domain/log/merkle-tree.ts";
import { startProgram } from "../packages/verifier/src/cli/other-program.ts";
import { ownImplementation } from "../packages/verifier/src/cli/own-implementation.ts";
import { readVectors } from "../packages/verifier/src/cli/read-vectors.ts";

/** One line of the table. `exceptions`: how many cases come out otherwise than marked, by the reason why that is right. */
type Row = {
  readonly set: string;
  readonly file: string;
  readonly cases: number;
  readonly asMarked: number;
  readonly exceptions: Readonly<Record<string, number>>;
};

/** A case: null where it comes out as marked, the reason where another outcome is right, `false` where it is wrong. */
type Outcome = null | string | false;

const DATA = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const VECTORS = fileURLToPath(new URL("../test-vectors/", import.meta.url));
const PYTHON = fileURLToPath(new URL("../test-vectors/independent/python", import.meta.url));
const BOUNDS = { maxBytes: 65_536, maxItems: 2_048 };
const ENGINES = [referenceEngine, createTableEngine(), nodeCryptoEngine];

const OUTSIDE = {
  simple: "numbers with a fraction and simple values are outside the subset (spec §3.3)",
  wide: "integers above 32 bits are outside the subset (spec §3.3)",
  form: "another encoding than the deterministic one is refused (spec §3.3)",
  tag: "a tag's content is not the decoder's affair; no token carries it (spec §6.4)",
  nfc: "normalisation is asked where a text has a meaning (spec §3.6)",
  subtree: "subtree proofs are of Merkle Tree Certificates, not of tiled logs",
  roots: "its roots are words and no hashes; ours are held to 32 bytes",
} as const;

function row(set: string, file: string, outcomes: readonly Outcome[]): Row {
  const exceptions: Record<string, number> = {};
  for (const outcome of outcomes) if (typeof outcome === "string") exceptions[outcome] = (exceptions[outcome] ?? 0) + 1;
  return { set, file, cases: outcomes.length, asMarked: outcomes.filter((it) => it === null).length, exceptions };
}

function json(path: string) {
  return JSON.parse(readFileSync(join(DATA, path), "utf8"));
}

function filesIn(path: string): string[] {
  return readdirSync(join(DATA, path), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}

function cborCode(hex: string): string {
  const decoded = decodeCbor(fromHex(hex), BOUNDS);
  return decoded.ok ? "accepted" : decoded.code;
}

/** A well-formed document: decoded, or refused for what the subset leaves out. */
function wellFormed(hex: string): Outcome {
  const reasons: Readonly<Record<string, string>> = {
    CBOR_TYPE_NOT_ALLOWED: OUTSIDE.simple,
    CBOR_LIMIT_EXCEEDED: OUTSIDE.wide,
    CBOR_NOT_DETERMINISTIC: OUTSIDE.form,
  };
  const code = cborCode(hex);
  // RFC 7049 allowed the simple value 24 in two bytes; RFC 8949 §3.3 does not.
  if (hex === "f818") return code === "CBOR_MALFORMED" ? OUTSIDE.simple : false;
  return code === "accepted" ? null : (reasons[code] ?? false);
}

function isToken(hex: string): boolean {
  const document = decodeToken(fromHex(hex.toLowerCase()));
  return document.ok && decodeCoseSign1(document.value).ok;
}

/** All engines' one answer. */
function accepts(publicKey: string, signature: string, message: Uint8Array): boolean {
  const answers = ENGINES.map((engine) => {
    const key = verificationKey(fromHex(publicKey), engine);
    return key?.verify(fromHex(signature), message) === true;
  });
  if (new Set(answers).size > 1) throw new Error("the engines disagree");
  return answers[0] === true;
}

const bytesOf = (text: string | null) => fromBase64(text ?? "") ?? new Uint8Array(0);

const SETS: Readonly<Record<string, () => readonly Row[]>> = {
  base45: () =>
    ["vectors.json", "kirei.json"].map((file) => {
      const { good, bad } = json(`base45/${file}`) as { good: { hex: string; base45: string }[]; bad: string[] };
      return row("base45", file, [
        ...good.map(({ hex, base45 }): Outcome => {
          const decoded = decodeBase45(base45);
          return decoded.ok && toHex(decoded.value) === hex && encodeBase45(fromHex(hex)) === base45 ? null : false;
        }),
        ...bad.map((text): Outcome => (decodeBase45(text).ok ? false : null)),
      ]);
    }),
  cbor() {
    const hexes = (cases: readonly { readonly hex: string }[]) => cases.map(({ hex }) => hex);
    const refused = (hex: string): Outcome => (cborCode(hex) === "accepted" ? false : null);
    const noToken = (hex: string): Outcome =>
      cborCode(hex) !== "accepted" ? null : isToken(hex) ? false : OUTSIDE.tag;
    const bad = json("cbor/hildjj-cbor2-bad.json") as { decodeBad: string[]; decodeBadTags: string[] };
    const cde = readFileSync(join(DATA, "cbor/cde-example-table-input.csv"), "utf8").trim().split("\n");
    return [
      row(
        "cbor",
        "RFC 8949 Appendix F",
        hexes(json("cbor/rfc8949-appendix-f-not-well-formed.json").cases).map(refused),
      ),
      row("cbor", "RFC 7049 Appendix A", hexes(json("cbor/rfc7049_appendix_a.json")).map(wellFormed)),
      row("cbor", "dCBOR valid", hexes(json("cbor/dcbor/valid.json")).map(wellFormed)),
      row(
        "cbor",
        "dCBOR invalid",
        hexes(json("cbor/dcbor/invalid.json")).map((hex) => (hex === "6345cc88" ? OUTSIDE.nfc : noToken(hex))),
      ),
      row("cbor", "cbor2 bad", bad.decodeBad.map(refused)),
      row("cbor", "cbor2 bad tags", bad.decodeBadTags.map(noToken)),
      row("cbor", "duplicate keys", hexes(json("cbor/ipld-dag-cbor-duplicate-keys.json")).map(refused)),
      row(
        "cbor",
        "CDE examples",
        cde.map((line) => {
          const [kind = "", , hex = ""] = /^(int|flt|bad),.*?,([0-9a-f]+),/.exec(line)?.slice(0, 3) ?? [];
          const encoded = /^(?:int|flt|bad),.*?,([0-9a-f]+),/.exec(line)?.[1] ?? hex;
          return line.startsWith("bad") ? noToken(encoded) : kind === "" ? false : cdeGood(encoded);
        }),
      ),
    ];
  },
  "ed25519-speccheck": () => [
    row(
      "ed25519-speccheck",
      "cases.json (spec §8: none)",
      json("ed25519-speccheck/cases.json").map((it: { pub_key: string; signature: string; message: string }) =>
        accepts(it.pub_key, it.signature, fromHex(it.message)) ? false : null,
      ),
    ),
  ],
  "cctv-ed25519": () => [
    row(
      "cctv-ed25519",
      "ed25519vectors.json (spec §8: the one without a flag)",
      json("cctv-ed25519/ed25519vectors.json").map(
        (it: { key: string; sig: string; msg: string; flags: string[] | null }) =>
          accepts(it.key, it.sig, new TextEncoder().encode(it.msg)) === (it.flags === null) ? null : false,
      ),
    ),
  ],
  merkle: () => [
    row("merkle", "inclusion", filesIn("merkle/inclusion").map(inclusionOutcome)),
    row("merkle", "consistency", filesIn("merkle/consistency").map(consistencyOutcome)),
    ...["subtreeinclusion", "subtreeconsistency"].map((kind) =>
      row(
        "merkle",
        kind,
        filesIn(`merkle/${kind}`).map(() => OUTSIDE.subtree),
      ),
    ),
  ],
  "cose-wg-examples": () => [
    row(
      "cose-wg-examples",
      "sign1-tests, eddsa-examples (no certificates)",
      ["sign1-tests", "eddsa-examples"].flatMap((folder) =>
        filesIn(`cose-wg-examples/${folder}`).map((name) =>
          isToken(json(`cose-wg-examples/${folder}/${name}`).output.cbor) ? false : null,
        ),
      ),
    ),
  ],
  claim169: () => [
    row(
      "claim169",
      "codes of MOSIP Claim 169 (told apart)",
      filesIn("claim169/test-vectors").map((name) => {
        const { qr_data: text } = json(`claim169/test-vectors/${name}`) as { qr_data: string };
        return inspect(text).ok ? false : null;
      }),
    ),
  ],
  nzcp: () => [
    row(
      "nzcp",
      "New Zealand passes (told apart)",
      ["valid", "invalid"]
        .flatMap((folder) => readdirSync(join(DATA, "nzcp", folder)).map((name) => `nzcp/${folder}/${name}`))
        .filter((name) => name.endsWith(".txt"))
        .map((name) => (inspect(readFileSync(join(DATA, name), "utf8").trim()).ok ? false : null)),
    ),
  ],
};

/** Sets that are there for comparison, and why nothing is claimed about them. */
const NOT_READ: Readonly<Record<string, string>> = {
  divoc: "CoWIN's certificates: for benchmarks and pictures; another format without a prefix",
  "qr-images": "photographs: counted by the tests of pictures (packages/verifier/test/image)",
  "token-status-list-json": "counted by the tests of the mirror (packages/verifier/test/node)",
  "tuf-sigstore-root": "keys of other kinds: its rules are the vectors of acceptance/",
};

function cdeGood(hex: string): Outcome {
  return wellFormed(hex);
}

function inclusionOutcome(name: string): Outcome {
  const { leafIdx, treeSize, root, leafHash, proof, wantErr } = json(`merkle/inclusion/${name}`);
  const head = { index: leafIdx, size: treeSize, root: bytesOf(root) };
  return verifyInclusion(head, bytesOf(leafHash), (proof ?? []).map(bytesOf)) === !wantErr ? null : false;
}

function consistencyOutcome(name: string): Outcome {
  const { size1, size2, root1, root2, proof, wantErr } = json(`merkle/consistency/${name}`);
  const [older, newer] = [
    { size: size1, root: bytesOf(root1) },
    { size: size2, root: bytesOf(root2) },
  ];
  if (verifyConsistency(older, newer, (proof ?? []).map(bytesOf)) === !wantErr) return null;
  return older.root.length === 32 && newer.root.length === 32 ? false : OUTSIDE.roots;
}

async function ownRows(): Promise<Row[]> {
  const files = await readVectors(VECTORS);
  const clock = () => performance.now();
  const rows: Row[] = [];
  for (const engine of ENGINES) {
    const { vectors, agrees } = summary((await replay(files, ownImplementation(engine), { clock })).results);
    rows.push({
      set: "our own vectors",
      file: `engine ${engine.name}`,
      cases: vectors,
      asMarked: agrees,
      exceptions: {},
    });
  }
  const program = startProgram(`/usr/bin/python3 -B '${PYTHON}' conformance`, { answerMilliseconds: 60_000 });
  try {
    const { vectors, agrees } = summary((await replay(files, program, { clock })).results);
    rows.push({
      set: "our own vectors",
      file: "independent verifier",
      cases: vectors,
      asMarked: agrees,
      exceptions: {},
    });
  } finally {
    await program.end();
  }
  return rows;
}

/** The cases of a row that are neither as marked nor excepted. */
function wrong({ cases, asMarked, exceptions }: Row): number {
  return cases - asMarked - Object.values(exceptions).reduce((sum, count) => sum + count, 0);
}

const rows: Row[] = [];
const missing: string[] = [];
for (const [set, run] of Object.entries(SETS)) {
  if (existsSync(join(DATA, set))) rows.push(...run());
  else missing.push(set);
}
rows.push(...(await ownRows()));

const width = Math.max(...rows.map(({ file }) => file.length));
for (const { set, file, cases, asMarked, exceptions, ...rest } of rows) {
  const bad = wrong({ set, file, cases, asMarked, exceptions, ...rest });
  const counts = `${String(cases).padStart(5)} cases ${String(asMarked).padStart(5)} as marked`;
  process.stdout.write(`${set.padEnd(18)} ${file.padEnd(width)} ${counts}${bad === 0 ? "" : `  ${bad} WRONG`}\n`);
  for (const [reason, count] of Object.entries(exceptions)) {
    process.stdout.write(`${" ".repeat(18 + 1 + width)} ${String(count).padStart(5)} excepted: ${reason}\n`);
  }
}
for (const [set, why] of Object.entries(NOT_READ)) {
  process.stdout.write(`${set.padEnd(18)} ${existsSync(join(DATA, set)) ? why : "not present"}\n`);
}
for (const set of missing) process.stdout.write(`${set.padEnd(18)} not present\n`);
const total = rows.reduce((sum, { cases }) => sum + cases, 0);
const faults = rows.reduce((sum, each) => sum + wrong(each), 0);
process.stdout.write(
  `${total} cases, ${faults} wrong (${relative(process.cwd(), VECTORS)} and ${missing.length} sets not present)\n`,
);
process.exitCode = faults === 0 ? 0 : 1;
