// The verifier's pure core: a verdict from a QR text, a trust store and a time. Programs, pictures and the gate are elsewhere.

export type { FirstTrust } from "./accept-bundles.ts";
export { type Acceptance, acceptTrustDocuments, type DocumentOutcome } from "./accept-trust-documents.ts";
export { assess } from "./assess.ts";
export {
  createTableEngine,
  type Ed25519Engine,
  type Equation,
  referenceEngine,
  type VerificationKey,
  verificationKey,
} from "./ed25519.ts";
export { type Inspection, inspect } from "./inspect.ts";
export { decodePolicy, type Policy } from "./policy.ts";
export {
  type Admission,
  type FailedVerdict,
  STEPS,
  type Step,
  type Unverified,
  type ValidVerdict,
  type Verdict,
} from "./result.ts";
export { type ShownOutcome, shownOutcome } from "./shown-outcome.ts";
export { type HeldTrust, isTrustState, openTrustState, raiseClockFloor, type TrustState } from "./trust-state.ts";
export {
  type HeldBeside,
  type HeldStatusList,
  NO_TRUST,
  NOTHING_BESIDE,
  openTrustStore,
  type Trust,
  type TrustStore,
  type TrustStoreKey,
} from "./trust-store.ts";
export { verify } from "./verify.ts";
