// A new signing key: its private half first, in a sealed file or the token, then its entry in the store. A crash between leaves one
// that nothing uses.

import { Failure, formatInstant } from "@mohor/command-line";
import type { HeldKey } from "../adapters/checked-signer.ts";
import { webCryptoRandom } from "../adapters/random-webcrypto.ts";
import { generateKeyFile } from "../adapters/signer-file.ts";
import { DEFAULT_SIGNING_KEY_POLICY, lastUseFrom, planSigningKey, type SigningKey } from "../domain/signing-key.ts";
import type { OpenIssuer } from "./data-directory.ts";

/**
 * Makes a key at `now` and registers it for use from `useFrom` on (NumericDates). Rejects with CLOCK_IMPLAUSIBLE where no trust
 * bundle could hold its dates, and as the key file or the token and the store do.
 */
export async function addSigningKey(
  issuer: OpenIssuer,
  purpose: SigningKey["purpose"],
  {
    now,
    useFrom,
    place = "file",
  }: { readonly now: number; readonly useFrom: number; readonly place?: "file" | "token" },
): Promise<SigningKey> {
  // A key in the store that no bundle can hold would stop all publishing.
  if (useFrom > lastUseFrom(DEFAULT_SIGNING_KEY_POLICY)) throw new Failure("CLOCK_IMPLAUSIBLE", formatInstant(useFrom));
  const held = await (place === "file" ? makeInFile : makeInToken)(issuer, purpose, now);
  const key = planSigningKey(held.publicKey, purpose, {
    useFrom,
    policy: DEFAULT_SIGNING_KEY_POLICY,
    indexKeyId: issuer.hash.currentKeyId("index"),
  });
  await issuer.stores.signingKeys.register(key);
  return key;
}

type Make = (issuer: OpenIssuer, purpose: SigningKey["purpose"], now: number) => Promise<HeldKey>;

const makeInFile: Make = ({ directory, passphrase }, purpose, now) =>
  generateKeyFile(directory.keys, { purpose, created: now, passphrase, random: webCryptoRandom });

const makeInToken: Make = ({ token }, purpose, now) => token.get().generateKey({ purpose, created: now });
