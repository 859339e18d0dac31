// Root keys and trust bundles for tests of ceremonies: keys from their names, bundles that are signed by whom a test says.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import {
  COSE_ALG,
  encodeProtectedHeader,
  encodeTrustBundle,
  fromHex,
  type RootSignature,
  type SignedTrustBundle,
  type TrustBundle,
} from "@mohor/schema";
import { createSignatureCheck } from "../src/adapters/signature-check.ts";
import { rootToBeSigned, type SignatureCheck } from "../src/domain/root-ceremony.ts";
import { NOW, TEST_SIGNING_KEY } from "./issuer-fixture.ts";

const DAY = 86_400;
const PKCS8_HEAD = fromHex("302e020100300506032b657004220420");

/** A root key in a keyholder's hand. */
export type TestRoot = {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
};

/** The root key of this name: always the same. */
export function testRoot(name: string): TestRoot {
  const seed = new Uint8Array(createHash("sha256").update(`TEST-ONLY root ${name}`).digest());
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32));
  return { seed, publicKey, sign: (bytes) => new Uint8Array(sign(null, bytes, key)) };
}

/** Five keyholders' roots, and one whom no bundle names. */
export const ROOTS: readonly TestRoot[] = ["a", "b", "c", "d", "e"].map(testRoot);
export const STRANGER: TestRoot = testRoot("stranger");

export const check: SignatureCheck = createSignatureCheck();

/** A bundle of 3 of these five roots with one certificate key; what a test does not say is version 1, issued NOW, of 30 days. */
export function bundleOf(fields: Partial<TrustBundle> = {}): TrustBundle {
  const { publicKey, purpose, useFrom, signUntil, acceptUntil, state } = TEST_SIGNING_KEY;
  return {
    version: 1,
    issuer: "Health Department",
    issued: NOW,
    expires: NOW + 30 * DAY,
    ageingAfterSeconds: DAY,
    staleAfterSeconds: 7 * DAY,
    rootThreshold: 3,
    rootKeys: ROOTS.map((root) => root.publicKey),
    keys: [{ publicKey, purpose, useFrom, signUntil, acceptUntil, state }],
    companions: [],
    ...fields,
  };
}

/** The bundle with these roots' signatures. */
export function signedBy(bundle: TrustBundle, roots: readonly TestRoot[]): SignedTrustBundle {
  const payload = encodeTrustBundle(bundle);
  return { bundle, payload, signatures: roots.map((root) => signatureOf(root, payload)) };
}

export function signatureOf(root: TestRoot, payload: Uint8Array): RootSignature {
  const { header, toBeSigned } = rootToBeSigned(payload, { rootKey: root.publicKey, alg: COSE_ALG.EDDSA });
  return { header, protectedHeader: encodeProtectedHeader(header), signature: root.sign(toBeSigned) };
}
