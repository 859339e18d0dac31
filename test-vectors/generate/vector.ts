// What a vector file holds (vector.schema.json), made from a certificate of the chain and what it must come to. Expectations
// are stated by each vector's program; none is taken from a run of the verifier.

import { type Claims, type Code, ctiHex, toHex } from "@mohor/schema";
import type { Admission, Policy, Step } from "@mohor/verifier";
import type { Certificate } from "./chain.ts";
import { diagnosticNotation } from "./diagnostic-notation.ts";
import { NOW } from "./timeline.ts";
import { BUNDLE, TRUST } from "./trust.ts";

/** The kinds of mistake that a vector catches; README.md says what each leads to. */
export type BugClass =
  | "lenient-text"
  | "lenient-encoding"
  | "malformed-input"
  | "unbounded-input"
  | "lenient-structure"
  | "algorithm-confusion"
  | "unsigned-input"
  | "key-confusion"
  | "weak-signature-check"
  | "missing-check"
  | "boundary"
  | "clock"
  | "trust-downgrade"
  | "deceptive-text"
  | "policy-bypass"
  | "over-strict";

/** What a verifier has on its way, as far as it gets. */
export type Intermediates = {
  readonly tokenHex?: string;
  readonly tokenDiag?: string;
  readonly protectedHeaderHex?: string;
  readonly payloadHex?: string;
  readonly payloadDiag?: string;
  readonly toBeSignedHex?: string;
  readonly signatureHex?: string;
};

export type Vector = {
  readonly title: string;
  /** Section of docs/spec.md that decides. */
  readonly spec: string;
  readonly why: string;
  readonly bugClass: BugClass;
  readonly expect: "valid" | Code;
  /** Where a failing verdict is reached. */
  readonly step?: Step;
  /** Codes that a verifier slightly too strict would answer. */
  readonly nearMiss?: readonly Code[];
  readonly notices?: readonly Code[];
  readonly now: number;
  readonly policy?: Policy;
  readonly admission?: Admission;
  readonly qrText: string;
  readonly claims?: Claims;
  readonly kid?: string;
  readonly cti?: string;
  readonly issuer?: string;
  readonly intermediates: Intermediates;
  /** A signed trust bundle in hex; null where the gate holds none. */
  readonly trust: string | null;
  /** Status updates that the gate holds beside it, in hex: for each key a whole list and those that continue it. */
  readonly updates?: readonly string[];
  /** Issued sets that the gate holds beside it, in hex. */
  readonly issuedSets?: readonly string[];
  /** The newest signed time that the gate has seen. */
  readonly clockFloor?: number;
};

/** What a vector's program states. */
export type Statement = {
  readonly title: string;
  readonly spec: string;
  readonly why: string;
  readonly bugClass: BugClass;
  readonly certificate: Certificate;
  readonly now?: number;
  readonly trust?: Uint8Array | null;
  readonly updates?: readonly Uint8Array[];
  readonly issuedSets?: readonly Uint8Array[];
  readonly clockFloor?: number;
  readonly policy?: Policy;
  readonly admission?: Admission;
};

/** A vector that must be valid. */
export function accepted(
  statement: Statement & { readonly nearMiss?: readonly Code[]; readonly notices?: readonly Code[] },
): Vector {
  const {
    certificate,
    nearMiss = [],
    notices = statement.updates === undefined ? ["STATUSLIST_MISSING"] : [],
  } = statement;
  return inFileOrder({
    ...common(statement),
    expect: "valid",
    ...(nearMiss.length > 0 ? { nearMiss } : {}),
    notices,
    intermediates: allIntermediates(certificate),
    claims: certificate.claims,
    kid: toHex(certificate.key.kid),
    cti: ctiHex(certificate.claims.statusIndex),
    issuer: BUNDLE.issuer,
  });
}

/** A vector that must fail at this step with this code. */
export function refused(expect: Code, step: Step, statement: Statement): Vector {
  return inFileOrder({ ...common(statement), expect, step, intermediates: intermediatesBefore(step, statement) });
}

function common(statement: Statement) {
  const { title, spec, why, bugClass, certificate, now = NOW, trust = TRUST, policy, admission } = statement;
  const { updates, issuedSets, clockFloor } = statement;
  return {
    title,
    spec,
    why,
    bugClass,
    now,
    ...(policy === undefined ? {} : { policy }),
    ...(admission === undefined ? {} : { admission }),
    qrText: certificate.qrText,
    trust: trust === null ? null : toHex(trust),
    ...(updates === undefined ? {} : { updates: updates.map(toHex) }),
    ...(issuedSets === undefined ? {} : { issuedSets: issuedSets.map(toHex) }),
    ...(clockFloor === undefined ? {} : { clockFloor }),
  };
}

/** Steps 1 and 2 have nothing yet; 3 and 4 have the token; from 5 on its parts are known. */
function intermediatesBefore(step: Step, { certificate }: Statement): Intermediates {
  if (step === "qr" || step === "base45") return {};
  if (step === "cbor" || step === "cose") return tokenOf(certificate);
  return allIntermediates(certificate);
}

function tokenOf({ token }: Certificate): Intermediates {
  const tokenDiag = diagnosticNotation(token);
  return { tokenHex: toHex(token), ...(tokenDiag === null ? {} : { tokenDiag }) };
}

function allIntermediates(certificate: Certificate): Intermediates {
  const payloadDiag = diagnosticNotation(certificate.payload);
  return {
    ...tokenOf(certificate),
    protectedHeaderHex: toHex(certificate.protectedHeader),
    payloadHex: toHex(certificate.payload),
    ...(payloadDiag === null ? {} : { payloadDiag }),
    toBeSignedHex: toHex(certificate.toBeSigned),
    signatureHex: toHex(certificate.signature),
  };
}

const FILE_ORDER: readonly (keyof Vector)[] = [
  "title",
  "spec",
  "why",
  "bugClass",
  "expect",
  "step",
  "nearMiss",
  "notices",
  "now",
  "policy",
  "admission",
  "qrText",
  "claims",
  "kid",
  "cti",
  "issuer",
  "intermediates",
  "trust",
  "updates",
  "issuedSets",
  "clockFloor",
];

/** The same vector with its members in the order in which a file holds them: what it says first, the long hex last. */
function inFileOrder(vector: Vector): Vector {
  const entries = FILE_ORDER.filter((name) => vector[name] !== undefined).map((name) => [name, vector[name]]);
  return Object.fromEntries(entries) as Vector;
}
