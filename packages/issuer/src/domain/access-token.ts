// The bearer token that a confirmed code yields: 256 random bits, of which the store knows the keyed hash only. It stands for the
// confirmation, and for nothing longer than the confirmation itself can be repeated.

import { toHex } from "@mohor/schema";
import { type ConfirmedChallenge, resumeConfirmation } from "./otp-challenge.ts";
import type { ChallengeStore, KeyedHash, RandomSource, TokenStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { secretHash } from "./secret-hash.ts";

const TOKEN_BYTES = 32;
const TOKEN = /^[0-9a-f]{64}$/;

/** A token for this confirmation, good until the confirmation is forgotten. */
export async function issueAccessToken(
  confirmed: ConfirmedChallenge,
  ports: { readonly tokens: TokenStore; readonly hash: KeyedHash; readonly random: RandomSource },
  { now }: { readonly now: number },
): Promise<{ readonly accessToken: string; readonly expiresAt: number }> {
  const accessToken = toHex(ports.random.bytes(TOKEN_BYTES));
  const { challengeId, consent, replayUntil: expiresAt } = confirmed;
  const tokenHash = await hashOf(accessToken, ports.hash);
  const entityId = consent.audience ?? consent.desk ?? null;
  await ports.tokens.issue({ tokenHash, challengeId, entityId, issuedAt: now, expiresAt });
  return { accessToken, expiresAt };
}

/** Ends a token before its time: the next person stands there. False where it had ended already. */
export async function endAccessToken(
  accessToken: string,
  ports: { readonly tokens: TokenStore; readonly hash: KeyedHash },
): Promise<boolean> {
  return TOKEN.test(accessToken) && (await ports.tokens.end(await hashOf(accessToken, ports.hash)));
}

/** The confirmation that a token stands for at `now`; else ACCESS_TOKEN_INVALID, whatever is wrong with it. */
export async function confirmationOfToken(
  accessToken: string,
  ports: { readonly tokens: TokenStore; readonly challenges: ChallengeStore; readonly hash: KeyedHash },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly confirmed: ConfirmedChallenge } | Refusal> {
  if (!TOKEN.test(accessToken)) return refusal("ACCESS_TOKEN_INVALID");
  const token = await ports.tokens.find(await hashOf(accessToken, ports.hash), now);
  if (token === null) return refusal("ACCESS_TOKEN_INVALID");
  return resumeConfirmation(token, ports, { now });
}

async function hashOf(accessToken: string, hash: KeyedHash): Promise<string> {
  return toHex(await secretHash("access token", accessToken, hash));
}
