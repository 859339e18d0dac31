// The proof that a person holds a telephone number: a code is sent, a code comes back. Nothing is looked up in the
// registry here, neither at the request nor at the confirmation, so known and unknown numbers, right and wrong names cost the
// same work and get the same answer. What a confirmation yields is a ConfirmedChallenge, and nothing else in the program can
// make one: that is the only key to the issue of a certificate.

import { concatBytes, fromHex, sha256, toHex } from "@mohor/schema";
import type { BearerToken } from "./bearer-token.ts";
import type { AttemptOutcome, Challenge, ChallengePurpose, CodeDigits } from "./challenge.ts";
import type { Consent } from "./consent.ts";
import { type DeskRequester, visitFact } from "./desk-visit.ts";
import { hashDesk, hashMobile } from "./enrolment.ts";
import { asciiDigits, type MobileNumber, type MobilePolicy, parseMobileNumber } from "./mobile-number.ts";
import { nameWords } from "./name-words.ts";
import { admitAttempt, admitSend, chanceOfGuess, type OtpPolicy } from "./otp-limits.ts";
import { DEFAULT_MESSAGE_RULES, type MessageRules, otpMessageText } from "./otp-message.ts";
import { seriesOf, type TrafficMeter } from "./otp-traffic.ts";
import type { ChallengeStore, KeyedHash, MessageLanguage, MessageSender, RandomSource, TextMessage } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** A request for a code. Texts are as typed. */
export type OtpRequest = {
  readonly mobile: string;
  readonly name: string;
  readonly language: MessageLanguage;
  /** The notice that was shown and agreed to. */
  readonly notice: { readonly version: string; readonly language: string };
  /** The verifying entity (registered id) that the answer is made for; absent for the holder's own certificate. */
  readonly audience?: string;
  /** Keyed hash of the block of addresses that the request comes from (`hashAddressBlock`); absent where there is no network between. */
  readonly blockHash?: string;
  /** The help desk that asks in the person's name; its limits hold in place of the block's. Never with an audience. */
  readonly desk?: DeskRequester;
  /** The client passed another check that it is no machine; lifts the global budget only. */
  readonly humanChecked: boolean;
};

/** The answer to every request that the limits admit. */
export type OtpRequested = {
  readonly ok: true;
  /** The transaction id: to be handed back with the code, and kept by the client alone. */
  readonly challengeId: string;
  readonly codeDigits: CodeDigits;
  readonly expiresAt: number;
  readonly resendAfterSeconds: number;
};

/** Figures and ranges that requests are held against, and the texts of messages, the default ones where none are given. */
export type OtpRules = {
  readonly otp: OtpPolicy;
  readonly mobiles: MobilePolicy;
  readonly messages?: MessageRules;
};

const CHALLENGE_ID_BYTES = 16;
const MESSAGE_ID_BYTES = 16;
const CHALLENGE_ID = /^[0-9a-f]{32}$/;

/**
 * Sends a code at `now` and opens a challenge. A newer code replaces an older one of the same number and purpose. The send counts
 * against the limits even where the gateway then fails. Codes: MOBILE_…, NAME_MALFORMED (no letters, or too many), OTP_COOL_DOWN,
 * OTP_ATTEMPTS_SPENT, OTP_TOO_SOON, OTP_BLOCK_LIMIT, DESK_…, OTP_TRAFFIC_PAUSED, OTP_BUDGET_SPENT. Rejects with PortError OTP_NOT_SENT, and as the store does.
 */
