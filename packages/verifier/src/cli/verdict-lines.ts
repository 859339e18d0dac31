// A judgement as people read it: the outcome first, by word and, on a terminal, by colour; then who, what, until when, why.

import { styleText } from "node:util";
import { printable } from "@mohor/command-line";
import type { Code } from "@mohor/schema";
import { birthDateForPeople, instantForPeople, type Language, TEXTS, WORDS } from "@mohor/schema/texts";
import { type ShownOutcome, shownOutcome, type ValidVerdict } from "@mohor/verifier";
import type { Judgement } from "./judge.ts";

const COLOUR = {
  valid: "green",
  admitted: "green",
  invalid: "red",
  "not-admitted": "red",
  undecided: "yellow",
  specimen: "gray",
} as const satisfies Record<ShownOutcome, string>;

/** The lines of one judgement, each ended. `stream` decides about colour (a terminal, and NO_COLOR). */
export function verdictLines(judgement: Judgement, language: Language, stream: NodeJS.WriteStream): string {
  const { input, verdict, admission } = judgement;
  const words = WORDS[language];
  // Under a policy the question is whether to let the person in; without one, whether the certificate is genuine.
  const outcome = shownOutcome(verdict, admission);
  const word = styleText([COLOUR[outcome], "bold"], words.outcome[outcome], { stream });
  const lines = [`${word}  ${printable(input)}`];
  if (verdict.outcome === "valid") lines.push(...claimLines(verdict, language));
  else lines.push(...codeLines(verdict.code, language));
  if (verdict.outcome === "valid" && admission !== null && admission.outcome !== "admitted") {
    lines.push(...codeLines(admission.code, language));
  }
  if (verdict.outcome === "valid") {
    lines.push(...verdict.notices.map((code) => `  ${words.note}: ${TEXTS[language][code].text} [${code}]`));
  }
  return `${lines.join("\n")}\n`;
}

function codeLines(code: Code, language: Language): string[] {
  const { text, hint } = TEXTS[language][code];
  return [`  ${text} [${code}]`, `  ${WORDS[language].hint}: ${hint}`];
}

function claimLines({ claims, issuer, kid, cti }: ValidVerdict, language: Language): string[] {
  const words = WORDS[language];
  const { fullName, secondName, birthDate } = claims.identity;
  const name = secondName === undefined ? fullName : `${fullName} · ${secondName.fullName}`;
  return [
    `  ${words.status[claims.status]}`,
    `  ${name}`,
    ...(birthDate === undefined ? [] : [`  ${words.born}: ${birthDateForPeople(birthDate)}`]),
    ...(claims.aud === undefined ? [] : [`  ${words.madeFor}: ${claims.aud}`]),
    `  ${words.issued}: ${instantForPeople(claims.iat, language)}`,
    `  ${words.issuedBy}: ${issuer} (${kid}-${cti})`,
    `  ${words.validUntil}: ${instantForPeople(claims.exp, language)}`,
  ];
}
