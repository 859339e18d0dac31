// Replays every vector of this folder: each file against its schema, each intermediate against the wire format, each answer
// with every engine, each picture with the cascade; and holds the set of vectors against the table of codes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CODES, type Code, fromHex } from "@mohor/schema";
import { createTableEngine, referenceEngine, STEPS, type Step } from "@mohor/verifier";
import { readQrTexts } from "@mohor/verifier/image";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import {
  createRespondent,
  departuresOf,
  isNegative,
  questionOf,
  type ReadPicture,
  type VectorFile,
} from "@mohor/verifier/replay";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { readVectors } from "../packages/verifier/src/cli/read-vectors.ts";
import { diagnosticNotation } from "./generate/diagnostic-notation.ts";
import type { BugClass, Intermediates, Vector } from "./generate/vector.ts";

const ROOT = import.meta.dirname;
const ENGINES = [referenceEngine, createTableEngine(), nodeCryptoEngine];

/** What each vector's file says beside what a replay needs. */
type Described = { readonly spec: string; readonly bugClass: BugClass };

const files = (await readVectors(ROOT)) as unknown as readonly (VectorFile & { readonly vector: Described })[];
const textFiles = files.filter(({ vector }) => "qrText" in vector) as unknown as readonly {
  id: string;
  vector: Vector;
}[];

describe("the schema of the vectors", () => {
  const schema = JSON.parse(readFileSync(join(ROOT, "vector.schema.json"), "utf8"));
  const isVector = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

  it.each(files)("describes $id", ({ vector }) => {
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
  const respond = createRespondent({ engine: referenceEngine, readPicture });

  it.each(textFiles)("of $id are what a verifier finds on its way", async ({ vector }) => {
    const { intermediates = {} } = await respond({
      ask: "verdict",
      qrText: vector.qrText,
      trust: null,
      now: vector.now,
    });
    const found: Intermediates = intermediates;
    expect({
      ...found,
      ...notation("tokenDiag", found.tokenHex),
      ...notation("payloadDiag", found.payloadHex),
    }).toEqual(vector.intermediates);
  });
});

function notation(name: "tokenDiag" | "payloadDiag", hex: string | undefined): Intermediates {
  const diag = hex === undefined ? null : diagnosticNotation(fromHex(hex));
  return diag === null ? {} : { [name]: diag };
}

describe.each(ENGINES)("the answers with the engine $name", (engine) => {
  const respond = createRespondent({ engine, readPicture });

  it.each(files.filter((file) => !("picture" in file)))("$id: $vector.title", async (file) => {
    expect(departuresOf(file, await respond(questionOf(file)))).toEqual([]);
  });
});

describe("the pictures", () => {
  const respond = createRespondent({ engine: referenceEngine, readPicture });

  it.each(files.filter((file) => "picture" in file))("$id: $vector.title", async (file) => {
    expect(departuresOf(file, await respond(questionOf(file)))).toEqual([]);
  });
});

const readPicture: ReadPicture = async (bytes) => {
  const result = await readQrTexts(bytes);
  return result.ok ? { texts: result.sightings.map(({ text }) => text) } : { code: result.code };
};

describe("the set of vectors", () => {
  // Codes of programs are not the vectors' business: files that cannot be read, and refusals that are no verdicts.
  const codes = (Object.keys(CODES) as Code[]).filter(
    (code) => CODES[code].layer !== "file" && CODES[code].outcome !== "problem",
  );

  it.each(codes)("has one that comes to %s", (code) => {
    expect(files.filter(({ vector }) => codesOf(vector).includes(code)).length).toBeGreaterThan(0);
  });

  const verdictCodes = codes.filter((code) => textFiles.some(({ vector }) => codesOf(vector).includes(code)));

  it.each(verdictCodes.filter((code) => CODES[code].outcome !== "notice"))(
    "has a valid one that comes close to %s",
    (code) => {
      expect(textFiles.filter(({ vector }) => vector.nearMiss?.includes(code)).length).toBeGreaterThan(0);
    },
  );

  it("names the section of the spec that the code table names for each failing step", () => {
    for (const { id, vector } of textFiles) {
      if (vector.expect !== "valid" && vector.spec !== "7") {
        expect(`${id} ${sectionOf(vector)}`).toBe(`${id} ${vector.spec}`);
      }
    }
  });

  it("is three fifths about refusals", () => {
    expect(files.filter(isNegative).length / files.length).toBeGreaterThanOrEqual(0.6);
  });

  it("holds at least five hundred", () => {
    expect(files.length).toBeGreaterThanOrEqual(500);
  });

  it("tells each rule once", () => {
    const titles = files.map(({ vector }) => vector.title);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });
});

/** Step n is section 6.n, but trust material that cannot be opened is a section of 4. */
function sectionOf({ expect: code, step }: Vector): string {
  if (code !== "valid" && CODES[code].spec.startsWith("4.")) return CODES[code].spec;
  return `6.${STEPS.indexOf(step as Step) + 1}`;
}

function codesOf(vector: VectorFile["vector"]): readonly string[] {
  if (!("qrText" in vector)) return typeof vector.expect === "string" ? [vector.expect] : vector.expect;
  const { expect: code, notices = [], admission = { outcome: "admitted" } } = vector;
  return [code, ...notices, ...("code" in admission ? [admission.code] : [])];
}

afterAll(() => {
  const layers = Map.groupBy(files, ({ id }) => id.slice(0, id.indexOf("/")));
  const lines = [...layers].map(([layer, of]) => `${layer} ${of.length} (${count(of)} negative)`);
  const share = Math.round((100 * count(files)) / files.length);
  process.stdout.write(
    `vectors: ${lines.join(", ")}\n${files.length} vectors, ${share} % negative; engines: ${ENGINES.map(({ name }) => name).join(", ")}\n`,
  );
});

function count(of: readonly VectorFile[]): number {
  return of.filter(isNegative).length;
}