export async function requestOtp(
  request: OtpRequest,
  ports: {
    readonly challenges: ChallengeStore;
    readonly hash: KeyedHash;
    readonly random: RandomSource;
    readonly sender: MessageSender;
    readonly traffic?: TrafficMeter;
  },
  { now, rules }: { readonly now: number; readonly rules: OtpRules },
): Promise<OtpRequested | Refusal> {
  const { otp: policy } = rules;
  const number = parseMobileNumber(request.mobile, rules.mobiles);
  if (!number.ok) return number;
  if (nameWords(request.name) === null) return refusal("NAME_MALFORMED");

  const numberSeries = seriesOf(number.mobile);
  const paused = request.humanChecked ? null : (ports.traffic?.admit(numberSeries, now) ?? null);
  if (paused !== null) return paused;
  const mobileHash = await hashMobile(number.mobile, ports.hash);
  let codeDigits: CodeDigits = policy.codeDigits;
  for (;;) {
    const { challenge, code } = await drawChallenge(request, { mobileHash, numberSeries, codeDigits }, ports, {
      now,
      policy,
    });
    const desk = request.desk === undefined ? {} : { desk: request.desk.limits };
    const context = { now, policy, humanChecked: request.humanChecked, codeDigits, ...desk };
    const opened = await ports.challenges.open(
      challenge,
      (history) => admitSend(history, context),
      await clientOf(request, ports.hash, (deskId) => visitFact("code-requested", challenge, { deskId, now })),
    );
    const longer = longerThan(codeDigits);
    if (!opened.ok && opened.code === "OTP_LENGTH_RAISED" && longer !== null) {
      codeDigits = longer;
      continue;
    }
    if (!opened.ok) return opened;
    ports.traffic?.sent(numberSeries, now);
    await ports.sender.send(messageFor(number.mobile, code, request, ports.random, rules));
    const { challengeId, expiresAt } = challenge;
    return { ok: true, challengeId, codeDigits, expiresAt, resendAfterSeconds: opened.resendAfterSeconds };
  }
}

/** Where a send or a confirmation counts beside the number, and what is written of it: at a desk there, else at the block. */
async function clientOf<Audit>(
  { blockHash, desk }: Pick<OtpRequest, "blockHash" | "desk">,
  hash: KeyedHash,
  auditOf: (deskId: string) => Audit,
): Promise<{ readonly blockHash: string; readonly audit?: Audit } | undefined> {
  if (desk !== undefined) return { blockHash: await hashDesk(desk.deskId, hash), audit: auditOf(desk.deskId) };
  return blockHash === undefined ? undefined : { blockHash };
}

/** The next length of codes, or null after the longest. */
function longerThan(digits: CodeDigits): CodeDigits | null {
  if (digits === 12) return null;
  return digits === 6 ? 8 : 12;
}

async function drawChallenge(
  request: OtpRequest,
  about: Pick<Challenge, "mobileHash" | "numberSeries" | "codeDigits">,
  { hash, random }: { readonly hash: KeyedHash; readonly random: RandomSource },
  { now, policy }: { readonly now: number; readonly policy: OtpPolicy },
): Promise<{ readonly challenge: Challenge; readonly code: string }> {
  const challengeId = toHex(random.bytes(CHALLENGE_ID_BYTES));
  const { mobileHash, codeDigits } = about;
  const code = drawCode(codeDigits, random);
  const purpose: ChallengePurpose = request.audience === undefined ? "certificate" : "status-answer";
  const codeKeyId = hash.currentKeyId("otp");
  const challenge: Challenge = {
    challengeId,
    ...about,
    purpose,
    state: "live",
    codeHash: await hashCode(digestOfCode(code), { challengeId, mobileHash, purpose, codeKeyId }, hash),
    codeKeyId,
    attempts: 0,
    requestedAt: now,
    expiresAt: now + policy.lifeSeconds,
    replayUntil: now + policy.replaySeconds,
    name: request.name,
    consent: {
      ...(request.audience === undefined ? {} : { audience: request.audience }),
      noticeVersion: request.notice.version,
      noticeLanguage: request.notice.language,
      givenAt: now,
      ...(request.desk === undefined ? {} : { desk: request.desk.deskId }),
    },
  };
  return { challenge, code };
}

function messageFor(
  mobile: MobileNumber,
  code: string,
  { language, desk }: OtpRequest,
  random: RandomSource,
  { otp: { lifeSeconds }, messages = DEFAULT_MESSAGE_RULES }: OtpRules,
): TextMessage {
  const name = desk === undefined ? {} : { desk: desk.name };
  return {
    kind: desk === undefined ? "code" : "desk-code",
    messageId: drawMessageId(random),
    to: mobile,
    text: otpMessageText(code, { language, lifeSeconds, rules: messages, ...name }),
    code,
    desk: desk?.name ?? "",
    language,
    validSeconds: lifeSeconds,
  };
}

