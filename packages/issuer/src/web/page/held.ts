// A certificate read out of its own text, for showing it to the person whose phone it is on. Nothing is verified here.

import {
  type Claims,
  decodeClaims,
  decodeCoseSign1,
  decodeQrText,
  decodeToken,
  splitQrText,
  toHex,
} from "@mohor/schema";
import { certificateIdOf } from "../../domain/certificate.ts";
import type { KeptItem } from "./vault.ts";

/** A kept item with what is read out of it. */
export type Held = { readonly item: KeptItem; readonly claims: Claims };

/** What a QR text, plain or as a link, says; null where it is no certificate of this format. */
export function readCertificate(qrText: string): { readonly certificateId: string; readonly claims: Claims } | null {
  const token = decodeQrText(qrText);
  const document = token.ok ? decodeToken(token.value) : token;
  const sign1 = document.ok ? decodeCoseSign1(document.value) : document;
  if (!sign1.ok) return null;
  const claims = decodeClaims(sign1.value.payload);
  if (!claims.ok) return null;
  return {
    certificateId: certificateIdOf(toHex(sign1.value.header.kid), claims.value.statusIndex),
    claims: claims.value,
  };
}

/** The QR text in an address with a certificate, as plain text; null where there is none. */
export function readAddress(address: string): string | null {
  const { host, hash } = new URL(address);
  const base45 = splitQrText(`HTTPS://${host.toUpperCase()}/${hash}`);
  return base45.ok ? `MQ1:${base45.value}` : null;
}

/** The item read; null where its text is no certificate. */
export function heldOf(item: KeptItem): Held | null {
  const read = readCertificate(item.qrText);
  return read === null ? null : { item, claims: read.claims };
}
