// A line of the conformance protocol to a question (docs/conformance.md): closed, every member checked.

import { MAX_CBOR_ARGUMENT } from "@mohor/schema";
import { decodePolicy } from "@mohor/verifier";
import type { Question } from "./vector.ts";

/** A question with its id, or what is wrong with the line; the id is null where the line has none. */
export type Asked =
  | { readonly ok: true; readonly id: string; readonly question: Question }
  | { readonly ok: false; readonly id: string | null; readonly error: string };

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
  const isKnown =
    question.ask === "verdict" ? isVerdictQuestion(question) : question.ask === "texts" && isTextsQuestion(question);
  return isKnown ? { ok: true, id, question: question as Question } : { ok: false, id, error: "no such question" };
}

function isVerdictQuestion(question: Readonly<Record<string, unknown>>): boolean {
  const { ask: _, qrText, trust, updates, issuedSets, clockFloor, now, policy, ...more } = question;
  return (
    isHexes(updates) &&
    isHexes(issuedSets) &&
    (clockFloor === undefined || isNumericDate(clockFloor)) &&
    typeof qrText === "string" &&
    (trust === null || (typeof trust === "string" && HEX.test(trust))) &&
    Number.isSafeInteger(now) &&
    (policy === undefined || decodePolicy(policy).ok) &&
    Object.keys(more).length === 0
  );
}

function isTextsQuestion({ ask: _, picture, ...more }: Readonly<Record<string, unknown>>): boolean {
  return typeof picture === "string" && HEX.test(picture) && Object.keys(more).length === 0;
}

function isHexes(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((it) => typeof it === "string" && HEX.test(it)));
}

function isNumericDate(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_CBOR_ARGUMENT;
}
