// The trust that this worker has opened, and the ways in which it changes: opened from what the device kept, documents taken in, the
// clock floor raised by what signatures prove.

import {
  type Code,
  formatFingerprint,
  fromHex,
  MAX_ISSUED_SET_BYTES,
  rootSetFingerprint,
  trustDocumentKind,
  trustDocumentsOf,
} from "@mohor/schema";
import {
  acceptTrustDocuments,
  NO_TRUST,
  openTrustState,
  openTrustStore,
  raiseClockFloor,
  referenceEngine,
  type Trust,
  type TrustState,
} from "@mohor/verifier";
import { noMemory, type UpdatePorts, updateTrust } from "@mohor/verifier/updater";
import type { Accepted, Calls, FirstTrust, TrustSummary } from "./calls.ts";

/** Holds trust. */
export type TrustHolder = {
  readonly trust: () => Trust;
  readonly summary: () => TrustSummary;
  /** Opens what the device kept, verifying it wholly. */
  readonly open: (state: TrustState | null) => void;
  /** Takes in files and documents, each on its own merits. */
  readonly accept: (files: readonly Uint8Array[], firstTrust: FirstTrust, now: number) => Accepted;
  /** Asks a publisher's folder for news. Changes nothing where other material came in meanwhile: the next run sees to it. */
  readonly update: (from: string, now: number) => Promise<Calls["update"]["answer"]>;
  /** A valid certificate proved that its iat has been. */
  readonly prove: (iat: number) => void;
  /** It was later than this while the page was open: a clock that was set back meanwhile is wrong. Not kept. */
  readonly notBefore: (time: number) => void;
  /** The state to keep where the floor was raised by an hour or more since it was kept, else null. */
  readonly stateToKeep: () => TrustState | null;
};

// The reference engine: a guard's phone verifies one signature at a time, in a few milliseconds, and is ready at once. Tables would
// make it five times as fast after a second of preparation that the first person in the queue would wait for (decision 0040).
const engine = referenceEngine;

/** Seconds by which the floor rises before it is worth a write to the device's memory. */
const WORTH_KEEPING_SECONDS = 3_600;

/** Nothing is held, and nothing was opened. */
export function createTrustHolder(network: Pick<UpdatePorts, "fetch" | "deadline">): TrustHolder {
  const ports: UpdatePorts = { ...network, engine };
  let memory = noMemory("");
  let state: TrustState | null = null;
  let trust: Trust = NO_TRUST;
  let keptFloor = 0;
  let sessionFloor = 0;

  const floorOf = (one: Trust): number => (one.ok ? one.value.clockFloor : 0);
  const current = (): Trust => {
    if (!trust.ok || trust.value.clockFloor >= sessionFloor) return trust;
    return { ok: true, value: { ...trust.value, clockFloor: sessionFloor } };
  };

  return {
    trust: current,
    summary: () => summaryOf(current()),
    open(kept) {
      state = kept;
      trust = kept === null ? NO_TRUST : openTrustState(kept, { engine });
      keptFloor = floorOf(trust);
    },
    accept(files, firstTrust, now) {
      const faults: Code[] = [];
      const documents: Uint8Array[] = [];
      for (const file of files) {
        const found = trustDocumentsOf(file);
        if (found.ok) documents.push(...found.value);
        else faults.push(found.code);
      }
      // What was kept and cannot be opened is worth nothing any more: new material begins anew, as on a first run.
      const held = trust.ok ? state : null;
      const confirmed =
        firstTrust === null || firstTrust === "on-first-use"
          ? (firstTrust ?? undefined)
          : { fingerprint: fromHex(firstTrust.fingerprint.replaceAll(" ", "")) };
      const acceptance = acceptTrustDocuments(held, documents, { now, engine, firstTrust: confirmed });
      const refused = acceptance.outcomes.flatMap((one) => (one.outcome === "refused" ? [one.code] : []));
      const unconfirmed =
        held === null && refused.includes("KEYSET_ROOT_UNCONFIRMED") ? unconfirmedBundle(documents) : null;
      const isNew = acceptance.outcomes.some(({ outcome }) => outcome === "accepted");
      if (isNew) {
        state = acceptance.state;
        trust = acceptance.trust;
        keptFloor = floorOf(trust);
      }
      return {
        outcomes: [
          ...faults,
          ...acceptance.outcomes.map((one) => (one.outcome === "refused" ? one.code : one.outcome)),
        ],
        unconfirmed,
        state: isNew ? acceptance.state : null,
        trust: summaryOf(current()),
      };
    },
    async update(from, now) {
      const held = state;
      const run = await updateTrust(held, memory, { from, now }, ports);
      memory = run.memory;
      const isNew = run.state !== held && state === held;
      if (isNew) {
        state = run.state;
        trust = run.trust;
        keptFloor = floorOf(trust);
      }
      const accepted: Accepted = {
        outcomes: run.documents.map((one) => (one.outcome === "refused" ? one.code : one.outcome)),
        unconfirmed: null,
        state: isNew ? run.state : null,
        trust: summaryOf(current()),
      };
      return { code: run.code ?? null, accepted };
    },
    prove(iat) {
      if (!trust.ok || state === null) return;
      const raised = raiseClockFloor({ state, store: trust.value }, iat);
      state = raised.state;
      trust = { ok: true, value: raised.store };
    },
    notBefore(time) {
      sessionFloor = Math.max(sessionFloor, time);
    },
    stateToKeep() {
      if (floorOf(trust) - keptFloor < WORTH_KEEPING_SECONDS) return null;
      keptFloor = floorOf(trust);
      return state;
    },
  };
}

/** The newest of the bundles that a person has to compare first. */
function unconfirmedBundle(documents: readonly Uint8Array[]): Accepted["unconfirmed"] {
  const stores = documents
    .filter((bytes) => bytes.length <= MAX_ISSUED_SET_BYTES && trustDocumentKind(bytes) === "trust-bundle")
    .map((bytes) => openTrustStore(bytes, { engine }))
    .flatMap((opened) => (opened.ok ? [opened.value.bundle] : []))
    .sort((a, b) => b.version - a.version);
  const newest = stores[0];
  if (newest === undefined) return null;
  return { issuer: newest.issuer, fingerprint: formatFingerprint(rootSetFingerprint(newest)) };
}

function summaryOf(trust: Trust): TrustSummary {
  if (!trust.ok) return { ok: false, code: trust.code };
  const { bundle, keysByKid, clockFloor, freshAt } = trust.value;
  const keys = [...keysByKid.values()].flat().filter(({ purpose }) => purpose === "certificate");
  return {
    ok: true,
    issuer: bundle.issuer,
    version: bundle.version,
    expires: bundle.expires,
    ageingAfterSeconds: bundle.ageingAfterSeconds,
    staleAfterSeconds: bundle.staleAfterSeconds,
    fresh: freshAt,
    clockFloor,
    fingerprint: formatFingerprint(rootSetFingerprint(bundle)),
    lists: keys.flatMap(({ acceptUntil, state, beside: { statusList, statusFloor } }) => {
      const version = statusList?.list.version ?? 0;
      if (state === "revoked" || (statusList === null && statusFloor === 0)) return [];
      return [
        {
          acceptUntil,
          version,
          isBehind: version < statusFloor,
          issued: statusList?.issued ?? 0,
          revoked: statusList?.list.revoked.length ?? 0,
        },
      ];
    }),
  };
}
