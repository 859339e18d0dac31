// Who asks on the strength of a confirmed code: the token in Authorization, never in an address, which logs and histories keep.

import { confirmationOfToken } from "../domain/access-token.ts";
import type { ConfirmedChallenge } from "../domain/otp-challenge.ts";
import { orProblem, Problem } from "./problem.ts";
import type { Context } from "./router.ts";
import type { Service } from "./service.ts";

/** The confirmation that the request's bearer token stands for. Throws Problem ACCESS_TOKEN_INVALID. */
export async function confirmationOf(c: Context, service: Service): Promise<ConfirmedChallenge> {
  const { stores, hash, clock } = service;
  const token = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Problem("ACCESS_TOKEN_INVALID");
  const ports = { tokens: stores.tokens, challenges: stores.challenges, hash };
  return orProblem(await confirmationOfToken(token, ports, { now: clock.now() })).confirmed;
}

/** The same where only the holder's own confirmation will do. Throws Problem ACCESS_PURPOSE_REFUSED for an organisation's too. */
export async function holderConfirmationOf(c: Context, service: Service): Promise<ConfirmedChallenge> {
  const confirmed = await confirmationOf(c, service);
  if (confirmed.consent.audience !== undefined) throw new Problem("ACCESS_PURPOSE_REFUSED");
  return confirmed;
}
