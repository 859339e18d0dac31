// A vector of test-vectors/ as a replay sees it: the question that an implementation is asked, and the answer that it must give
// (docs/conformance.md). The question holds nothing of the answer, so that nobody can copy it.

import { type Claims, CODES, type Code, toHex } from "@mohor/schema";
import type { Admission, Policy, Step, Verdict } from "@mohor/verifier";

/** A vector about a QR text (test-vectors/vector.schema.json). */
export type TextVector = {
  readonly title: string;
  readonly expect: "valid" | Code;
  readonly step?: Step;
  readonly notices?: readonly Code[];
  readonly now: number;
  readonly policy?: Policy;
  readonly admission?: Admission;
  readonly qrText: string;
  readonly claims?: Claims;
  readonly kid?: string;
  readonly cti?: string;
  readonly issuer?: string;
  readonly intermediates: Readonly<Record<string, string>>;
  readonly trust: string | null;
  readonly updates?: readonly string[];
  readonly issuedSets?: readonly string[];
  readonly clockFloor?: number;
};

/** A vector about a picture; `pictureBytes` is the file that it names. */
export type PictureVector = {
  readonly title: string;
  readonly expect: "read" | Code;
  readonly picture: string;
  readonly texts?: readonly string[];
};

/** What a verifier holds (docs/spec.md §4.8), documents in hex: updates in the state's order, issued sets in that of their digests. */
export type Held = {
  readonly trust: string;
  readonly updates?: readonly string[];
  readonly issuedSets?: readonly string[];
  readonly clockFloor?: number;
};

/** Whose word counts for the first bundle (docs/spec.md §4.9). */
export type FirstTrustWord = "on-first-use" | { /** 16 bytes in hex. */ readonly fingerprint: string };

/** A vector about taking in trust documents. `expect` says of each what became of it: accepted, unchanged or the code. */
export type AcceptanceVector = {
  readonly title: string;
  readonly expect: readonly ("accepted" | "unchanged" | Code)[];
  readonly now: number;
  readonly held: Held | null;
  readonly documents: readonly string[];
  readonly firstTrust?: FirstTrustWord;
  /** What is held afterwards, its clock floor always said. */
  readonly after: Held | null;
};

/** A vector about the QR texts of packs, scanned in this order (docs/spec.md §4.7). */
export type PackVector = {
  readonly title: string;
  readonly expect: "read" | Code;
  readonly packTexts: readonly string[];
  readonly documents?: readonly string[];
};

/** One vector: its path in the set without `.json`, what its file says, and the picture beside it where it has one. */
export type VectorFile =
  | { readonly id: string; readonly vector: TextVector | AcceptanceVector | PackVector }
  | { readonly id: string; readonly vector: PictureVector; readonly picture: Uint8Array };

/** What an implementation is asked. */
export type Question =
  | {
      readonly ask: "verdict";
      readonly qrText: string;
      /** A signed trust bundle in hex; null where none is held. */
      readonly trust: string | null;
      /** Status updates and issued sets that are held beside it, in hex, and the newest signed time seen (docs/spec.md §4.8). */
      readonly updates?: readonly string[];
      readonly issuedSets?: readonly string[];
      readonly clockFloor?: number;
      readonly now: number;
      readonly policy?: Policy;
    }
  | { readonly ask: "texts" /** A picture file in hex. */; readonly picture: string }
  | ({ readonly ask: "acceptance" } & Pick<AcceptanceVector, "held" | "documents" | "firstTrust" | "now">)
  | { readonly ask: "documents"; readonly packTexts: readonly string[] };

/**
 * What it answers: a verdict, with the admission where a policy was given; texts or documents, or the code why there are none; or what
 * became of documents, and what is held afterwards.
 */
export type Answer = {
  readonly verdict?: Verdict;
  readonly admission?: Admission;
  readonly texts?: readonly string[];
  readonly documents?: readonly string[];
  readonly code?: Code;
  readonly outcomes?: readonly ("accepted" | "unchanged" | Code)[];
  readonly after?: Held | null;
  /** Bytes on the way, in hex, by their names in the vectors. May be left out. */
  readonly intermediates?: Readonly<Record<string, string>>;
};

/** The question of a vector. */
export function questionOf(file: VectorFile): Question {
  if ("picture" in file) return { ask: "texts", picture: toHex(file.picture) };
  const { vector } = file;
  if ("packTexts" in vector) return { ask: "documents", packTexts: vector.packTexts };
  if ("held" in vector) {
    const { held, documents, firstTrust, now } = vector;
    return { ask: "acceptance", held, documents, ...(firstTrust === undefined ? {} : { firstTrust }), now };
  }
  const { qrText, trust, updates, issuedSets, clockFloor, now, policy } = vector;
  return {
    ask: "verdict",
    qrText,
    trust,
    ...(updates === undefined ? {} : { updates }),
    ...(issuedSets === undefined ? {} : { issuedSets }),
    ...(clockFloor === undefined ? {} : { clockFloor }),
    now,
    ...(policy === undefined ? {} : { policy }),
  };
}

/** The answer that the vector demands. */
export function expectedAnswer(file: VectorFile): Answer {
  if ("picture" in file) {
    const { expect, texts } = file.vector;
    return expect === "read" ? { texts: texts ?? [] } : { code: expect };
  }
  const { vector } = file;
  if ("packTexts" in vector) {
    return vector.expect === "read" ? { documents: vector.documents ?? [] } : { code: vector.expect };
  }
  if ("held" in vector) return { outcomes: vector.expect, after: vector.after };
  return {
    verdict: expectedVerdict(vector),
    ...(vector.admission === undefined ? {} : { admission: vector.admission }),
  };
}

function expectedVerdict({ expect, claims, kid, cti, issuer, notices, step }: TextVector): Verdict {
  if (expect === "valid") return { outcome: "valid", claims, kid, cti, issuer, notices } as Verdict;
  return { outcome: CODES[expect].outcome, code: expect, step } as Verdict;
}

/** Whether a vector is about a refusal: no valid verdict, no admission, a document refused, a picture or a pack that is not read. */
export function isNegative({ vector }: VectorFile): boolean {
  if (!("qrText" in vector)) {
    const outcomes: readonly string[] = typeof vector.expect === "string" ? [vector.expect] : vector.expect;
    return outcomes.some((outcome) => !SUCCESSES.includes(outcome));
  }
  const { expect, admission } = vector;
  return expect !== "valid" || (admission !== undefined && admission.outcome !== "admitted");
}

const SUCCESSES: readonly string[] = ["read", "accepted", "unchanged"];
