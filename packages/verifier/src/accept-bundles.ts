// Which of some trust bundles a verifier accepts (docs/spec.md §4.9), as in TUF's client workflow: from the one it holds, version by
// version, each signed by the threshold of the one before and by its own. The order in which they arrive makes no difference.

import { bytesEqual, type Code, rootSetFingerprint } from "@mohor/schema";
import { isSignedByRootsOf, type OpenBundle } from "./open-bundle.ts";

/** Whose word counts for the first bundle: a fingerprint that a person compared, or whoever comes first. */
export type FirstTrust = { readonly fingerprint: Uint8Array } | "on-first-use";

/** What became of a document. */
export type BundleOutcome =
  | { readonly outcome: "accepted" | "unchanged" }
  | { readonly outcome: "refused"; readonly code: Code };

/** The bundle to hold from now on, null where there is none, and what became of each candidate, in their order. */
export type BundleChoice = {
  readonly held: OpenBundle | null;
  readonly outcomes: readonly BundleOutcome[];
  /** The newest issued of those accepted, 0 where none was. */
  readonly newestIssued: number;
};

const ACCEPTED: BundleOutcome = { outcome: "accepted" };
const UNCHANGED: BundleOutcome = { outcome: "unchanged" };
const refused = (code: Code): BundleOutcome => ({ outcome: "refused", code });

/**
 * Chooses among bundles whose keys are sound. Codes, the first departure of a candidate deciding: without one held, that of
 * `firstTrust` (KEYSET_SIGNATURE_INVALID, KEYSET_ROOT_UNCONFIRMED, KEYSET_FINGERPRINT_MISMATCH); then KEYSET_ROLLBACK (older than
 * what is held, and nothing newer beside it), KEYSET_ROOT_UNTRUSTED, KEYSET_SIGNATURE_INVALID, KEYSET_EQUIVOCATION (two contents of
 * one version), KEYSET_EXPIRED (at `now`, with nothing unexpired after it). At most two signature checks for each pair of a root
 * key and a signature.
 */
export function chooseBundle(
  before: OpenBundle | null,
  candidates: readonly OpenBundle[],
  { now, firstTrust }: { readonly now: number; readonly firstTrust: FirstTrust | undefined },
): BundleChoice {
  const outcomes = new Map<OpenBundle, BundleOutcome>();
  const first = before ?? firstBundle(candidates, firstTrust, outcomes);
  if (first === null) return chosen(null, [], candidates, outcomes);

  // From version to version, as far as one vouches for the next.
  const path: OpenBundle[] = before === null ? [first] : [];
  let current = first;
  for (const version of versionsAbove(current.bundle.version, candidates)) {
    const next = vouchedFor(current, ofVersion(version, candidates), outcomes);
    if (next === null) continue;
    path.push(next);
    current = next;
  }

  // One in between may have expired; the last may not.
  while (path.length > 0 && now >= (path.at(-1) as OpenBundle).bundle.expires) {
    const expired = path.pop() as OpenBundle;
    for (const same of candidates.filter((it) => hasSamePayload(it, expired))) {
      outcomes.set(same, refused("KEYSET_EXPIRED"));
    }
  }

  const held = path.at(-1) ?? before;
  judgeFirstVersion(first, candidates, outcomes);
  const isCurrent = path.length > 0 || [...outcomes.values()].some(({ outcome }) => outcome === "unchanged");
  // What has no outcome yet is older than the first.
  for (const older of candidates) {
    if (!outcomes.has(older)) outcomes.set(older, isCurrent ? UNCHANGED : refused("KEYSET_ROLLBACK"));
  }
  return chosen(held, path, candidates, outcomes);
}

function chosen(
  held: OpenBundle | null,
  path: readonly OpenBundle[],
  candidates: readonly OpenBundle[],
  outcomes: ReadonlyMap<OpenBundle, BundleOutcome>,
): BundleChoice {
  return {
    held,
    outcomes: candidates.map((candidate) => outcomes.get(candidate) as BundleOutcome),
    newestIssued: Math.max(0, ...path.map(({ bundle }) => bundle.issued)),
  };
}

