// A line of the conformance protocol to a question (docs/conformance.md): closed, every member checked.

import { MAX_CBOR_ARGUMENT } from "@mohor/schema";
import { decodePolicy } from "@mohor/verifier";
import type { Question } from "./vector.ts";

/** A question with its id, or what is wrong with the line; the id is null where the line has none. */
export type Asked =
  | { readonly ok: true; readonly id: string; readonly question: Question }
  | { readonly ok: false; readonly id: string | null; readonly error: string };

/** What is asked, by its name. */
const FORMS: Readonly<Record<string, (question: Members) => boolean>> = {
  verdict: isVerdictQuestion,
  texts: ({ ask: _, picture, ...more }) => isHex(picture) && isNothing(more),
  acceptance({ ask: _, held, documents, firstTrust, now, ...more }) {
    return (
      (held === null || isHeld(held)) &&
      Array.isArray(documents) &&
      documents.every(isHex) &&
      (firstTrust === undefined || firstTrust === "on-first-use" || isFingerprint(firstTrust)) &&
      Number.isSafeInteger(now) &&
      isNothing(more)
    );
  },
  documents: ({ ask: _, packTexts, ...more }) =>
    Array.isArray(packTexts) && packTexts.every((text) => typeof text === "string") && isNothing(more),
};

type Members = Readonly<Record<string, unknown>>;

const HEX = /^(?:[0-9a-f]{2})*$/;

/** The question of a line. Never throws: what is no question is answered with its error. */
export function decodeQuestion(line: string): Asked {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, id: null, error: "the line is no JSON" };
  }
  if (typeof value !== "object" || value === null) return { ok: false, id: null, error: "the line is no JSON object" };
  const { id, ...question } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== "string") return { ok: false, id: null, error: "the question has no id" };
  const isKnown = typeof question.ask === "string" && FORMS[question.ask]?.(question) === true;
  return isKnown ? { ok: true, id, question: question as Question } : { ok: false, id, error: "no such question" };
}

function isVerdictQuestion(question: Members): boolean {
  const { ask: _, qrText, trust, updates, issuedSets, clockFloor, now, policy, ...more } = question;
  return (
    typeof qrText === "string" &&
    (trust === null || isHex(trust)) &&
    isBeside({ updates, issuedSets, clockFloor }) &&
    Number.isSafeInteger(now) &&
    (policy === undefined || decodePolicy(policy).ok) &&
    isNothing(more)
  );
}

function isHeld(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { trust, updates, issuedSets, clockFloor, ...more } = value as Members;
  return isHex(trust) && isBeside({ updates, issuedSets, clockFloor }) && isNothing(more);
}

function isBeside({ updates = [], issuedSets = [], clockFloor = 0 }: Members): boolean {
  const isListed = [updates, issuedSets].every((list) => Array.isArray(list) && list.every(isHex));
  return (
    isListed &&
    Number.isInteger(clockFloor) &&
    (clockFloor as number) >= 0 &&
    (clockFloor as number) <= MAX_CBOR_ARGUMENT
  );
}

function isFingerprint(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { fingerprint, ...more } = value as Members;
  return isHex(fingerprint) && isNothing(more);
}

function isHex(value: unknown): boolean {
  return typeof value === "string" && HEX.test(value);
}

function isNothing(more: Members): boolean {
  return Object.keys(more).length === 0;
}
