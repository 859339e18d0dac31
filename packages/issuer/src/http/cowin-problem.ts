// Problems as CoWIN's integrators know them: `errorCode` and `error` beside the members of RFC 9457, and the statuses of the older
// interface. Where CoWIN had no code, `errorCode` is ours.

import type { Code } from "@mohor/schema";
import type { ContentfulStatusCode } from "./hono.ts";

/** Where the older calls live: CoWIN's base ended before this. */
export const COWIN_PATH = "/v3/vaccination";

/** What CoWIN said. */
export type CowinError = { readonly errorCode: string; readonly error: string; readonly status: ContentfulStatusCode };

const INVALID_OTP: CowinError = { errorCode: "USRAUT0014", error: "Invalid OTP", status: 401 };
const OTP_OVER: CowinError = { ...INVALID_OTP, error: "Unauthenticated access!" };
const NOT_GENERATED: CowinError = { errorCode: "USRAUT0018", error: "Generate OTP failed", status: 429 };

const COWIN_ERRORS: Partial<Readonly<Record<Code, CowinError>>> = {
  OTP_INVALID: INVALID_OTP,
  OTP_MALFORMED: INVALID_OTP,
  OTP_TXN_UNKNOWN: OTP_OVER,
  OTP_EXPIRED: OTP_OVER,
  OTP_REPLACED: OTP_OVER,
  OTP_LENGTH_RAISED: OTP_OVER,
  OTP_TOO_SOON: NOT_GENERATED,
  OTP_COOL_DOWN: NOT_GENERATED,
  OTP_BUDGET_SPENT: NOT_GENERATED,
  OTP_BLOCK_LIMIT: NOT_GENERATED,
  OTP_TRAFFIC_PAUSED: NOT_GENERATED,
  OTP_ATTEMPTS_SPENT: NOT_GENERATED,
  OTP_NOT_SENT: { ...NOT_GENERATED, status: 503 },
  RECORD_NOT_FOUND: { errorCode: "USRAUT0024", error: "Beneficiary Not Registered", status: 400 },
  ACCESS_TOKEN_INVALID: { errorCode: "ACCESS_TOKEN_INVALID", error: "Unauthenticated access!", status: 401 },
  ENTITY_LIMIT_REACHED: { errorCode: "ENTITY_LIMIT_REACHED", error: "Too Many Requests", status: 429 },
};

/** Members that were asked for and not there, or not of their kind. */
const MISSING: Readonly<Record<string, CowinError>> = {
  "/otp": { errorCode: "USRAUT0012", error: "OTP is Required", status: 400 },
  "/txnId": { errorCode: "USRAUT0013", error: "txnId is Required", status: 400 },
};

/** What CoWIN would have said; ours where it had no word for it. */
export function cowinError(
  code: Code,
  pointer: string | undefined,
  own: { readonly title: string; readonly status: ContentfulStatusCode },
): CowinError {
  const missing = code === "HTTP_BODY_INVALID" ? (MISSING[pointer ?? ""] ?? null) : null;
  return missing ?? COWIN_ERRORS[code] ?? { errorCode: code, error: own.title, status: own.status };
}
