// How the issuer says no. Unlucky or hostile input is answered with a refusal and never throws; a broken world (a full disk,
// a gateway that is down) is a PortError, thrown by a port and passed through to the program around the domain.

import type { Code } from "@mohor/schema";

/** A plain no with its code. `retryAfterSeconds` is present where waiting helps: HTTP sends it as Retry-After. */
export type Refusal = {
  readonly ok: false;
  readonly code: Code;
  readonly retryAfterSeconds?: number;
  /** Tries left for the live code, after a wrong one. */
  readonly attemptsLeft?: number;
};

/** The refusal with this code. */
export function refusal(
  code: Code,
  detail: { readonly retryAfterSeconds?: number; readonly attemptsLeft?: number } = {},
): Refusal {
  return { ok: false, code, ...detail };
}

/** What a port throws when it could not do its work; `cause` keeps the technology's own error. The message holds no personal data. */
export class PortError extends Error {
  readonly code: Code;
  /** The file or folder at fault, as it was given to the program. */
  readonly path: string | undefined;

  constructor(code: Code, message: string, { cause, path }: { cause?: unknown; path?: string | undefined } = {}) {
    super(message, { cause });
    this.name = "PortError";
    this.code = code;
    this.path = path;
  }
}
