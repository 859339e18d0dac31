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

/** One vector: its path in the set without `.json`, what its file says, and the picture beside it where it has one. */
export type VectorFile =
  | { readonly id: string; readonly vector: TextVector }
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
  | { readonly ask: "texts" /** A picture file in hex. */; readonly picture: string };

/** What it answers: a verdict, with the admission where a policy was given; or texts; or the code why there are none. */
export type Answer = {
  readonly verdict?: Verdict;
  readonly admission?: Admission;
  readonly texts?: readonly string[];
  readonly code?: Code;
  /** Bytes on the way, in hex, by their names in the vectors. May be left out. */
  readonly intermediates?: Readonly<Record<string, string>>;
};

/** The question of a vector. */
export function questionOf(file: VectorFile): Question {
  if ("picture" in file) return { ask: "texts", picture: toHex(file.picture) };
  const { qrText, trust, updates, issuedSets, clockFloor, now, policy } = file.vector;
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
  return {
    verdict: expectedVerdict(vector),
    ...(vector.admission === undefined ? {} : { admission: vector.admission }),
  };
}

function expectedVerdict({ expect, claims, kid, cti, issuer, notices, step }: TextVector): Verdict {
  if (expect === "valid") return { outcome: "valid", claims, kid, cti, issuer, notices } as Verdict;
  return { outcome: CODES[expect].outcome, code: expect, step } as Verdict;
}

/** Whether a vector is about a refusal: a verdict that is not valid, a policy that does not admit, an unreadable picture. */
export function isNegative(file: VectorFile): boolean {
  if ("picture" in file) return file.vector.expect !== "read";
  const { expect, admission } = file.vector;
  return expect !== "valid" || (admission !== undefined && admission.outcome !== "admitted");
}
