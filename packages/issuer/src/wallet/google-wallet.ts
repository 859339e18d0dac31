// A certificate as an object for Google Wallet: a generic pass inside a signed token that the holder's browser hands over at
// SAVE_ADDRESS. The token holds the certificate, and so does the address made of it: it is given to the holder in a body, and
// neither a redirect nor a log of ours ever has it. The only importer of jose.

import { LANGUAGES } from "@mohor/schema/texts";
import { importPKCS8, SignJWT } from "jose";
import { CARD_WORDS } from "../documents/card-words.ts";
import type { KeptCertificate } from "../documents/kept-certificate.ts";

/** What Google gives an issuer of passes. */
export type GoogleWalletSettings = {
  /** The numeric issuer id. */
  readonly issuerId: string;
  /** Suffix of the generic class that was made for these certificates. */
  readonly classSuffix: string;
  /** The service account's address, and its RSA private key in PEM (PKCS #8). */
  readonly serviceAccount: string;
  readonly privateKey: string;
  /** Web origins that the button may stand on. */
  readonly origins: readonly string[];
};

/** The token goes behind this, and the whole is what a "save" button opens. */
const SAVE_ADDRESS = "https://pay.google.com/gp/v/save/";

type LocalizedString = {
  readonly defaultValue: { readonly language: string; readonly value: string };
  readonly translatedValues: readonly { readonly language: string; readonly value: string }[];
};

/** The address at which the holder saves the certificate, at `now` (NumericDate). Throws where the key is no RSA key in PKCS #8. */
export async function googleSaveAddress(
  kept: KeptCertificate,
  settings: GoogleWalletSettings,
  { now }: { readonly now: number },
): Promise<string> {
  const key = await importPKCS8(settings.privateKey, "RS256");
  const payload = { genericObjects: [genericObject(kept, settings)] };
  const token = await new SignJWT({ aud: "google", typ: "savetowallet", origins: [...settings.origins], payload })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(settings.serviceAccount)
    .setIssuedAt(now)
    .sign(key);
  return SAVE_ADDRESS + token;
}

/** The object: the same certificate has the same id, so that saving it again replaces it. */
function genericObject({ certificateId, claims, qrText, issuer }: KeptCertificate, settings: GoogleWalletSettings) {
  const { issuerId, classSuffix } = settings;
  return {
    id: `${issuerId}.${certificateId}`,
    classId: `${issuerId}.${classSuffix}`,
    state: "ACTIVE",
    cardTitle: localized(({ title }) => title),
    header: localized(({ statuses }) => statuses[claims.status]),
    subheader: { defaultValue: { language: "en", value: claims.identity.fullName } },
    hexBackgroundColor: "#ffffff",
    barcode: { type: "QR_CODE", value: qrText },
    validTimeInterval: { start: { date: instant(claims.iat) }, end: { date: instant(claims.exp) } },
    textModulesData: [
      { id: "issuedBy", localizedHeader: localized(({ issuedBy }) => issuedBy), body: issuer },
      {
        id: "howToVerify",
        localizedHeader: localized(({ title }) => title),
        localizedBody: localized(({ howToVerify }) => howToVerify),
      },
    ],
  } as const;
}

function localized(say: (words: (typeof CARD_WORDS)["en"]) => string): LocalizedString {
  const said = LANGUAGES.map((language) => ({ language, value: say(CARD_WORDS[language]) }));
  return {
    defaultValue: { language: "en", value: say(CARD_WORDS.en) },
    translatedValues: said.filter(({ language }) => language !== "en"),
  };
}

function instant(numericDate: number): string {
  return `${new Date(numericDate * 1000).toISOString().slice(0, 19)}Z`;
}
