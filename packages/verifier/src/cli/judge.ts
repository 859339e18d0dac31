// What verify and scan share: the trust, the policy and the time that one run judges by, and the judgement of one text.

import { Failure, nowOf, readBounded } from "@mohor/command-line";
import { CODES, type Code } from "@mohor/schema";
import type { Language } from "@mohor/schema/texts";
import {
  type Admission,
  assess,
  decodePolicy,
  NO_TRUST,
  type Policy,
  type Trust,
  type Verdict,
  verify,
} from "@mohor/verifier";
import { readTrust } from "./read-trust.ts";

/** The flags that verify and scan have in common. */
export type JudgeFlags = {
  readonly trust?: string;
  readonly policy?: string;
  readonly now?: number;
  readonly json?: boolean;
  readonly lang?: Language;
};

/** What one run judges by. */
export type Judge = { readonly trust: Trust; readonly policy: Policy | null; readonly now: () => number };

/** An input that never became a QR text: an unreadable file, a picture without a code. */
export type Unread = { readonly outcome: "invalid" | "undecided"; readonly code: Code; readonly step: "input" };

/** What one input came to. */
export type Judgement = {
  readonly input: string;
  readonly verdict: Verdict | Unread;
  readonly admission: Admission | null;
};

const MAX_POLICY_BYTES = 65_536;

/** Reads the files that the flags name. Throws Failure: FILE_…, POLICY_MALFORMED; a bad trust file makes verdicts undecided. */
export async function createJudge(flags: JudgeFlags): Promise<Judge> {
  return {
    trust: flags.trust === undefined ? NO_TRUST : await readTrust(flags.trust, { now: nowOf(flags) }),
    policy: flags.policy === undefined ? null : await readPolicy(flags.policy),
    now: () => nowOf(flags),
  };
}

async function readPolicy(path: string): Promise<Policy> {
  const policy = decodePolicy(parseJson(new TextDecoder().decode(await readBounded(path, MAX_POLICY_BYTES))));
  if (!policy.ok) throw new Failure(policy.code, path);
  return policy.value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The judgement of one QR text, or of an input that gave none. */
export function judge(input: string, text: string | { readonly code: Code }, by: Judge): Judgement {
  const now = by.now();
  if (typeof text !== "string") return { input, verdict: unread(text.code), admission: null };
  const verdict = verify(text, by.trust, { now });
  return { input, verdict, admission: by.policy === null ? null : assess(verdict, by.policy, { now }) };
}

function unread(code: Code): Unread {
  return { outcome: CODES[code].outcome === "undecided" ? "undecided" : "invalid", code, step: "input" };
}

/** The code that decides a judgement's exit status, or null where it is 0. */
export function decidingCode({ verdict, admission }: Judgement): Code | null {
  if (verdict.outcome !== "valid") return verdict.code;
  return admission === null || admission.outcome === "admitted" ? null : admission.code;
}

/** One JSON object: the input, its verdict, and the admission where a policy was given. */
export function toJson({ input, verdict, admission }: Judgement): string {
  const { outcome, ...rest } = verdict;
  return JSON.stringify({
    input,
    outcome,
    ...rest,
    ...(admission === null ? {} : { admission }),
    notices: noticesOf(verdict),
  });
}

function noticesOf(verdict: Verdict | Unread): readonly Code[] {
  return verdict.outcome === "valid" ? verdict.notices : [];
}
