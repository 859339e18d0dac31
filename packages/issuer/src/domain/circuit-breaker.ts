// When to stop asking a gateway that does not answer: after some failures in a row none is asked for a while, then one alone is
// tried, and its success opens the way again (the circuit breaker of Nygard, "Release It!", with its half-open state). Pure: the
// state goes in and comes out. Without it each person would wait for the same time-out, and a gateway that struggles would get more load.

/** What is known of a gateway's health. Times are seconds of any clock that never goes back. */
export type Circuit = {
  /** Failures since the last success. */
  readonly failures: number;
  /** Until when nobody asks; null where the way is open. */
  readonly openUntil: number | null;
  /** How long it was closed to callers last; doubles while the trials fail. */
  readonly pauseSeconds: number;
  /** Since when one call alone is being tried after a pause; null where none is. */
  readonly trialSince: number | null;
};

/** When to pause and for how long. */
export type CircuitPolicy = {
  readonly failuresToOpen: number;
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
  /** A trial that has not come back by then is taken for lost, so that no crash closes the way for ever. */
  readonly trialSeconds: number;
};

/** Five in a row are no accident; half a minute lets a gateway restart; five minutes is how long an operator takes to look. */
export const DEFAULT_CIRCUIT_POLICY: CircuitPolicy = {
  failuresToOpen: 5,
  firstPauseSeconds: 30,
  longestPauseSeconds: 300,
  trialSeconds: 30,
};

/** A gateway of which nothing bad is known. */
export const CLOSED_CIRCUIT: Circuit = { failures: 0, openUntil: null, pauseSeconds: 0, trialSince: null };

/** Whether a call may go at `now`, and the state with that call under way. */
export function admitCall(
  circuit: Circuit,
  { now, policy }: { readonly now: number; readonly policy: CircuitPolicy },
): { readonly admitted: boolean; readonly circuit: Circuit } {
  if (circuit.openUntil === null) return { admitted: true, circuit };
  const isTrying = circuit.trialSince !== null && now < circuit.trialSince + policy.trialSeconds;
  if (now < circuit.openUntil || isTrying) return { admitted: false, circuit };
  return { admitted: true, circuit: { ...circuit, trialSince: now } };
}

/** The state after a call has come back. A refusal that blames the message and not the gateway is a success here. */
export function afterCall(
  circuit: Circuit,
  { succeeded, now, policy }: { readonly succeeded: boolean; readonly now: number; readonly policy: CircuitPolicy },
): Circuit {
  if (succeeded) return CLOSED_CIRCUIT;
  const failures = circuit.failures + 1;
  const wasTrial = circuit.trialSince !== null;
  // Calls that were under way when the way was closed say nothing new.
  if (circuit.openUntil !== null && !wasTrial) return { ...circuit, failures };
  if (!wasTrial && failures < policy.failuresToOpen) return { ...circuit, failures };
  const pauseSeconds = wasTrial
    ? Math.min(circuit.pauseSeconds * 2, policy.longestPauseSeconds)
    : policy.firstPauseSeconds;
  return { failures, openUntil: now + pauseSeconds, pauseSeconds, trialSince: null };
}
