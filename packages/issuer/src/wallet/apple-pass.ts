// A certificate as a pass for Apple Wallet (Wallet Passes, pass.json format 1): a signed archive that the holder's phone keeps and
// shows without a network. The only importer of passkit-generator.

import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { PKPass } from "passkit-generator";
import { CARD_WORDS } from "../documents/card-words.ts";
import type { KeptCertificate } from "../documents/kept-certificate.ts";
import { sealIcon } from "./seal-icon.ts";

/** What Apple gives an issuer of passes; files in PEM. */
export type ApplePassSettings = {
  readonly passTypeIdentifier: string;
  readonly teamIdentifier: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly privateKeyPassphrase?: string;
  /** Apple's intermediate certificate (WWDR). */
  readonly intermediate: string;
};

/** Media type of a pass. */
export const APPLE_PASS_MEDIA_TYPE = "application/vnd.apple.pkpass";

/** Points of the icon and what it is drawn in at each scale (Wallet Passes: 29 points). */
const ICON_POINTS = 29;
const SCALES = [1, 2, 3] as const;

/**
 * The pass of a certificate: a zip archive with pass.json, a strings file for each language, icons, a manifest of digests and its
 * PKCS #7 signature. It ends when the certificate does, cannot be passed on from the phone, and holds the QR text unchanged.
 * Throws where the settings hold no certificate and key that go together.
 */
export function createApplePass(kept: KeptCertificate, settings: ApplePassSettings): Uint8Array<ArrayBuffer> {
  const { claims, qrText, certificateId, issuer } = kept;
  const icons = SCALES.map((scale) => [
    `icon${scale === 1 ? "" : `@${scale}x`}.png`,
    Buffer.from(sealIcon(ICON_POINTS * scale)),
  ]);
  const pass = new PKPass(
    Object.fromEntries(icons),
    {
      wwdr: settings.intermediate,
      signerCert: settings.certificate,
      signerKey: settings.privateKey,
      ...(settings.privateKeyPassphrase === undefined ? {} : { signerKeyPassphrase: settings.privateKeyPassphrase }),
    },
    {
      formatVersion: 1,
      passTypeIdentifier: settings.passTypeIdentifier,
      teamIdentifier: settings.teamIdentifier,
      serialNumber: certificateId,
      organizationName: issuer,
      description: CARD_WORDS.en.title,
      sharingProhibited: true,
      backgroundColor: "rgb(255,255,255)",
      foregroundColor: "rgb(20,24,31)",
      labelColor: "rgb(84,94,110)",
    },
  );
  pass.type = "generic";
  pass.setExpirationDate(new Date(claims.exp * 1000));
  pass.setBarcodes({ format: "PKBarcodeFormatQR", message: qrText, messageEncoding: "iso-8859-1" });
  pass.headerFields.push({ key: "title", label: "", value: "title" });
  pass.primaryFields.push({ key: "status", label: "statusLabel", value: `status-${claims.status}` });
  pass.secondaryFields.push({ key: "name", label: "name", value: claims.identity.fullName });
  const date = { dateStyle: "PKDateStyleMedium", timeStyle: "PKDateStyleShort" } as const;
  pass.auxiliaryFields.push(
    { key: "issued", label: "issued", value: new Date(claims.iat * 1000), ...date },
    { key: "validUntil", label: "validUntil", value: new Date(claims.exp * 1000), ...date },
  );
  pass.backFields.push(
    { key: "issuedBy", label: "issuedBy", value: issuer },
    { key: "howToVerify", label: "title", value: "howToVerify" },
  );
  for (const language of LANGUAGES) pass.localize(language, stringsOf(language));
  return new Uint8Array(pass.getAsBuffer());
}

/** What the keys used above say in a language. */
function stringsOf(language: Language): Record<string, string> {
  const { statuses, status, ...words } = CARD_WORDS[language];
  const byStatus = Object.entries(statuses).map(([key, text]) => [`status-${key}`, text]);
  return { ...words, statusLabel: status, ...Object.fromEntries(byStatus) };
}
