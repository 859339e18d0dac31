// The example of docs/spec.md §1, made from the packages and the fixed test keys: one certificate, the trust bundle that vouches
// for its key, and the verdict. Fixed name, dates and index, and Ed25519 is deterministic: every run gives the same bytes.

import {
  type Claims,
  COSE_ALG,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  isCopySafe,
  type TrustBundle,
  toBeSigned,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { openTrustStore, referenceEngine, type Verdict, verify } from "@mohor/verifier";
import { CERTIFICATE_KEY, ROOT_KEYS, type TestKey } from "../test-vectors/generate/test-keys.ts";

/** Everything that the example shows. */
export type SpecExample = {
  readonly certificateKey: TestKey;
  readonly rootKey: TestKey;
  readonly claims: Claims;
  readonly payload: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly token: Uint8Array;
  readonly qrText: string;
  readonly bundle: TrustBundle;
  readonly bundleToBeSigned: Uint8Array;
  readonly signedBundle: Uint8Array;
  readonly now: number;
  readonly verdict: Verdict;
};

const ALG = COSE_ALG.EDDSA;
const DAY = 86_400;

/** 2026-01-01T00:00:00Z */
const BUNDLE_ISSUED = 1_767_225_600;

/** Hex 123456. An issuer draws an index at random until the QR text survives copying; an example counts up from here. */
const FIRST_STATUS_INDEX = 1_193_046;

/** What the certificate key makes of one index. */
type SignedCertificate = Pick<
  SpecExample,
  "claims" | "payload" | "protectedHeader" | "toBeSigned" | "token" | "qrText"
>;

/** The example. */
export function specExample(): SpecExample {
  const certificateKey = CERTIFICATE_KEY;
  const [rootKey] = ROOT_KEYS;
  let certificate = certificateOf(FIRST_STATUS_INDEX, certificateKey);
  while (!isCopySafe(certificate.qrText)) {
    certificate = certificateOf(certificate.claims.statusIndex + 1, certificateKey);
  }

  const bundle: TrustBundle = {
    version: 1,
    issuer: "Example Health Department",
    issued: BUNDLE_ISSUED,
    expires: BUNDLE_ISSUED + 30 * DAY,
    ageingAfterSeconds: DAY,
    staleAfterSeconds: 7 * DAY,
    rootThreshold: 1,
    rootKeys: [rootKey.publicKey],
    keys: [
      {
        publicKey: certificateKey.publicKey,
        purpose: "certificate",
        useFrom: BUNDLE_ISSUED,
        signUntil: BUNDLE_ISSUED + 90 * DAY,
        acceptUntil: BUNDLE_ISSUED + 271 * DAY,
        state: "active",
      },
    ],
    companions: [],
  };
  const bundlePayload = encodeTrustBundle(bundle);
  const rootHeader = { alg: ALG, kid: rootKey.kid };
  const bundleToBeSigned = trustBundleToBeSigned(bundlePayload, encodeProtectedHeader(rootHeader));
  const signature = rootKey.sign(bundleToBeSigned);
  const signedBundle = encodeSignedTrustBundle(bundlePayload, [{ header: rootHeader, signature }]);

  const now = BUNDLE_ISSUED + DAY / 2;
  const verdict = verify(certificate.qrText, openTrustStore(signedBundle, { engine: referenceEngine }), { now });
  return { ...certificate, certificateKey, rootKey, bundle, bundleToBeSigned, signedBundle, now, verdict };
}

function certificateOf(statusIndex: number, key: TestKey): SignedCertificate {
  const iat = BUNDLE_ISSUED + 27_000;
  const claims: Claims = {
    exp: iat + 180 * DAY,
    iat,
    statusIndex,
    identity: { fullName: "Asha Rani Biswas" },
    status: "fully",
  };
  const payload = encodeClaims(claims);
  const protectedHeader = encodeProtectedHeader({ alg: ALG, kid: key.kid });
  const signed = toBeSigned(protectedHeader, payload);
  const token = encodeCoseSign1({ protectedHeader, payload, signature: key.sign(signed) });
  return { claims, payload, protectedHeader, toBeSigned: signed, token, qrText: encodeQrText(token) };
}
