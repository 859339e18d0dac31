// What the file of a vector about the QR texts of packs holds (vector.schema.json, docs/spec.md §4.7): the texts as they are scanned, and
// the documents in them or the first code against them.

import { type Code, toHex } from "@mohor/schema";
import type { PackVector } from "@mohor/verifier/replay";
import type { BugClass } from "./vector.ts";

/** The content of the file. */
export type PackFile = PackVector & { readonly spec: "4.7"; readonly why: string; readonly bugClass: BugClass };

/** What the vector's program states. */
export type PackStatement = {
  readonly title: string;
  readonly why: string;
  readonly bugClass: BugClass;
  readonly packTexts: readonly string[];
};

/** A vector whose texts hold these documents. */
export function packRead(statement: PackStatement, documents: readonly Uint8Array[]): PackFile {
  return { ...file(statement, "read"), documents: documents.map(toHex) };
}

/** A vector whose texts are refused. */
export function packRefused(expect: Code, statement: PackStatement): PackFile {
  return file(statement, expect);
}

function file({ title, why, bugClass, packTexts }: PackStatement, expect: "read" | Code): PackFile {
  return { title, spec: "4.7", why, bugClass, expect, packTexts };
}
