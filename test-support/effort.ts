// How hard the tests try: the one seed of every property, so that a run can be repeated (MOHOR_TEST_SEED has a further run try other
// cases), and the factor by which a long run exceeds the short one (MOHOR_TEST_EFFORT, 1 unless set). Runs before every test file.

import fc from "fast-check";

/** Seed of every property. */
export const SEED: number = Number(process.env.MOHOR_TEST_SEED ?? 20_211_112);
if (!Number.isInteger(SEED)) throw new TypeError("MOHOR_TEST_SEED must be a whole number");

/** Factor of a long run. */
export const EFFORT: number = Number(process.env.MOHOR_TEST_EFFORT ?? 1);
if (!(EFFORT > 0)) throw new TypeError("MOHOR_TEST_EFFORT must be a number above 0");

/** The number of cases for this run, where the short form tries `cases`. */
export function runs(cases: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(cases * EFFORT) };
}

fc.configureGlobal({ seed: SEED });
