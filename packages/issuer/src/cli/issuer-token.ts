// The hardware token of an issuer, one link to it for as long as a command or the service runs: a PIN that was refused once must not be
// tried again by whoever asks next.

import { Failure } from "@mohor/command-line";
import { readPin } from "../adapters/passphrase.ts";
import { connectToken, type Token } from "../adapters/signer-pkcs11.ts";
import type { Settings } from "./settings.ts";

/** The token, connected when it is first asked for. */
export type IssuerToken = {
  /** Throws Failure HSM_NOT_CONFIGURED where the settings name none, and as `readPin`. */
  readonly get: () => Token;
  readonly close: () => void;
};

/** The token that the settings name, with the PIN of the environment. */
export function issuerToken({ token: settings }: Settings): IssuerToken {
  let token: Token | undefined;
  return {
    get() {
      if (settings === undefined) throw new Failure("HSM_NOT_CONFIGURED");
      token ??= connectToken(settings, { pin: readPin(process.env) });
      return token;
    },
    close: () => token?.close(),
  };
}
