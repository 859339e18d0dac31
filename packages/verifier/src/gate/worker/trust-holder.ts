// The trust that this worker has opened, and the ways in which it changes.

import { coseKeyThumbprint, toHex } from "@mohor/schema";
import { NO_TRUST, openTrustStore, referenceEngine, type Trust } from "@mohor/verifier";
import type { Accepted, FirstTrust, TrustSummary } from "./calls.ts";

/** Holds trust. */
export type TrustHolder = {
  readonly trust: () => Trust;
  readonly summary: () => TrustSummary;
  /** Opens what the device kept. */
  readonly open: (state: Uint8Array | null, now: number) => void;
  /** Takes documents in, each on its own merits. */
  readonly accept: (documents: readonly Uint8Array[], firstTrust: FirstTrust, now: number) => Accepted;
};

// The reference engine: a guard's phone verifies one signature at a time, in a few milliseconds, and is ready at once. Tables would
// make it five times as fast after a second of preparation that the first person in the queue would wait for (decision 0040).
const engine = referenceEngine;

export function createTrustHolder(): TrustHolder {
  let trust: Trust = NO_TRUST;
  let held: Uint8Array | null = null;
  const summary = (): TrustSummary => summaryOf(trust);
  return {
    trust: () => trust,
    summary,
    open(state) {
      held = state;
      trust = state === null ? NO_TRUST : openTrustStore(state, { engine });
    },
    accept(documents, firstTrust) {
      const outcomes: Accepted["outcomes"][number][] = [];
      let unconfirmed: Accepted["unconfirmed"] = null;
      for (const document of documents) {
        const opened = openTrustStore(document, { engine });
        if (!opened.ok) {
          outcomes.push(opened.code);
          continue;
        }
        const next = summaryOf(opened);
        if (held === null && firstTrust === null && next.ok) {
          unconfirmed = { issuer: next.issuer, fingerprint: next.fingerprint };
          outcomes.push("KEYSET_MISSING");
          continue;
        }
        held = Uint8Array.from(document);
        trust = opened;
        outcomes.push("accepted");
      }
      return { outcomes, unconfirmed, state: held === null ? null : Uint8Array.from(held), trust: summary() };
    },
  };
}

function summaryOf(trust: Trust): TrustSummary {
  if (!trust.ok) return { ok: false, code: trust.code };
  const { bundle, clockFloor } = trust.value;
  return {
    ok: true,
    issuer: bundle.issuer,
    version: bundle.version,
    expires: bundle.expires,
    ageingAfterSeconds: bundle.ageingAfterSeconds,
    staleAfterSeconds: bundle.staleAfterSeconds,
    fresh: bundle.issued,
    clockFloor,
    fingerprint: toHex(coseKeyThumbprint(bundle.rootKeys[0] as Uint8Array)).slice(0, 32),
    keys: bundle.keys.length,
    lists: [],
  };
}
