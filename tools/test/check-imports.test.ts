// Each arrow between folders is kept, and the check notices a departure from each.

import { expect, test } from "vitest";
import { checkImports } from "../check-imports.ts";

/** A small project in which every rule is at work and kept. */
const CLEAN: readonly (readonly [string, string])[] = [
  [
    "packages/schema/src/cbor.ts",
    'import { Encoder } from "cbor-x/index-no-eval";\nimport { refuse } from "./codes.ts";',
  ],
  ["packages/schema/src/sha2.ts", 'import { sha256 } from "@noble/hashes/sha2.js";'],
  ["packages/command-line/src/failure.ts", 'import { readFileSync } from "node:fs";\nimport "@mohor/schema/texts";'],
  ["packages/verifier/src/verify.ts", 'import {\n  CODES,\n  type Code,\n} from "@mohor/schema";'],
  ["packages/verifier/src/image/jsqr.ts", 'const jsqr = await import("jsqr");'],
  ["packages/verifier/src/cli/main.ts", 'import { runProgram } from "@mohor/command-line";\nconst now = Date.now();'],
  ["packages/issuer/src/domain/ports.ts", 'export type { Claims } from "@mohor/schema";\nnew Date(0);'],
  ["packages/issuer/src/adapters/self-check.ts", 'import { verify } from "@mohor/verifier";'],
  ["packages/verifier/src/gate/page/views/app.tsx", 'import type { VNode } from "preact";'],
  ["packages/verifier/src/gate/page/views/shape.tsx", 'import { useEffect } from "preact/hooks";'],
  ["packages/issuer/src/qr/png.ts", 'import { deflateSync } from "node:zlib";'],
  ["packages/issuer/src/cli/main.ts", 'import { runProgram } from "@mohor/command-line";'],
  // What is not product code may import what it likes.
  ["packages/issuer/test/flow.test.ts", 'import { Encoder } from "cbor-x";\nexport * from "@mohor/bench";'],
];

/** The departures after one more file has come. */
const departuresWith = (path: string, source: string): string[] => checkImports(new Map([...CLEAN, [path, source]]));

test("nothing is said where every arrow is kept", () => {
  expect(checkImports(new Map(CLEAN))).toEqual([]);
});

test.each([
  ["the wire format imports us", "packages/schema/src/x.ts", 'import { verify } from "@mohor/verifier";'],
  [
    "the programs' manners know a verdict",
    "packages/command-line/src/x.ts",
    'import { verify } from "@mohor/verifier";',
  ],
  ["the verifier's core imports a platform's engine", "packages/verifier/src/x.ts", 'import "@mohor/verifier/node";'],
  ["the verifier imports the issuer", "packages/verifier/src/cli/x.ts", 'import { drawPng } from "@mohor/issuer/qr";'],
  ["the domain imports the verifier", "packages/issuer/src/domain/x.ts", 'import { verify } from "@mohor/verifier";'],
  ["the sample registry imports the verifier", "packages/issuer/src/sample/x.ts", 'import("@mohor/verifier");'],
  ["an adapter talks to a person", "packages/issuer/src/adapters/x.ts", 'import "@mohor/command-line";'],
  ["drawing judges", "packages/issuer/src/qr/x.ts", 'export { verify } from "@mohor/verifier";'],
  ["the issuer stands on benchmarks", "packages/issuer/src/cli/x.ts", 'import "@mohor/bench";'],
  ["a folder that no arrow names", "packages/mirror/src/x.ts", "export const x = 1;"],
  ["an export by star", "packages/schema/src/x.ts", 'export * from "./cbor.ts";'],
  ["a pure file reads the clock", "packages/verifier/src/x.ts", "const now = Date.now();"],
  ["a pure file makes a date of the clock", "packages/issuer/src/sample/x.ts", "const now = new Date();"],
  ["a pure file draws chance", "packages/issuer/src/domain/x.ts", "const chance = Math.random();"],
  ["a pure file measures time", "packages/schema/src/x.ts", "performance.now();"],
  ["a pure file waits", "packages/schema/src/x.ts", "setTimeout(go, 1);"],
  ["a pure file imports the platform", "packages/schema/src/x.ts", 'import { randomBytes } from "node:crypto";'],
  ["a second importer of a package", "packages/schema/src/x.ts", 'import { decode } from "cbor-x";'],
  ["a second importer of a scoped package", "packages/verifier/src/x.ts", 'import("@noble/hashes/hmac.js");'],
])("the check notices: %s", (_what, path, source) => {
  expect(departuresWith(path, source)).toHaveLength(1);
});
