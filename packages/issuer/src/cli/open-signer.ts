// The one way of the commands to private keys, wherever they are: sealed files in the data directory, and the hardware token that
// the settings name.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type HeldKey, joinSigners, type KeySigner } from "../adapters/checked-signer.ts";
import { openFileSigner } from "../adapters/signer-file.ts";
import { PortError } from "../domain/refusal.ts";
import type { DataDirectory, OpenIssuer } from "./data-directory.ts";
import type { IssuerToken } from "./issuer-token.ts";

type Held = Pick<OpenIssuer, "directory" | "settings" | "passphrase" | "token">;

/**
 * A signer with the data directory's signing keys of these kids (hex). What its `keys` say of them is authenticated. Rejects with
 * SIGNING_KEY_UNAVAILABLE where a kid is held nowhere, and as the file of a key or the token does when it is opened. The token is
 * touched only where a key has no file.
 */
export async function openSigner(
  { directory, settings, passphrase, token }: Held,
  kids: readonly string[],
): Promise<KeySigner> {
  const withoutFile = kids.filter((kid) => !hasFile(directory, kid));
  const inFiles = kids.filter((kid) => hasFile(directory, kid));
  if (withoutFile.length === 0 || settings.token === undefined) {
    return openFileSigner(directory.keys, kids, passphrase);
  }
  const inToken = await token.get().openSigner(withoutFile);
  return joinSigners([await openFileSigner(directory.keys, inFiles, passphrase), inToken]);
}

/** Where a key's private half is. `unreachable`: in no file, and the token cannot be asked. */
export type KeyPlace = "file" | "token" | "nowhere" | "unreachable";

/** Where the private halves of these kids are, by kid; and why the token could not be asked, where it could not. */
export async function placesOfKeys(
  { directory, settings, token }: Pick<OpenIssuer, "directory" | "settings" | "token">,
  kids: readonly string[],
): Promise<{ readonly places: ReadonlyMap<string, KeyPlace>; readonly fault?: PortError }> {
  const withoutFile = kids.filter((kid) => !hasFile(directory, kid));
  const files = kids.filter((kid) => hasFile(directory, kid)).map((kid) => [kid, "file"] as const);
  const asked = settings.token !== undefined && withoutFile.length > 0 ? await keysOfToken(token) : [];
  if (asked instanceof PortError) {
    return {
      places: new Map<string, KeyPlace>([...files, ...withoutFile.map((kid) => [kid, "unreachable"] as const)]),
      fault: asked,
    };
  }
  const inToken = new Set(asked.map(({ kid }) => kid));
  const others = withoutFile.map((kid) => [kid, inToken.has(kid) ? "token" : "nowhere"] as const);
  return { places: new Map<string, KeyPlace>([...files, ...others]) };
}

async function keysOfToken(token: IssuerToken): Promise<readonly HeldKey[] | PortError> {
  try {
    return await token.get().listKeys();
  } catch (error) {
    if (error instanceof PortError) return error;
    throw error;
  }
}

function hasFile(directory: DataDirectory, kid: string): boolean {
  return existsSync(join(directory.keys, `${kid}.json`));
}
