// The signer of a program that runs on: each key is opened when it is first asked for, so that a key that begins while the service
// runs needs no restart.

import { toHex } from "@mohor/schema";
import type { KeySigner } from "../adapters/checked-signer.ts";
import type { Signer } from "../domain/ports.ts";
import { usableSigningKeys } from "../domain/signing-key.ts";
import type { OpenIssuer } from "./data-directory.ts";
import { openSigner } from "./open-signer.ts";

/** A signer over all keys of the issuer. Those that may sign at `now` are opened at once: what is wrong with them shows at the start. */
export async function openStandingSigner(issuer: OpenIssuer, { now }: { readonly now: number }): Promise<Signer> {
  const opened = new Map<string, Promise<KeySigner>>();

  function signerOf(kid: string): Promise<KeySigner> {
    const held = opened.get(kid);
    if (held !== undefined) return held;
    const opening = openSigner(issuer, [kid]);
    opened.set(kid, opening);
    // What could not be opened is tried again by the next who needs it.
    opening.catch(() => opened.delete(kid));
    return opening;
  }

  const usable = usableSigningKeys(await issuer.stores.signingKeys.list(), { now, purpose: issuer.settings.purpose });
  for (const { kid } of usable) await signerOf(kid);
  return {
    async sign(kid, toBeSigned) {
      const signer = await signerOf(toHex(kid));
      return signer.sign(kid, toBeSigned);
    },
  };
}
