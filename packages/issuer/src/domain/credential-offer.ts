// A certificate on its way into a wallet that speaks OpenID for Verifiable Credential Issuance 1.0: the holder, whose number is proven,
// hands the wallet an offer with a pre-authorized code, the wallet exchanges the code for a token, and the token fetches the
// certificate. Code and token name one certificate that was issued already; nothing is issued, looked up or signed here.

import { toBase64Url, toHex } from "@mohor/schema";
import { type Certificate, isGoodAt } from "./certificate.ts";
import { drawCode } from "./otp-challenge.ts";
import type { CertificateStore, CredentialOfferStore, KeyedHash, RandomSource } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { secretHash } from "./secret-hash.ts";

/** An offer: hashes are kept, the codes are not. */
export type CredentialOffer = {
  readonly certificateId: string;
  /** Keyed hash of the pre-authorized code, in hex. */
  readonly codeHash: string;
  /** Keyed hash of the transaction code, in hex; null where none is asked for. */
  readonly txCodeHash: string | null;
  readonly expiresAt: number;
};

/** A code on its way to become a token. */
export type OfferRedemption = {
  readonly codeHash: string;
  /** Of the transaction code that came with it; null where none did. */
  readonly txCodeHash: string | null;
  readonly tokenHash: string;
  readonly tokenExpiresAt: number;
  readonly now: number;
  readonly maxAttempts: number;
};

/** What became of it. "unknown" is a code that never was, was redeemed, is over, or was tried with too many wrong transaction codes. */
export type RedemptionOutcome =
  | { readonly outcome: "redeemed" | "unknown" | "tx-code-missing" | "tx-code-unexpected" }
  | { readonly outcome: "tx-code-wrong"; readonly attemptsLeft: number };

/** Policy: five minutes, in which a person finds the wallet on another telephone (OpenID4VCI 1.0 §4.1.1: "short lived"). */
export const OFFER_SECONDS = 300;

/** The longest life of a bearer token that OpenID4VCI 1.0 §13.10 does not call long. */
export const CREDENTIAL_TOKEN_SECONDS = 300;

/** 160 bits, as RFC 6749 §10.10 would have it: 27 characters, and a QR code of the offer that cameras read. */
const CODE_BYTES = 20;
const TOKEN_BYTES = 32;
const CODE = /^[A-Za-z0-9_-]{27}$/;
const TOKEN = /^[0-9a-f]{64}$/;

/** Digits that a person types from one screen into another; and how often they may be wrong: a guess is right once in 200,000 offers. */
export const TX_CODE_DIGITS = 6;
export const MAX_TX_CODE_ATTEMPTS = 5;

/** An offer for this certificate at `now`, with a transaction code where one is wanted. An older one that nobody redeemed ends. */
export async function openCredentialOffer(
  certificateId: string,
  ports: { readonly offers: CredentialOfferStore; readonly hash: KeyedHash; readonly random: RandomSource },
  { now, withTxCode }: { readonly now: number; readonly withTxCode: boolean },
): Promise<{ readonly code: string; readonly txCode: string | null; readonly expiresAt: number }> {
  const code = toBase64Url(ports.random.bytes(CODE_BYTES));
  const txCode = withTxCode ? drawCode(TX_CODE_DIGITS, ports.random) : null;
  const expiresAt = now + OFFER_SECONDS;
  const codeHash = await hashOf("pre-authorized code", code, ports.hash);
  const txCodeHash = txCode === null ? null : await hashOfTxCode(code, txCode, ports.hash);
  await ports.offers.open({ certificateId, codeHash, txCodeHash, expiresAt });
  return { code, txCode, expiresAt };
}

/**
 * A token for the code at `now`, once. Codes: WALLET_GRANT_INVALID; WALLET_TX_CODE_WRONG with the tries left;
 * WALLET_TX_CODE_UNLIKE_OFFER where a transaction code is missing or was not asked for, which is no try (OpenID4VCI 1.0 §6.3).
 */
export async function redeemCredentialOffer(
  { code, txCode }: { readonly code: string; readonly txCode: string | null },
  ports: { readonly offers: CredentialOfferStore; readonly hash: KeyedHash; readonly random: RandomSource },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly accessToken: string; readonly expiresInSeconds: number } | Refusal> {
  if (!CODE.test(code)) return refusal("WALLET_GRANT_INVALID");
  const accessToken = toHex(ports.random.bytes(TOKEN_BYTES));
  const redeemed = await ports.offers.redeem({
    codeHash: await hashOf("pre-authorized code", code, ports.hash),
    txCodeHash: txCode === null ? null : await hashOfTxCode(code, txCode, ports.hash),
    tokenHash: await hashOf("credential token", accessToken, ports.hash),
    tokenExpiresAt: now + CREDENTIAL_TOKEN_SECONDS,
    now,
    maxAttempts: MAX_TX_CODE_ATTEMPTS,
  });
  switch (redeemed.outcome) {
    case "redeemed":
      return { ok: true, accessToken, expiresInSeconds: CREDENTIAL_TOKEN_SECONDS };
    case "unknown":
      return refusal("WALLET_GRANT_INVALID");
    case "tx-code-wrong":
      return refusal("WALLET_TX_CODE_WRONG", { attemptsLeft: redeemed.attemptsLeft });
    default:
      return refusal("WALLET_TX_CODE_UNLIKE_OFFER");
  }
}

/**
 * The certificate that a token fetches at `now`, the same each time: a wallet whose network died asks again. Codes:
 * ACCESS_TOKEN_INVALID; WALLET_DOCUMENT_UNKNOWN where the certificate may not be handed out any more.
 */
export async function certificateOfCredentialToken(
  accessToken: string,
  ports: { readonly offers: CredentialOfferStore; readonly certificates: CertificateStore; readonly hash: KeyedHash },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly certificate: Certificate } | Refusal> {
  if (!TOKEN.test(accessToken)) return refusal("ACCESS_TOKEN_INVALID");
  const tokenHash = await hashOf("credential token", accessToken, ports.hash);
  const certificateId = await ports.offers.certificateOfToken(tokenHash, now);
  if (certificateId === null) return refusal("ACCESS_TOKEN_INVALID");
  const certificate = await ports.certificates.find(certificateId);
  const isGood = certificate !== null && isGoodAt(certificate, now);
  return isGood ? { ok: true, certificate } : refusal("WALLET_DOCUMENT_UNKNOWN");
}

/** With the code in it, the six digits cannot be found by trying them all, not even by whoever has the store and its pepper. */
function hashOfTxCode(code: string, txCode: string, hash: KeyedHash): Promise<string> {
  return hashOf("transaction code", `${code}\0${txCode}`, hash);
}

async function hashOf(what: string, secret: string, hash: KeyedHash): Promise<string> {
  return toHex(await secretHash(what, secret, hash));
}
