// Replays every vector of this folder: each file against its schema, each intermediate against the wire format, each verdict
// with every engine, each picture with the cascade; and holds the set of vectors against the table of codes.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CODES,
  type Code,
  decodeCoseSign1,
  decodeQrText,
  decodeToken,
  fromHex,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import {
  assess,
  createTableEngine,
  NO_TRUST,
  openTrustState,
  referenceEngine,
  STEPS,
  type Step,
  type Trust,
  verify,
} from "@mohor/verifier";
import { readQrTexts } from "@mohor/verifier/image";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { diagnosticNotation } from "./generate/diagnostic-notation.ts";
import type { PictureVector } from "./generate/picture-vector.ts";
import { trustState } from "./generate/trust-state.ts";
import type { Intermediates, Vector } from "./generate/vector.ts";

type TextFile = { readonly path: string; readonly vector: Vector };
type PictureFile = { readonly path: string; readonly vector: PictureVector["vector"] };

const ROOT = import.meta.dirname;
const ENGINES = [referenceEngine, createTableEngine(), nodeCryptoEngine];
const NOT_LAYERS: readonly string[] = ["generate", "node_modules", "keys"];

const files = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_LAYERS.includes(entry.name))
  .flatMap(({ name }) => readdirSync(join(ROOT, name)).map((file) => `${name}/${file}`))
  .filter((path) => path.endsWith(".json"))
  .map((path) => ({ path: path.replace(/\.json$/, ""), vector: readJson(path) }));
const textFiles = files.filter(({ vector }) => "qrText" in vector) as TextFile[];
const pictureFiles = files.filter(({ vector }) => "picture" in vector) as PictureFile[];

function readJson(path: string): Vector | PictureVector["vector"] {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}

describe("the schema of the vectors", () => {
  const schema = JSON.parse(readFileSync(join(ROOT, "vector.schema.json"), "utf8"));
  const isVector = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

  it.each(files)("describes $path", ({ vector }) => {
    isVector(vector);
    expect(isVector.errors ?? []).toEqual([]);
  });

  it("refuses a member that it does not name, and a failing verdict with claims", () => {
    const [valid] = textFiles.filter(({ vector }) => vector.expect === "valid");
    expect(isVector(valid?.vector)).toBe(true);
    expect(isVector({ ...valid?.vector, comment: "" })).toBe(false);
    expect(isVector({ ...valid?.vector, expect: "CWT_EXPIRED", step: "dates" })).toBe(false);
  });

  it("lists the verifier's steps, and the kinds of mistake that README.md explains and vectors catch", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const kinds = schema.$defs.bugClass.enum;
    expect(schema.$defs.textVector.properties.step.enum).toEqual(STEPS);
    expect([...readme.matchAll(/^\| `([a-z-]+)` *\|/gm)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(kinds),
    );
    expect(kinds.filter((kind: string) => files.every(({ vector }) => vector.bugClass !== kind))).toEqual([]);
  });
});

describe("the intermediates", () => {
  it.each(textFiles)("of $path are what a verifier finds on its way", ({ vector }) => {
    expect(intermediatesOf(vector.qrText)).toEqual(vector.intermediates);
  });
});

/** Everything that steps 1 to 4 find in a QR text, as far as they get. */
function intermediatesOf(qrText: string): Intermediates {
  const token = decodeQrText(qrText);
  if (!token.ok) return {};
  const found = { tokenHex: toHex(token.value), ...notation("tokenDiag", token.value) };
  const document = decodeToken(token.value);
  const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
  if (!sign1.ok) return found;
  const { protectedHeader, payload, signature } = sign1.value;
  return {
    ...found,
    protectedHeaderHex: toHex(protectedHeader),
    payloadHex: toHex(payload),
    ...notation("payloadDiag", payload),
    toBeSignedHex: toHex(toBeSigned(protectedHeader, payload)),
    signatureHex: toHex(signature),
  };
}

function notation(name: "tokenDiag" | "payloadDiag", bytes: Uint8Array): Intermediates {
  const diag = diagnosticNotation(bytes);
  return diag === null ? {} : { [name]: diag };
}

