// The signer of a program that runs on: each key is opened when it is first asked for, so that a key that begins while the service
// runs needs no restart.

import { toHex } from "@mohor/schema";
import type { KeySigner } from "../adapters/checked-signer.ts";
import type { Signer } from "../domain/ports.ts";
import { usableSigningKeys } from "../domain/signing-key.ts";
import type { OpenIssuer } from "./data-directory.ts";
import { openSigner } from "./open-signer.ts";

/** A signer over all keys of the issuer, each opened when it is first asked for. */
export function createLazySigner(issuer: OpenIssuer): Signer {
  return signerOver(createOpener(issuer));
}

/** The same, with those opened at once that certificates may be signed with at `now`: what is wrong with them shows at the start. */
export async function openStandingSigner(issuer: OpenIssuer, { now }: { readonly now: number }): Promise<Signer> {
  const signerOf = createOpener(issuer);
  const usable = usableSigningKeys(await issuer.stores.signingKeys.list(), { now, purpose: issuer.settings.purpose });
  for (const { kid } of usable) await signerOf(kid);
  return signerOver(signerOf);
}

type Opener = (kid: string) => Promise<KeySigner>;

function signerOver(signerOf: Opener): Signer {
  return {
    async sign(kid, toBeSigned) {
      const signer = await signerOf(toHex(kid));
      return signer.sign(kid, toBeSigned);
    },
  };
}

function createOpener(issuer: OpenIssuer): Opener {
  const opened = new Map<string, Promise<KeySigner>>();
  return (kid) => {
    const held = opened.get(kid);
    if (held !== undefined) return held;
    const opening = openSigner(issuer, [kid]);
    opened.set(kid, opening);
    // What could not be opened is tried again by the next who needs it.
    opening.catch(() => opened.delete(kid));
    return opening;
  };
}
