// What the issuer's process and the token's process say to each other.

import type { Code } from "@mohor/schema";
import type { HeldKeyPurpose } from "./checked-signer.ts";
import type { TokenKey, TokenPlace } from "./pkcs11-token.ts";

/** The first message, before any request. */
export type Opening = { readonly place: TokenPlace; readonly pin: string | null };

/** Something to be done with the token. */
export type TokenRequest =
  | { readonly what: "list" }
  | { readonly what: "sign"; readonly publicKey: string; readonly toBeSigned: Uint8Array }
  | {
      readonly what: "generate";
      readonly purpose: HeldKeyPurpose;
      readonly created: number;
      readonly id: Uint8Array;
    };

/** What comes of it: keys for `list` and `generate`, a signature for `sign`. */
export type TokenResult = { readonly keys: readonly TokenKey[] } | { readonly signature: Uint8Array };

/** Why nothing came of it. `wasOpen`: the token had been working, so opening it anew may help. */
export type TokenRefusal = {
  readonly code: Code;
  readonly message: string;
  readonly path?: string;
  readonly wasOpen: boolean;
};

/** A request on its way. Numbers rise; answers come in order. */
export type Numbered<T> = T & { readonly number: number };
export type TokenAnswer = Numbered<TokenResult | TokenRefusal>;
