// What the file of a vector about taking in trust documents holds (vector.schema.json, docs/spec.md §4.9): what is held, what comes,
// what becomes of each document, and what is held afterwards. All of it is stated by the vector's program.

import { type Code, toHex } from "@mohor/schema";
import type { AcceptanceVector, Held } from "@mohor/verifier/replay";
import { NOW } from "./timeline.ts";
import type { BugClass } from "./vector.ts";

/** What a gate holds: a bundle and the documents beside it, updates and issued sets in the state's order. */
export type HeldDocuments = {
  readonly trust: Uint8Array;
  readonly updates?: readonly Uint8Array[];
  readonly issuedSets?: readonly Uint8Array[];
  readonly clockFloor?: number;
};

/** The content of the file. */
export type AcceptanceFile = AcceptanceVector & {
  readonly spec: "4.9";
  readonly why: string;
  readonly bugClass: BugClass;
};

/** What the vector's program states. `after` is what was held before where nothing is said. */
export type AcceptanceStatement = {
  readonly title: string;
  readonly why: string;
  readonly bugClass: BugClass;
  readonly now?: number;
  readonly held: HeldDocuments | null;
  /** Each document that comes, and what becomes of it. */
  readonly documents: readonly (readonly [document: Uint8Array, outcome: "accepted" | "unchanged" | Code])[];
  readonly firstTrust?: "on-first-use" | { readonly fingerprint: Uint8Array };
  readonly after: (HeldDocuments & { readonly clockFloor: number }) | null;
};

/** The vector of a statement. */
export function acceptance(statement: AcceptanceStatement): AcceptanceFile {
  const { title, why, bugClass, now = NOW, held, documents, firstTrust, after } = statement;
  return {
    title,
    spec: "4.9",
    why,
    bugClass,
    expect: documents.map(([, outcome]) => outcome),
    now,
    ...(firstTrust === undefined
      ? {}
      : {
          firstTrust: typeof firstTrust === "string" ? firstTrust : { fingerprint: toHex(firstTrust.fingerprint) },
        }),
    held: held === null ? null : heldHex(held),
    documents: documents.map(([document]) => toHex(document)),
    after: after === null ? null : heldHex(after),
  };
}

function heldHex({ trust, updates = [], issuedSets = [], clockFloor }: HeldDocuments): Held {
  return {
    trust: toHex(trust),
    ...(updates.length === 0 ? {} : { updates: updates.map(toHex) }),
    ...(issuedSets.length === 0 ? {} : { issuedSets: issuedSets.map(toHex) }),
    ...(clockFloor === undefined ? {} : { clockFloor }),
  };
}
