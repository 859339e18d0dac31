// This implementation's answer to a question of the conformance protocol (docs/conformance.md), with any engine. Pictures are
// read by what the caller passes, because a browser has other engines for them than Node.

import {
  collectPiece,
  decodeCbor,
  decodeCoseSign1,
  decodePackText,
  decodeQrText,
  decodeToken,
  encodeCbor,
  fromHex,
  MAX_TRUST_STATE_BYTES,
  MAX_TRUST_STATE_ITEMS,
  NO_PIECES,
  sha256,
  toBeSigned,
  toHex,
  unfinishedSets,
} from "@mohor/schema";
import {
  acceptTrustDocuments,
  assess,
  type Ed25519Engine,
  NO_TRUST,
  openTrustState,
  type Trust,
  type TrustState,
  verify,
} from "@mohor/verifier";
import type { Answer, Held, Question } from "./vector.ts";

type VerdictQuestion = Extract<Question, { readonly ask: "verdict" }>;
type AcceptanceQuestion = Extract<Question, { readonly ask: "acceptance" }>;

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

  function trustOf({ trust, ...beside }: VerdictQuestion): Trust {
    if (trust === null) return NO_TRUST;
    const { updates = [], issuedSets = [], clockFloor = 0 } = beside;
    const key = JSON.stringify([trust, updates, issuedSets, clockFloor]);
    const trustThen = opened.get(key) ?? openTrustState(stateOf({ trust, ...beside }), { engine });
    opened.set(key, trustThen);
    return trustThen;
  }

  return async (question) => {
    switch (question.ask) {
      case "texts":
        return readPicture(fromHex(question.picture));
      case "documents":
        return documentsAnswer(question.packTexts);
      case "acceptance":
        return acceptanceAnswer(question, engine);
      case "verdict": {
        const { qrText, now, policy } = question;
        const verdict = verify(qrText, trustOf(question), { now });
        const admission = policy === undefined ? {} : { admission: assess(verdict, policy, { now }) };
        return { verdict, ...admission, intermediates: intermediatesOf(qrText) };
      }
    }
  };
}

/** The state's form is a matter between a verifier and itself, and is described (docs/spec.md §4.8). */
function stateOf({ trust, updates = [], issuedSets = [], clockFloor = 0 }: Held): TrustState {
  return {
    bytes: encodeCbor([1, fromHex(trust), updates.map(fromHex), clockFloor]),
    issuedSets: new Map(issuedSets.map((hex) => [toHex(sha256(fromHex(hex))), fromHex(hex)])),
  };
}

function acceptanceAnswer({ held, documents, firstTrust, now }: AcceptanceQuestion, engine: Ed25519Engine): Answer {
  const { state, trust, outcomes } = acceptTrustDocuments(
    held === null ? null : stateOf(held),
    documents.map(fromHex),
    {
      now,
      engine,
      firstTrust: typeof firstTrust === "object" ? { fingerprint: fromHex(firstTrust.fingerprint) } : firstTrust,
    },
  );
  return {
    outcomes: outcomes.map((one) => (one.outcome === "refused" ? one.code : one.outcome)),
    after: state === null || !trust.ok ? null : heldOf(state, trust.value.clockFloor),
  };
}

function heldOf({ bytes, issuedSets }: TrustState, clockFloor: number): Held {
  const document = decodeCbor(bytes, { maxBytes: MAX_TRUST_STATE_BYTES, maxItems: MAX_TRUST_STATE_ITEMS });
  const [, trust, updates] = (document.ok ? document.value.item : []) as [number, Uint8Array, Uint8Array[]];
  const sets = [...issuedSets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, set]) => toHex(set));
  return {
    trust: toHex(trust),
    ...(updates.length === 0 ? {} : { updates: updates.map(toHex) }),
    ...(sets.length === 0 ? {} : { issuedSets: sets }),
    clockFloor,
  };
}

/** The documents of all packs, in the order in which they became whole; the first refusal decides. */
function documentsAnswer(packTexts: readonly string[]): Answer {
  const found: string[] = [];
  let collection = NO_PIECES;
  for (const text of packTexts) {
    const content = decodePackText(text);
    if (!content.ok) return { code: content.code };
    if (content.value.kind === "pack") {
      found.push(...content.value.documents.map(toHex));
      continue;
    }
    const progress = collectPiece(collection, content.value.piece);
    if (!progress.outcome.ok) return { code: progress.outcome.code };
    collection = progress.collection;
    found.push(...(progress.outcome.value.documents ?? []).map(toHex));
  }
  return unfinishedSets(collection) === 0 ? { documents: found } : { code: "PACK_INCOMPLETE" };
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