/** What a message is known by to gateways. */
export function drawMessageId(random: RandomSource): string {
  return toHex(random.bytes(MESSAGE_ID_BYTES));
}

/** An even draw: numbers at the top of 48 bits that would favour small codes are thrown away. */
export function drawCode(digits: CodeDigits, random: RandomSource): string {
  const codes = 10 ** digits;
  const end = Math.floor(2 ** 48 / codes) * codes;
  for (;;) {
    const bytes = random.bytes(6);
    const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    if (number < end) return String(number % codes).padStart(digits, "0");
  }
}

/** HMAC(pepper, id ‖ purpose ‖ number ‖ SHA-256(code)). Every part is of fixed length but the purpose, which a zero byte ends. */
function hashCode(
  digest: Uint8Array,
  bound: Pick<Challenge, "challengeId" | "purpose" | "mobileHash" | "codeKeyId">,
  hash: KeyedHash,
): Promise<Uint8Array> {
  const text = new TextEncoder();
  const message = concatBytes(
    fromHex(bound.challengeId),
    text.encode(`${bound.purpose}\0`),
    fromHex(bound.mobileHash),
    digest,
  );
  return hash.hmac("otp", bound.codeKeyId, message);
}

/**
 * Proof that the person holds the number. Made by `confirmOtp`, and again by `resumeConfirmation` from what that left in the store:
 * the constructor below is not exported.
 */
class Confirmation {
  // A private member makes the type nominal: an object of the same shape is no ConfirmedChallenge.
  readonly #challenge: Challenge;

  constructor(challenge: Challenge) {
    this.#challenge = challenge;
  }

  get challengeId(): string {
    return this.#challenge.challengeId;
  }
  get mobileHash(): string {
    return this.#challenge.mobileHash;
  }
  get purpose(): ChallengePurpose {
    return this.#challenge.purpose;
  }
  get name(): string {
    return this.#challenge.name;
  }
  get consent(): Consent {
    return this.#challenge.consent;
  }
  /** From this second on the confirmation is forgotten. */
  get replayUntil(): number {
    return this.#challenge.replayUntil;
  }
}
export type ConfirmedChallenge = Confirmation;

/**
 * The confirmation that a token from the store was given for, until the challenge is forgotten. The token is proof that the right
 * code came: it was made from a ConfirmedChallenge. Codes: ACCESS_TOKEN_INVALID.
 */
export async function resumeConfirmation(
  { challengeId }: BearerToken,
  ports: { readonly challenges: ChallengeStore },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly confirmed: ConfirmedChallenge } | Refusal> {
  const challenge = await ports.challenges.find(challengeId);
  const isProven = challenge !== null && (challenge.state === "confirmed" || challenge.state === "done");
  if (!isProven || now >= challenge.replayUntil) return refusal("ACCESS_TOKEN_INVALID");
  return { ok: true, confirmed: new Confirmation(challenge) };
}

/**
 * One try of a code at `now`. The right code again, until ten minutes after the request, confirms again and is no try; a wrong
 * one always is. Codes: OTP_MALFORMED (cannot be a code, and counts as no try), OTP_TXN_UNKNOWN, OTP_INVALID with the tries
 * left, OTP_EXPIRED, OTP_REPLACED, OTP_ATTEMPTS_SPENT, OTP_COOL_DOWN, OTP_TOO_SOON, DESK_FAILURES_SPENT, OTP_LENGTH_RAISED (ask for another, which
 * will be longer), OTP_BUDGET_SPENT. Rejects as the store and the hash do.
 */
