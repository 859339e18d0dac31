// This implementation's answer to a question of the conformance protocol (docs/conformance.md), with any engine. Pictures are
// read by what the caller passes, because a browser has other engines for them than Node.

import {
  decodeCoseSign1,
  decodeQrText,
  decodeToken,
  encodeCbor,
  fromHex,
  sha256,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import { assess, type Ed25519Engine, NO_TRUST, openTrustState, type Trust, verify } from "@mohor/verifier";
import type { Answer, Question } from "./vector.ts";

type VerdictQuestion = Extract<Question, { readonly ask: "verdict" }>;

/** What answers a question. */
export type Respondent = (question: Question) => Promise<Answer>;

/** Reads a picture file: the texts of its codes, or the code why there are none. */
export type ReadPicture = (bytes: Uint8Array) => Promise<Pick<Answer, "texts" | "code">>;

/** A respondent with this engine. Opened trust is kept between questions, as a gate keeps it between certificates. */
export function createRespondent({
  engine,
  readPicture,
}: {
  readonly engine: Ed25519Engine;
  readonly readPicture: ReadPicture;
}): Respondent {
  const opened = new Map<string, Trust>();

  function trustOf({ trust, updates = [], issuedSets = [], clockFloor = 0 }: VerdictQuestion): Trust {
    if (trust === null) return NO_TRUST;
    const key = JSON.stringify([trust, updates, issuedSets, clockFloor]);
    const known = opened.get(key);
    if (known !== undefined) return known;
    const opening = openTrustState(
      {
        // The state's form is a matter between a verifier and itself, and is described (docs/spec.md §4.8).
        bytes: encodeCbor([1, fromHex(trust), updates.map(fromHex), clockFloor]),
        issuedSets: new Map(issuedSets.map((hex) => [toHex(sha256(fromHex(hex))), fromHex(hex)])),
      },
      { engine },
    );
    opened.set(key, opening);
    return opening;
  }

  return async (question) => {
    if (question.ask === "texts") return readPicture(fromHex(question.picture));
    const { qrText, now, policy } = question;
    const verdict = verify(qrText, trustOf(question), { now });
    return {
      verdict,
      ...(policy === undefined ? {} : { admission: assess(verdict, policy, { now }) }),
      intermediates: intermediatesOf(qrText),
    };
  };
}

/** Everything that steps 1 to 4 find in a QR text, as far as they get. */
function intermediatesOf(qrText: string): Readonly<Record<string, string>> {
  const token = decodeQrText(qrText);
  if (!token.ok) return {};
  const tokenHex = toHex(token.value);
  const document = decodeToken(token.value);
  const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
  if (!sign1.ok) return { tokenHex };
  const { protectedHeader, payload, signature } = sign1.value;
  return {
    tokenHex,
    protectedHeaderHex: toHex(protectedHeader),
    payloadHex: toHex(payload),
    toBeSignedHex: toHex(toBeSigned(protectedHeader, payload)),
    signatureHex: toHex(signature),
  };
}
