// The dates of the vectors (NumericDate). No vector depends on the day on which it is made or replayed.

/** iat of the honest certificate: 2026-09-21T14:13:20Z. */
export const ISSUED_AT = 1_790_000_000;

export const HOUR = 3_600;
export const DAY: number = 24 * HOUR;

/** When the honest trust bundle was signed. */
export const TRUST_ISSUED_AT: number = ISSUED_AT + HOUR;

/** When the gate looks, where a vector does not say otherwise. */
export const NOW: number = ISSUED_AT + 2 * HOUR;
