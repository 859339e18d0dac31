// How a page of ours asks the service: calls that never reject, answered with a value, with the service's own problem and its code, or
// with word that nothing came. Whatever comes is held against its shape before anything relies on it.

import type { Code } from "@mohor/schema";

/** Why a call gave nothing. `code` is the service's; `no-answer` and `not-understood` are the way's. */
export type ApiFailure =
  | {
      readonly ok: false;
      readonly kind: "problem";
      readonly code: Code;
      readonly retryAfterSeconds?: number;
      readonly attemptsLeft?: number;
    }
  | { readonly ok: false; readonly kind: "no-network" | "no-answer" | "not-understood" };

/** A value, or why there is none. */
export type Answered<T> = { readonly ok: true; readonly value: T } | ApiFailure;

/** A phone on 2G needs seconds for a round trip; after this the person is told rather than left waiting. */
const TIMEOUT_MILLISECONDS = 30_000;

/** The value that an answer's members make, or null where they are not what is expected. */
export type Check<T> = (value: Readonly<Record<string, unknown>>) => T | null;

/** The two ways to ask. Paths are below the base. */
export type Ask = {
  readonly ask: (
    path: string,
    init: RequestInit,
  ) => Promise<{ readonly ok: true; readonly value: Response } | ApiFailure>;
  readonly askJson: <T>(path: string, init: RequestInit, check: Check<T>) => Promise<Answered<T>>;
};

/** Asks the service behind `base`, an address that ends in a slash. */
export function createAsk(
  base: string,
  { fetchIt, isOnline }: { readonly fetchIt: typeof fetch; readonly isOnline: () => boolean },
): Ask {
  async function ask(
    path: string,
    init: RequestInit,
  ): Promise<{ readonly ok: true; readonly value: Response } | ApiFailure> {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
      response = await fetchIt(base + path, {
        ...init,
        signal,
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
      });
    } catch {
      return { ok: false, kind: isOnline() ? "no-answer" : "no-network" };
    }
    return response.ok ? { ok: true, value: response } : problemOf(response);
  }

  async function askJson<T>(path: string, init: RequestInit, check: Check<T>): Promise<Answered<T>> {
    const answer = await ask(path, init);
    if (!answer.ok) return answer;
    const body = await answer.value.json().catch(() => null);
    const value = isObject(body) ? check(body) : null;
    return value === null ? { ok: false, kind: "not-understood" } : { ok: true, value };
  }

  return { ask, askJson };
}

async function problemOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null);
  const code = isObject(body) ? body.code : undefined;
  // A proxy's own page, or a service of another time: there is nothing in it to tell the person.
  if (!isObject(body) || typeof code !== "string")
    return { ok: false, kind: response.status < 500 ? "not-understood" : "no-answer" };
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    ok: false,
    kind: "problem",
    code: code as Code,
    ...(Number.isInteger(seconds) && seconds >= 0 ? { retryAfterSeconds: seconds } : {}),
    ...(isCount(body.attemptsLeft) ? { attemptsLeft: body.attemptsLeft } : {}),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A whole number that is not negative. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
