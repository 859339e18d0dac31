// Ed25519 keys in a hardware token over PKCS#11: made inside, never out. The port is the same as that of the sealed file, and so
// are the bytes: Ed25519 is deterministic.

import { randomBytes } from "node:crypto";
import { fromHex, kidOf, toHex } from "@mohor/schema";
import { PortError } from "../domain/refusal.ts";
import { createCheckedSigner, type HeldKey, type HeldKeyPurpose, type KeySigner } from "./checked-signer.ts";
import { createTokenLink, type TokenLink } from "./pkcs11-link.ts";
import type { TokenRequest } from "./pkcs11-messages.ts";
import type { TokenKey } from "./pkcs11-token.ts";

/** Where a token is, and how long to wait for it. */
export type TokenSettings = {
  /** The driver: the shared library that comes with the token. An absolute path. */
  readonly module: string;
  /** The token's label, as its own tool shows it. */
  readonly label: string;
  readonly timeoutSeconds: number;
};

/** A token in use. `close` it, or let the program end: both end its process. */
export type Token = {
  /** The keys that it holds. Rejects with the HSM_ codes. */
  listKeys(): Promise<readonly HeldKey[]>;
  /**
   * Makes a key inside, sensitive and not extractable, and has it sign once. Rejects with the HSM_ codes, SIGNER_FAULTY. A crash between may
   * leave a key in the token that nothing uses.
   */
  generateKey(about: { readonly purpose: HeldKeyPurpose; readonly created: number }): Promise<HeldKey>;
  /** A signer with the keys of these kids (hex). Rejects with SIGNING_KEY_UNAVAILABLE where one is not there, and as `listKeys`. */
  openSigner(kids: readonly string[]): Promise<KeySigner>;
  close(): void;
};

const ID_BYTES = 16;

/** What a new key signs to show that it works: no Sig_structure, so never anybody's document. */
const TRIAL: Uint8Array = new TextEncoder().encode("mohor: a new key signs this once");

/**
 * The token of these settings. Nothing is opened before it is needed. Without a PIN (null) its keys can be listed where it shows
 * public objects to everybody, and nothing else.
 */
export function connectToken(
  { module, label, timeoutSeconds }: TokenSettings,
  { pin, processFile }: { readonly pin: string | null; readonly processFile?: string },
): Token {
  const link = createTokenLink(
    { place: { module, label }, pin },
    { timeoutSeconds, ...(processFile === undefined ? {} : { processFile }) },
  );
  return {
    async listKeys() {
      return (await keysOf(link, { what: "list" })).map(toHeldKey);
    },
    async generateKey({ purpose, created }) {
      if (pin === null) throw pinMissing();
      const [made] = await keysOf(link, { what: "generate", purpose, created, id: randomBytes(ID_BYTES) });
      if (made === undefined) throw new TypeError("generate answers with one key");
      const key = toHeldKey(made);
      await signerOver(link, [key]).sign(kidOf(key.publicKey), TRIAL);
      return key;
    },
    async openSigner(kids) {
      if (pin === null) throw pinMissing();
      const held = (await keysOf(link, { what: "list" })).map(toHeldKey);
      return signerOver(
        link,
        kids.map((kid) => {
          const key = held.find((candidate) => candidate.kid === kid);
          if (key === undefined) {
            throw new PortError("SIGNING_KEY_UNAVAILABLE", `the token ${label} does not hold the key ${kid}`);
          }
          return key;
        }),
      );
    },
    close: () => link.close(),
  };
}

function pinMissing(): PortError {
  return new PortError("HSM_PIN_MISSING", "neither MOHOR_PKCS11_PIN nor MOHOR_PKCS11_PIN_FILE holds a PIN");
}

function signerOver(link: TokenLink, keys: readonly HeldKey[]): KeySigner {
  return createCheckedSigner(
    keys.map((key) => {
      const publicKey = toHex(key.publicKey);
      return [
        key,
        async (toBeSigned) => {
          const result = await link.ask({ what: "sign", publicKey, toBeSigned });
          return "signature" in result ? result.signature : new Uint8Array(0);
        },
      ];
    }),
  );
}

async function keysOf(link: TokenLink, request: TokenRequest): Promise<readonly TokenKey[]> {
  const result = await link.ask(request);
  return "keys" in result ? result.keys : [];
}

function toHeldKey({ publicKey, purpose, created }: TokenKey): HeldKey {
  const bytes = fromHex(publicKey);
  return { kid: toHex(kidOf(bytes)), publicKey: bytes, purpose, created };
}