describe.each(ENGINES)("the verdicts with the engine $name", (engine) => {
  const stores = new Map<string, Trust>();

  function storeOf({ trust, updates = [], issuedSets = [], clockFloor = 0 }: Vector): Trust {
    if (trust === null) return NO_TRUST;
    const key = [trust, ...updates, ...issuedSets, clockFloor].join();
    const held = trustState(fromHex(trust), {
      updates: updates.map(fromHex),
      issuedSets: issuedSets.map(fromHex),
      clockFloor,
    });
    const store = stores.get(key) ?? openTrustState(held, { engine });
    stores.set(key, store);
    return store;
  }

  it.each(textFiles)("$path: $vector.title", ({ vector }) => {
    const verdict = verify(vector.qrText, storeOf(vector), { now: vector.now });
    const { expect: code, claims, kid, cti, issuer, notices, step } = vector;
    expect(verdict).toEqual(
      code === "valid"
        ? { outcome: "valid", claims, kid, cti, issuer, notices }
        : { outcome: CODES[code].outcome, code, step },
    );
    if (vector.policy !== undefined) {
      expect(assess(verdict, vector.policy, { now: vector.now })).toEqual(vector.admission);
    }
  });
});

describe("the pictures", () => {
  it.each(pictureFiles)("$path: $vector.title", async ({ path, vector }) => {
    const result = await readQrTexts(readFileSync(join(ROOT, path, "..", vector.picture)));
    const found = result.ok
      ? { expect: "read", texts: result.sightings.map(({ text }) => text) }
      : { expect: result.code };
    const { expect: expected, texts } = vector;
    expect(found).toEqual(texts === undefined ? { expect: expected } : { expect: expected, texts });
  });
});

describe("the set of vectors", () => {
  // Codes of programs are not the vectors' business: files that cannot be read, and refusals that are no verdicts.
  const codes = (Object.keys(CODES) as Code[]).filter(
    (code) => CODES[code].layer !== "file" && CODES[code].outcome !== "problem",
  );

  it.each(codes)("has one that comes to %s", (code) => {
    expect(files.filter(({ vector }) => codesOf(vector).includes(code)).length).toBeGreaterThan(0);
  });

  it.each(codes.filter((code) => CODES[code].outcome !== "notice" && CODES[code].layer !== "picture"))(
    "has a valid one that comes close to %s",
    (code) => {
      expect(textFiles.filter(({ vector }) => vector.nearMiss?.includes(code)).length).toBeGreaterThan(0);
    },
  );

  it("names the section of the spec that the code table names for each failing step", () => {
    for (const { path, vector } of textFiles) {
      if (vector.expect !== "valid" && vector.spec !== "7") {
        expect(`${path} ${sectionOf(vector)}`).toBe(`${path} ${vector.spec}`);
      }
    }
  });

  it("is three fifths about refusals", () => {
    expect(files.filter(({ vector }) => isNegative(vector)).length / files.length).toBeGreaterThanOrEqual(0.6);
  });

  it("tells each rule once", () => {
    const titles = files.map(({ vector }) => vector.title);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });
});

/** Step n is section 6.n, but a trust bundle that cannot be opened is section 4.3. */
function sectionOf({ expect: code, step }: Vector): string {
  if (code !== "valid" && CODES[code].spec === "4.3") return "4.3";
  return `6.${STEPS.indexOf(step as Step) + 1}`;
}

function codesOf(vector: Vector | PictureVector["vector"]): readonly string[] {
  if (!("qrText" in vector)) return [vector.expect];
  const { expect: code, notices = [], admission = { outcome: "admitted" } } = vector;
  return [code, ...notices, ...("code" in admission ? [admission.code] : [])];
}

function isNegative(vector: Vector | PictureVector["vector"]): boolean {
  if (!("qrText" in vector)) return vector.expect !== "read";
  return vector.expect !== "valid" || (vector.admission !== undefined && vector.admission.outcome !== "admitted");
}

afterAll(() => {
  const layers = Map.groupBy(files, ({ path }) => path.slice(0, path.indexOf("/")));
  const lines = [...layers].map(([layer, of]) => `${layer} ${of.length} (${count(of)} negative)`);
  const share = Math.round((100 * count(files)) / files.length);
  process.stdout.write(
    `vectors: ${lines.join(", ")}\n${files.length} vectors, ${share} % negative; engines: ${ENGINES.map(({ name }) => name).join(", ")}\n`,
  );
});

function count(of: typeof files): number {
  return of.filter(({ vector }) => isNegative(vector)).length;
}
