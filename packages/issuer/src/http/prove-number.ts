// The two steps of the proof of a number, for the routes of our own interface and of the older one: with counts, and with the
// organisation that asks.

import type { Language } from "@mohor/schema/texts";
import { issueAccessToken } from "../domain/access-token.ts";
import { type DeskRequester, deskOf } from "../domain/desk-visit.ts";
import { hashAddressBlock } from "../domain/enrolment.ts";
import { type ConfirmedChallenge, confirmOtp, type OtpRequested, requestOtp } from "../domain/otp-challenge.ts";
import { addressBlock } from "./client-address.ts";
import { orProblem } from "./problem.ts";
import type { Context } from "./router.ts";
import type { Service } from "./service.ts";

/** Sends a code. Throws Problem with the code of a refusal. */
export async function sendCode(
  c: Context,
  service: Service,
  request: {
    readonly mobile: string;
    readonly name: string;
    readonly language: Language;
    readonly notice: { readonly version: string; readonly language: string };
  },
): Promise<OtpRequested> {
  const { stores, hash, random, sender, traffic, clock, rules, metrics } = service;
  const requested = await requestOtp(
    { ...request, ...(await requesterOf(c, service)) },
    { challenges: stores.challenges, hash, random, sender, traffic },
    { now: clock.now(), rules: rules.otp },
  );
  metrics.outcome("otp-request", requested.ok ? "ok" : requested.code);
  return orProblem(requested);
}

/** Confirms a code and yields the token for it. Throws Problem with the code of a refusal. */
export async function confirmCode(
  c: Context,
  service: Service,
  { challengeId, code }: { readonly challengeId: string; readonly code: string },
): Promise<{ readonly confirmed: ConfirmedChallenge; readonly accessToken: string; readonly expiresAt: number }> {
  const { stores, hash, random, traffic, clock, rules, metrics } = service;
  const now = clock.now();
  const attempt = { challengeId, code, ...(await requesterOf(c, service)) };
  const tried = await confirmOtp(attempt, { challenges: stores.challenges, hash, traffic }, { now, rules: rules.otp });
  metrics.outcome("otp-confirmation", tried.ok ? "ok" : tried.code);
  const { confirmed } = orProblem(tried);
  return { confirmed, ...(await issueAccessToken(confirmed, { tokens: stores.tokens, hash, random }, { now })) };
}

/** Who asks, for the limits and for what the challenge is bound to. */
type Requester = {
  readonly audience?: string;
  readonly blockHash?: string;
  readonly desk?: DeskRequester;
  readonly humanChecked: boolean;
};

/**
 * The organisation that asks, and the block of addresses that the request comes from. Policy: behind an organisation's servers are
 * all its customers, so its own limit stands in place of the block's; not where it asks through our page on the citizen's device. A help
 * desk has limits of its own too, and is no machine that walks over numbers: it goes on when the global budget is spent
 * (docs/decisions/0036, 0053).
 */
async function requesterOf(c: Context, { hash }: Service): Promise<Requester> {
  const { entity, isEmbedded = false, address } = c.var;
  const desk = entity === undefined ? null : deskOf(entity);
  if (desk !== null) return { desk, humanChecked: true };
  const audience = entity === undefined ? {} : { audience: entity.entityId };
  if (entity !== undefined && !isEmbedded) return { ...audience, humanChecked: false };
  return { ...audience, blockHash: await hashAddressBlock(addressBlock(address), hash), humanChecked: false };
}
