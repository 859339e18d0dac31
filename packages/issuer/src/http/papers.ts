// The certificate on paper as an answer: the same two papers for the holder, at a help desk, and by a link in a message.

import type { Claims } from "@mohor/schema";
import { type DocumentOptions, drawCard, drawSheet, type KeptCertificate } from "../documents/index.ts";
import type { Certificate } from "../domain/certificate.ts";
import { acceptedLanguage } from "./accept-language.ts";
import type { Context } from "./router.ts";
import type { Service } from "./service.ts";

/** Papers by their name, with the ending of their path. */
export const PAPERS = {
  sheet: {
    path: "/certificate.pdf",
    fileName: "certificate.pdf",
    draw: drawSheet,
    summary: "The certificate on a sheet to print.",
  },
  card: {
    path: "/certificate-card.pdf",
    fileName: "card.pdf",
    draw: drawCard,
    summary: "The certificate on a card for the purse.",
  },
} as const;

export type Paper = (typeof PAPERS)[keyof typeof PAPERS];

/** A certificate as papers show it. */
export function keptFrom(certificate: Certificate, claims: Claims, { rules }: Service): KeptCertificate {
  return { ...certificate, claims, issuer: rules.issuer };
}

/** The paper as a PDF, in the language that Accept-Language asks for. */
export async function answerPaper(
  c: Context,
  { rules }: Service,
  { draw, fileName }: Paper,
  kept: KeptCertificate,
  receipt?: NonNullable<DocumentOptions["receipt"]>,
): Promise<Response> {
  const language = acceptedLanguage(c.req.header("accept-language"));
  c.header("vary", "Accept-Language", { append: true });
  const { utcOffsetMinutes } = rules.issue;
  const pdf = await draw(kept, { language, utcOffsetMinutes, ...(receipt === undefined ? {} : { receipt }) });
  return answerFile(c, pdf, "application/pdf", fileName);
}

/** A file to keep. */
export function answerFile(c: Context, bytes: Uint8Array<ArrayBuffer>, mediaType: string, name: string): Response {
  return c.body(bytes, 200, { "content-type": mediaType, "content-disposition": `attachment; filename="${name}"` });
}