/** The newest bundle that `firstTrust` vouches for, or null. Of those that it does not, the others are judged by the path. */
function firstBundle(
  candidates: readonly OpenBundle[],
  firstTrust: FirstTrust | undefined,
  outcomes: Map<OpenBundle, BundleOutcome>,
): OpenBundle | null {
  const whole = candidates.filter((candidate) => {
    const isSigned = isSignedByRootsOf(candidate, candidate);
    if (!isSigned) outcomes.set(candidate, refused("KEYSET_SIGNATURE_INVALID"));
    return isSigned;
  });
  const vouched = whole.filter(({ bundle }) => isConfirmed(bundle, firstTrust));
  for (const version of versionsAbove(0, vouched).reverse()) {
    const one = oneContent(ofVersion(version, vouched), outcomes);
    if (one !== null) return one;
  }
  const code = firstTrust === undefined ? "KEYSET_ROOT_UNCONFIRMED" : "KEYSET_FINGERPRINT_MISMATCH";
  for (const candidate of whole) if (!outcomes.has(candidate)) outcomes.set(candidate, refused(code));
  return null;
}

function isConfirmed(bundle: OpenBundle["bundle"], firstTrust: FirstTrust | undefined): boolean {
  if (firstTrust === undefined) return false;
  return firstTrust === "on-first-use" || bytesEqual(rootSetFingerprint(bundle), firstTrust.fingerprint);
}

/** The one of these bundles of a version that `by` vouches for, or null. */
function vouchedFor(
  by: OpenBundle,
  candidates: readonly OpenBundle[],
  outcomes: Map<OpenBundle, BundleOutcome>,
): OpenBundle | null {
  const signed = candidates.filter((candidate) => {
    const code = signatureFault(by, candidate);
    if (code !== null) outcomes.set(candidate, refused(code));
    return code === null;
  });
  return oneContent(signed, outcomes);
}

/** The roots that are held come first: whoever they do not know could sign anything with roots of his own. */
function signatureFault(by: OpenBundle, candidate: OpenBundle): Code | null {
  if (!isSignedByRootsOf(by, candidate)) return "KEYSET_ROOT_UNTRUSTED";
  return isSignedByRootsOf(candidate, candidate) ? null : "KEYSET_SIGNATURE_INVALID";
}

/** Of rightly signed bundles of one version the first, where all have one content; else none. */
function oneContent(signed: readonly OpenBundle[], outcomes: Map<OpenBundle, BundleOutcome>): OpenBundle | null {
  const [first, ...others] = signed;
  if (first === undefined) return null;
  const isOne = others.every((other) => hasSamePayload(first, other));
  for (const candidate of signed) outcomes.set(candidate, isOne ? UNCHANGED : refused("KEYSET_EQUIVOCATION"));
  if (!isOne) return null;
  outcomes.set(first, ACCEPTED);
  return first;
}

/**
 * Candidates of the version that was held or accepted first, but for those judged with the first: the same content, or another, which
 * no honest authority signs.
 */
function judgeFirstVersion(
  first: OpenBundle,
  candidates: readonly OpenBundle[],
  outcomes: Map<OpenBundle, BundleOutcome>,
): void {
  for (const candidate of ofVersion(first.bundle.version, candidates).filter((one) => !outcomes.has(one))) {
    const code = signatureFault(first, candidate);
    const isSame = hasSamePayload(first, candidate);
    outcomes.set(candidate, isSame && code === null ? UNCHANGED : refused(code ?? "KEYSET_EQUIVOCATION"));
  }
}

function hasSamePayload(a: OpenBundle, b: OpenBundle): boolean {
  return bytesEqual(a.signed.payload, b.signed.payload);
}

function ofVersion(version: number, candidates: readonly OpenBundle[]): readonly OpenBundle[] {
  return candidates.filter(({ bundle }) => bundle.version === version);
}

/** The versions of the candidates above this one, ascending, each once. */
function versionsAbove(version: number, candidates: readonly OpenBundle[]): number[] {
  const versions = new Set(candidates.map(({ bundle }) => bundle.version).filter((other) => other > version));
  return [...versions].sort((a, b) => a - b);
}
