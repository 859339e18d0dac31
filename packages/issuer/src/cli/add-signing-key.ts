// A new signing key: its sealed file first, then its entry in the store. A crash between leaves a file that nothing uses.

import { webCryptoRandom } from "../adapters/random-webcrypto.ts";
import { generateKeyFile } from "../adapters/signer-file.ts";
import { DEFAULT_SIGNING_KEY_POLICY, planSigningKey, type SigningKey } from "../domain/signing-key.ts";
import type { OpenIssuer } from "./data-directory.ts";

/** Makes and registers a key that is in use from `useFrom` (NumericDate) on. Rejects as the key file and the store do. */
export async function addSigningKey(
  { directory, stores, hash, passphrase }: OpenIssuer,
  purpose: SigningKey["purpose"],
  useFrom: number,
): Promise<SigningKey> {
  const random = webCryptoRandom;
  const file = await generateKeyFile(directory.keys, { purpose, created: useFrom, passphrase, random });
  const key = planSigningKey(file.publicKey, purpose, {
    now: useFrom,
    policy: DEFAULT_SIGNING_KEY_POLICY,
    indexKeyId: hash.currentKeyId("index"),
  });
  await stores.signingKeys.register(key);
  return key;
}
