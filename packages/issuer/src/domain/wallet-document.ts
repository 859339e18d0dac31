// A certificate on its way into a DigiLocker-style wallet. The holder, whose number is proven, is given a code and types it into the
// wallet; the wallet's own request then carries it. So nothing is ever looked up by a number or a name, and the code says which
// certificate, never who. The document keeps one id for its life, which the wallet's address for it ends in.

import { toHex } from "@mohor/schema";
import { type Certificate, isGoodAt } from "./certificate.ts";
import { drawFetchCode, readFetchCode } from "./fetch-code.ts";
import type { CertificateStore, KeyedHash, RandomSource, WalletStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { secretHash } from "./secret-hash.ts";

/** A code given out: the hash is kept, the code is not. */
export type WalletOffer = {
  readonly certificateId: string;
  /** The id that the document gets, where it has none yet. */
  readonly documentId: string;
  /** Keyed hash of the code, in hex. */
  readonly codeHash: string;
  readonly expiresAt: number;
};

/** Where a code leads. */
export type WalletDocumentKey = { readonly certificateId: string; readonly documentId: string };

/** A code lasts a day: people open their wallet at home. */
export const WALLET_CODE_SECONDS = 86_400;

/** Ids drawn before we give up: each is another's with a chance of one in a million at a thousand million documents. */
const MAX_DRAWS = 8;

/**
 * A code for this certificate at `now`, good for WALLET_CODE_SECONDS; an older one for it ends. Rejects with TypeError where eight
 * random ids were all in use, which means a broken generator.
 */
export async function offerWalletCode(
  certificateId: string,
  ports: { readonly wallets: WalletStore; readonly hash: KeyedHash; readonly random: RandomSource },
  { now }: { readonly now: number },
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const expiresAt = now + WALLET_CODE_SECONDS;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const code = drawFetchCode(ports.random);
    const codeHash = await hashOf(code, ports.hash);
    const documentId = drawFetchCode(ports.random);
    if ((await ports.wallets.offer({ certificateId, documentId, codeHash, expiresAt })) !== null)
      return { code, expiresAt };
  }
  throw new TypeError("every document id drawn is in use");
}

/** The certificate that a code leads to at `now`; WALLET_DOCUMENT_UNKNOWN where it leads to none that may still be shown. */
export async function documentOfCode(
  code: string,
  ports: { readonly wallets: WalletStore; readonly certificates: CertificateStore; readonly hash: KeyedHash },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly certificate: Certificate; readonly documentId: string } | Refusal> {
  const key = await ports.wallets.ofCode(await hashOf(readFetchCode(code), ports.hash), now);
  const certificate = key === null ? null : await ports.certificates.find(key.certificateId);
  return key === null || certificate === null || !isGoodAt(certificate, now)
    ? refusal("WALLET_DOCUMENT_UNKNOWN")
    : { ok: true, certificate, documentId: key.documentId };
}

async function hashOf(code: string, hash: KeyedHash): Promise<string> {
  return toHex(await secretHash("wallet code", code, hash));
}
