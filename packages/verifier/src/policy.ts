// A gate's policy as data (docs/spec.md §7): read from JSON, closed, every value checked before a gate relies on it.

import { type Decoded, refuse, VACCINATION_STATUSES, type VaccinationStatus } from "@mohor/schema";

/** A gate's policy. */
export type Policy = {
  /** Statuses admitted; at least one. */
  readonly statuses: readonly VaccinationStatus[];
  /** Seconds since iat after which a certificate is too old for this gate, though not expired. */
  readonly maxAgeSeconds?: number;
  /** This gate's registered id. Without one, an answer made for another verifying entity is not for this gate. */
  readonly audience?: string;
  /** Whether specimens are admitted: for training only. */
  readonly admitsSpecimens?: boolean;
};

const KEYS: ReadonlySet<string> = new Set(["statuses", "maxAgeSeconds", "audience", "admitsSpecimens"]);

/** The policy of a parsed JSON value, or POLICY_MALFORMED: an unknown key is a misspelt rule, so it is refused. */
export function decodePolicy(value: unknown): Decoded<Policy> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse("POLICY_MALFORMED");
  if (!Object.keys(value).every((key) => KEYS.has(key))) return refuse("POLICY_MALFORMED");
  const { statuses, maxAgeSeconds, audience, admitsSpecimens } = value as Readonly<Record<string, unknown>>;
  const isSound =
    Array.isArray(statuses) &&
    statuses.length > 0 &&
    statuses.every((status) => VACCINATION_STATUSES.includes(status)) &&
    (maxAgeSeconds === undefined || (Number.isSafeInteger(maxAgeSeconds) && (maxAgeSeconds as number) >= 0)) &&
    (audience === undefined || (typeof audience === "string" && audience !== "")) &&
    (admitsSpecimens === undefined || typeof admitsSpecimens === "boolean");
  return isSound ? { ok: true, value: value as Policy } : refuse("POLICY_MALFORMED");
}
