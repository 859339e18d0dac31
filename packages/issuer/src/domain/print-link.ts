// A link for somebody else's printer: a random code, sent to the number that was proven, with which the card and the sheet of one
// certificate are fetched a few times within some days. Whoever finds the link must also know the last four digits of the number, which
// stand on no paper (docs/decisions/0054). The store knows keyed hashes of both.

import { toHex } from "@mohor/schema";
import { type Certificate, isGoodAt } from "./certificate.ts";
import { drawFetchCode, readFetchCode } from "./fetch-code.ts";
import { asciiDigits, type MobileNumber } from "./mobile-number.ts";
import type { CertificateStore, KeyedHash, PrintLinkStore, RandomSource } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { secretHash } from "./secret-hash.ts";

/** A link that was given out: hashes are kept, code and digits are not. */
export type PrintLink = {
  readonly certificateId: string;
  /** The confirmation that it was sent after; each sends one. */
  readonly challengeId: string;
  /** Keyed hash of the code, in hex. */
  readonly codeHash: string;
  /** Keyed hash over the code and the number's last digits; 32 bytes. */
  readonly digitsHash: Uint8Array;
  readonly usesLeft: number;
  readonly triesLeft: number;
  readonly expiresAt: number;
};

/** What became of an opening. `unknown`: there is none, it is over, or nothing is left of it. */
export type PrintLinkOpening =
  | { readonly outcome: "opened"; readonly certificateId: string }
  | { readonly outcome: "wrong"; readonly attemptsLeft: number }
  | { readonly outcome: "unknown" };

/** Three days: the way to the next market, and a printer that was out of ink the first time. */
export const PRINT_LINK_SECONDS = 259_200;

/** Card and sheet, twice each, and once more. */
const USES = 5;

/** Of ten thousand endings five may be tried. */
const TRIES = 5;

const DIGITS = 4;

/** A code for this certificate; null where this confirmation has yielded one before. It ends with the certificate, if that is sooner. */
export async function offerPrintLink(
  about: {
    readonly certificateId: string;
    readonly challengeId: string;
    readonly mobile: MobileNumber;
    readonly exp: number;
  },
  ports: { readonly printLinks: PrintLinkStore; readonly hash: KeyedHash; readonly random: RandomSource },
  { now }: { readonly now: number },
): Promise<string | null> {
  const { certificateId, challengeId, mobile, exp } = about;
  const code = drawFetchCode(ports.random);
  const offered = await ports.printLinks.offer({
    certificateId,
    challengeId,
    codeHash: await hashCode(code, ports.hash),
    digitsHash: await hashDigits(code, mobile.slice(-DIGITS), ports.hash),
    usesLeft: USES,
    triesLeft: TRIES,
    expiresAt: Math.min(now + PRINT_LINK_SECONDS, exp),
  });
  return offered ? code : null;
}

/**
 * The certificate that code and digits, as typed, lead to at `now`; takes one of the link's uses. Codes: PRINT_LINK_UNKNOWN (whatever is
 * wrong with the code, or the certificate may not be shown any more), PRINT_DIGITS_WRONG with the tries left. Never throws on any text.
 */
export async function openPrintLink(
  typed: { readonly code: string; readonly digits: string },
  ports: { readonly printLinks: PrintLinkStore; readonly certificates: CertificateStore; readonly hash: KeyedHash },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly certificate: Certificate } | Refusal> {
  const code = readFetchCode(typed.code.replace(/[\s-]/g, ""));
  const digits = asciiDigits(typed.digits.normalize("NFKC")).replace(/[\s-]/g, "");
  const [codeHash, digitsHash] = [await hashCode(code, ports.hash), await hashDigits(code, digits, ports.hash)];
  const opening = await ports.printLinks.open({ codeHash, digitsHash, now });
  if (opening.outcome === "wrong") {
    const { attemptsLeft } = opening;
    return attemptsLeft > 0 ? refusal("PRINT_DIGITS_WRONG", { attemptsLeft }) : refusal("PRINT_LINK_UNKNOWN");
  }
  const certificate = opening.outcome === "opened" ? await ports.certificates.find(opening.certificateId) : null;
  return certificate !== null && isGoodAt(certificate, now) ? { ok: true, certificate } : refusal("PRINT_LINK_UNKNOWN");
}

async function hashCode(code: string, hash: KeyedHash): Promise<string> {
  return toHex(await secretHash("print link", code, hash));
}

/** Bound to the code: the same four digits under two codes have nothing in common. */
function hashDigits(code: string, digits: string, hash: KeyedHash): Promise<Uint8Array> {
  return secretHash("print link digits", `${code}\0${digits}`, hash);
}
