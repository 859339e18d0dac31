// The one way of the commands to private keys.

import type { KeySigner } from "../adapters/checked-signer.ts";
import { openFileSigner } from "../adapters/signer-file.ts";
import type { OpenIssuer } from "./data-directory.ts";

/**
 * A signer with the data directory's signing keys of these kids (hex). What its `keys` say of them is authenticated. Rejects with
 * SIGNING_KEY_UNAVAILABLE where a kid is held nowhere, and as the file of a key does when it is opened.
 */
export function openSigner(
  { directory, passphrase }: Pick<OpenIssuer, "directory" | "passphrase">,
  kids: readonly string[],
): Promise<KeySigner> {
  return openFileSigner(directory.keys, kids, passphrase);
}
