// Trust documents of the test issuer: bundles that follow one another, status lists and the updates between them, issued sets.

import {
  concatBytes,
  coseKeyThumbprint,
  emptyStatusList,
  encodeIssuedSet,
  encodeSignedStatusUpdate,
  encodeStatusHeader,
  encodeStatusUpdate,
  indexSetOf,
  issuedSetEntry,
  type StatusList,
  type StatusUpdate,
  statusChange,
  statusListDigest,
  type TrustBundle,
  toBeSigned,
} from "@mohor/schema";
import { type Acceptance, acceptTrustDocuments, type DocumentOutcome, type TrustState } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { BUNDLE, KEYS, NOW, signedBundle, type TestKey } from "./test-issuer.ts";

export const LIST_SIZE = 200_000;

/** A list of the certificate key, or of another. */
export function listOf(
  version: number,
  {
    key = KEYS.certificate,
    revoked = [],
    suspended = [],
    size = LIST_SIZE,
  }: {
    readonly key?: TestKey;
    readonly revoked?: readonly number[];
    readonly suspended?: readonly number[];
    readonly size?: number;
  } = {},
): StatusList {
  const subject = coseKeyThumbprint(key.publicKey);
  return { subject, size, version, revoked: indexSetOf(revoked), suspended: indexSetOf(suspended) };
}

export type UpdateOptions = {
  /** null for a whole list. */
  readonly from?: StatusList | null;
  readonly issued?: number;
  readonly bundleVersion?: number;
  readonly key?: TestKey;
  readonly twin?: Partial<StatusUpdate>;
};

/** A signed update that leads to this list; the whole list, unless it is said from where. */
export function updateTo(
  to: StatusList,
  {
    from = null,
    issued = NOW - 1_800,
    bundleVersion = BUNDLE.version,
    key = KEYS.statusList,
    twin = {},
  }: UpdateOptions = {},
): Uint8Array<ArrayBuffer> {
  const change = statusChange(from ?? emptyStatusList(to.subject, to.size), to);
  const payload = encodeStatusUpdate({ ...change, issued, bundleVersion, ...twin });
  const protectedHeader = encodeStatusHeader({ alg: -8, kid: key.kid });
  return encodeSignedStatusUpdate({
    protectedHeader,
    payload,
    signature: key.sign(toBeSigned(protectedHeader, payload)),
  });
}

/** A bundle that names this list as the floor of the key at this place. */
export function naming(bundle: TrustBundle, list: StatusList, keyIndex = 0): TrustBundle {
  const companion = { keyIndex, kind: "status-list", version: list.version, digest: statusListDigest(list) } as const;
  return { ...bundle, companions: [...bundle.companions, companion] };
}

/** The issued set of these tokens. */
export function issuedSetOf(key: TestKey, tokens: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return encodeIssuedSet(coseKeyThumbprint(key.publicKey), concatBytes(...tokens.map(issuedSetEntry)));
}

/** What a verifier makes of documents. */
export function accept(
  held: TrustState | null,
  documents: readonly Uint8Array[],
  options: Partial<Parameters<typeof acceptTrustDocuments>[2]> = {},
): Acceptance {
  return acceptTrustDocuments(held, documents, { now: NOW, engine: nodeCryptoEngine, ...options });
}

/** The state of a verifier that has taken in the bundle, and then these documents. Throws where one is not accepted. */
export function stateOf(bundle: TrustBundle = BUNDLE, documents: readonly Uint8Array[] = []): TrustState {
  const { state, outcomes } = accept(null, [signedBundle(bundle), ...documents], { firstTrust: "on-first-use" });
  if (state === null || outcomes.some(({ outcome }) => outcome !== "accepted")) throw new Error(said(outcomes).join());
  return state;
}

/** What became of each document: its code where it was refused. */
export function said(outcomes: readonly DocumentOutcome[]): string[] {
  return outcomes.map((one) => (one.outcome === "refused" ? one.code : one.outcome));
}

/** The same for documents given to a verifier. */
export function outcomesOf(...args: Parameters<typeof accept>): string[] {
  return said(accept(...args).outcomes);
}
