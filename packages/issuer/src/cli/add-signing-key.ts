// A new signing key: its sealed file first, then its entry in the store. A crash between leaves a file that nothing uses.

import { Failure, formatInstant } from "@mohor/command-line";
import { webCryptoRandom } from "../adapters/random-webcrypto.ts";
import { generateKeyFile } from "../adapters/signer-file.ts";
import { DEFAULT_SIGNING_KEY_POLICY, lastUseFrom, planSigningKey, type SigningKey } from "../domain/signing-key.ts";
import type { OpenIssuer } from "./data-directory.ts";

/**
 * Makes a key at `now` and registers it for use from `useFrom` on (NumericDates). Rejects with CLOCK_IMPLAUSIBLE where no trust
 * bundle could hold its dates, and as the key file and the store do.
 */
export async function addSigningKey(
  { directory, stores, hash, passphrase }: OpenIssuer,
  purpose: SigningKey["purpose"],
  { now, useFrom }: { readonly now: number; readonly useFrom: number },
): Promise<SigningKey> {
  // A key in the store that no bundle can hold would stop all publishing.
  if (useFrom > lastUseFrom(DEFAULT_SIGNING_KEY_POLICY)) throw new Failure("CLOCK_IMPLAUSIBLE", formatInstant(useFrom));
  const random = webCryptoRandom;
  const file = await generateKeyFile(directory.keys, { purpose, created: now, passphrase, random });
  const key = planSigningKey(file.publicKey, purpose, {
    useFrom,
    policy: DEFAULT_SIGNING_KEY_POLICY,
    indexKeyId: hash.currentKeyId("index"),
  });
  await stores.signingKeys.register(key);
  return key;
}
