// A bundle signed by roots that are at hand.

import {
  COSE_ALG,
  encodeProtectedHeader,
  encodeTrustBundle,
  type SignedTrustBundle,
  type TrustBundle,
} from "@mohor/schema";
import type { KeySigner } from "../adapters/checked-signer.ts";
import { rootToBeSigned } from "../domain/root-ceremony.ts";

/** The bundle with a signature by each key of the signer. Rejects as the signer does. */
export async function signWithRoots(bundle: TrustBundle, roots: KeySigner): Promise<SignedTrustBundle> {
  const payload = encodeTrustBundle(bundle);
  const signatures = roots.keys.map(async ({ publicKey: rootKey }) => {
    const { header, toBeSigned } = rootToBeSigned(payload, { rootKey, alg: COSE_ALG.EDDSA });
    const signature = await roots.sign(header.kid, toBeSigned);
    return { header, protectedHeader: encodeProtectedHeader(header), signature };
  });
  return { bundle, payload, signatures: await Promise.all(signatures) };
}
