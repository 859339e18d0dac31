// How the domain's refusals and the ports' errors reach a person at the command line: as a Failure with the same code.

import { Failure, type FailureFacts } from "@mohor/command-line";
import { PortError, type Refusal } from "../domain/refusal.ts";

/** The result of a domain function, or its refusal thrown as a Failure. */
export function orFail<T extends { readonly ok: true }>(result: T | Refusal): T {
  if (result.ok) return result;
  const { code, retryAfterSeconds, attemptsLeft } = result;
  const facts: FailureFacts = {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
  };
  throw new Failure(code, undefined, { facts });
}

/**
 * Runs an action and throws a port's error as a Failure with its code. What follows the code: the file or folder at fault, where
 * it is one; nothing where the code says it all; else the port's message, which holds no personal data.
 */
export async function withFailures<T>(action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { code, message, path } = error;
    const detail = /^(?:PASSPHRASE|DISK)_/.test(code) ? undefined : message;
    throw new Failure(code, path ?? detail, { cause: error });
  }
}
