// Who asks on the strength of a confirmed code: the token in Authorization, never in an address, which logs and histories keep.

import { confirmationOfToken } from "../domain/access-token.ts";
import type { ConfirmedChallenge } from "../domain/otp-challenge.ts";
import { orProblem, Problem } from "./problem.ts";
import type { Context } from "./router.ts";
import type { Service } from "./service.ts";

/** The bearer token of the request. Throws Problem ACCESS_TOKEN_INVALID where there is none. */
export function bearerOf(c: Context): string {
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Problem("ACCESS_TOKEN_INVALID");
  return token;
}

async function anyConfirmationOf(c: Context, { stores, hash, clock }: Service): Promise<ConfirmedChallenge> {
  const ports = { tokens: stores.tokens, challenges: stores.challenges, hash };
  return orProblem(await confirmationOfToken(bearerOf(c), ports, { now: clock.now() })).confirmed;
}

/**
 * The confirmation that the request's bearer token stands for. Throws Problem ACCESS_TOKEN_INVALID; ACCESS_PURPOSE_REFUSED where it was
 * given at a help desk, which gets the papers and nothing else.
 */
export async function confirmationOf(c: Context, service: Service): Promise<ConfirmedChallenge> {
  const confirmed = await anyConfirmationOf(c, service);
  if (confirmed.consent.desk !== undefined) throw new Problem("ACCESS_PURPOSE_REFUSED");
  return confirmed;
}

/** The confirmation of a visit at this desk: its token by itself is worth nothing to anybody else. Throws Problem ACCESS_TOKEN_INVALID. */
export async function deskConfirmationOf(c: Context, deskId: string, service: Service): Promise<ConfirmedChallenge> {
  const confirmed = await anyConfirmationOf(c, service);
  if (confirmed.consent.desk !== deskId) throw new Problem("ACCESS_TOKEN_INVALID");
  return confirmed;
}

/** The same where only the holder's own confirmation will do. Throws Problem ACCESS_PURPOSE_REFUSED for an organisation's too. */
export async function holderConfirmationOf(c: Context, service: Service): Promise<ConfirmedChallenge> {
  const confirmed = await confirmationOf(c, service);
  if (confirmed.consent.audience !== undefined) throw new Problem("ACCESS_PURPOSE_REFUSED");
  return confirmed;
}
