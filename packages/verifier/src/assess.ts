// What a gate admits (docs/spec.md §7), apart from whether a certificate is authentic: status, age, audience, specimens.

import type { Code } from "@mohor/schema";
import type { Policy } from "./policy.ts";
import type { Admission, Verdict } from "./result.ts";

/**
 * Whether this gate admits the holder of a verdict at `now` (NumericDate). Codes: the verdict's own where it is not valid;
 * POLICY_SPECIMEN_NOT_ADMITTED, POLICY_AUDIENCE_MISMATCH, POLICY_STATUS_NOT_ADMITTED, POLICY_TOO_OLD, in this order.
 * Throws TypeError only where `now` is no whole number of seconds.
 */
export function assess(verdict: Verdict, policy: Policy, { now }: { now: number }): Admission {
  // At a clock of NaN no certificate would be too old, so it must not get further than here.
  if (!Number.isSafeInteger(now)) throw new TypeError("now must be whole seconds");
  if (verdict.outcome !== "valid") {
    return Object.freeze({
      outcome: verdict.outcome === "undecided" ? "undecided" : "not-admitted",
      code: verdict.code,
    });
  }
  const { claims, notices } = verdict;
  if (notices.includes("KEY_SPECIMEN") && policy.admitsSpecimens !== true) {
    return notAdmitted("POLICY_SPECIMEN_NOT_ADMITTED");
  }
  // RFC 8392 §3.1.3: whoever is not named in aud must not accept.
  if (claims.aud !== undefined && claims.aud !== policy.audience) return notAdmitted("POLICY_AUDIENCE_MISMATCH");
  if (!policy.statuses.includes(claims.status)) return notAdmitted("POLICY_STATUS_NOT_ADMITTED");
  if (policy.maxAgeSeconds !== undefined && now - claims.iat > policy.maxAgeSeconds) {
    return notAdmitted("POLICY_TOO_OLD");
  }
  return Object.freeze({ outcome: "admitted" });
}

function notAdmitted(code: Code): Admission {
  return Object.freeze({ outcome: "not-admitted", code });
}
