// The private claim -65537: the one fact a certificate states besides a name. Numbered as CoWIN KYC-VS announced it.

import type { CborValue } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";

/** The status by its number on the wire: 0 not vaccinated, 1 partially, 2 fully. */
export const VACCINATION_STATUSES = ["not", "partially", "fully"] as const;

/** Not, partially or fully vaccinated. */
export type VaccinationStatus = (typeof VACCINATION_STATUSES)[number];

/** The number on the wire. */
export function encodeVaccinationStatus(status: VaccinationStatus): number {
  return VACCINATION_STATUSES.indexOf(status);
}

/** The status of a claim's value. Codes: CWT_CLAIM_INVALID (not an integer), STATUS_UNKNOWN (an integer but 0, 1 or 2). */
export function decodeVaccinationStatus(value: CborValue): Decoded<VaccinationStatus> {
  if (typeof value !== "number") return refuse("CWT_CLAIM_INVALID");
  const status = VACCINATION_STATUSES[value];
  return status === undefined ? refuse("STATUS_UNKNOWN") : { ok: true, value: status };
}
