// How long a certificate is good for (docs/spec.md §5): the less final the status, the shorter.

import type { VaccinationStatus } from "@mohor/schema";

/** Seconds of validity. */
export type ValidityPolicy = {
  readonly byStatus: Readonly<Record<VaccinationStatus, number>>;
  /** An answer made for one verifying entity. */
  readonly forAudience: number;
};

const DAY = 86_400;

export const DEFAULT_VALIDITY: ValidityPolicy = {
  byStatus: { not: 7 * DAY, partially: 30 * DAY, fully: 180 * DAY },
  forAudience: DAY,
};

/** Seconds for which a certificate of this status, with or without an audience, is valid. */
export function validitySeconds(
  policy: ValidityPolicy,
  { status, audience }: { status: VaccinationStatus; audience: string | undefined },
): number {
  return audience === undefined ? policy.byStatus[status] : Math.min(policy.forAudience, policy.byStatus[status]);
}