export async function confirmOtp(
  attempt: {
    readonly challengeId: string;
    /** The digits as typed, or the SHA-256 of the digits in hex, as clients of CoWIN send it. */
    readonly code: string;
    /** The verifying entity that asks; absent where it is the holder. A challenge of anybody else is unknown to it. */
    readonly audience?: string;
    /** Keyed hash of the block of addresses that the try comes from. */
    readonly blockHash?: string;
    /** The help desk that the code was told to. A challenge that another, or none, asked for is unknown to it. */
    readonly desk?: DeskRequester;
    readonly humanChecked: boolean;
  },
  ports: { readonly challenges: ChallengeStore; readonly hash: KeyedHash; readonly traffic?: TrafficMeter },
  { now, rules }: { readonly now: number; readonly rules: Pick<OtpRules, "otp"> },
): Promise<{ readonly ok: true; readonly confirmed: ConfirmedChallenge } | Refusal> {
  const { otp: policy } = rules;
  const typed = digestOfTyped(attempt.code);
  if (typed === null) return refusal("OTP_MALFORMED");
  if (!CHALLENGE_ID.test(attempt.challengeId)) return refusal("OTP_TXN_UNKNOWN");
  const challenge = await ports.challenges.find(attempt.challengeId);
  // Of another entity or desk: as unknown as one that never was, and no try of its owner is spent.
  const isTheirs = challenge?.consent.audience === attempt.audience && challenge?.consent.desk === attempt.desk?.deskId;
  if (challenge === null || !isTheirs) return refusal("OTP_TXN_UNKNOWN");
  const { codeDigits } = challenge;
  if (typed.digits !== null && typed.digits !== codeDigits) return refusal("OTP_MALFORMED");

  const codeHash = await hashCode(typed.digest, challenge, ports.hash);
  const desk = attempt.desk === undefined ? {} : { desk: attempt.desk.limits };
  const context = { now, policy, humanChecked: attempt.humanChecked, codeDigits, ...desk };
  const client = await clientOf(attempt, ports.hash, (deskId) => ({
    confirmed: visitFact("code-confirmed", challenge, { deskId, now }),
    wrong: visitFact("code-wrong", challenge, { deskId, now }),
  }));
  const tried = await ports.challenges.tryCode(
    {
      challengeId: attempt.challengeId,
      codeHash,
      now,
      maxAttempts: policy.maxAttempts,
      chance: chanceOfGuess(codeDigits),
      ...client,
    },
    (history) => admitAttempt(history, context),
  );
  if (tried.outcome === "confirmed" && tried.first) ports.traffic?.confirmed(challenge.numberSeries, now);
  return answerTo(tried, Math.max(0, challenge.expiresAt - now));
}

/** Characters of a code as typed: twelve digits with a space between each, and some. */
const MAX_TYPED_CODE_LENGTH = 32;
const SHA256_HEX = /^[0-9a-f]{64}$/i;

/** The SHA-256 of the code that was meant, and its length where that is known; null where the text cannot be a code. */
function digestOfTyped(typed: string): { readonly digest: Uint8Array; readonly digits: number | null } | null {
  if (SHA256_HEX.test(typed)) return { digest: fromHex(typed.toLowerCase()), digits: null };
  if (typed.length > MAX_TYPED_CODE_LENGTH) return null;
  const code = asciiDigits(typed.normalize("NFKC")).replace(/[\s-]/g, "");
  return /^(?:[0-9]{6}|[0-9]{8}|[0-9]{12})$/.test(code) ? { digest: digestOfCode(code), digits: code.length } : null;
}

/** Policy: what is kept and compared is made over the SHA-256 of the digits, so that it can be had from either form. It hides nothing. */
function digestOfCode(code: string): Uint8Array {
  return sha256(new TextEncoder().encode(code));
}

/** `lifeLeft`: seconds until a spent code is forgotten and another may be asked for. */
function answerTo(
  tried: AttemptOutcome,
  lifeLeft: number,
): { readonly ok: true; readonly confirmed: ConfirmedChallenge } | Refusal {
  switch (tried.outcome) {
    case "confirmed":
      return { ok: true, confirmed: new Confirmation(tried.challenge) };
    case "wrong":
      return tried.attemptsLeft > 0
        ? refusal("OTP_INVALID", { attemptsLeft: tried.attemptsLeft })
        : refusal("OTP_ATTEMPTS_SPENT", { retryAfterSeconds: lifeLeft });
    case "spent":
      return refusal("OTP_ATTEMPTS_SPENT", { retryAfterSeconds: lifeLeft });
    case "refused":
      return tried.refusal;
    case "expired":
      return refusal("OTP_EXPIRED");
    case "replaced":
      return refusal("OTP_REPLACED");
    case "unknown":
      return refusal("OTP_TXN_UNKNOWN");
  }
}
