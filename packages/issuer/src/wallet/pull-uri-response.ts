// The answer to a Pull URI request as XML (DigiLocker issuer API 1.13), and the certificate's data as the XML that stands inside it.
// The same certificate makes the same bytes each time: wallets retry, and must find nothing new.

import type { Claims } from "@mohor/schema";
import { escapeXml } from "./xml-element.ts";

/** A document as the wallet keeps it. */
export type WalletDocument = {
  /** `IssuerId-DocType-DocId`. */
  readonly uri: string;
  readonly claims: Claims;
  /** The issuing authority's name as people see it. */
  readonly issuer: string;
  readonly qrText: string;
  /** The certificate on a sheet; absent where only the data was asked for. */
  readonly pdf?: Uint8Array;
};

/** What is echoed: the request's own transaction and time. */
export type Echo = { readonly txn: string; readonly ts: string };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const STATUS = { failure: "0", success: "1" } as const;

/** The answer that gives a document. */
export function pullUriSuccess(echo: Echo, document: WalletDocument): string {
  const { uri, claims, pdf } = document;
  const { fullName, birthDate } = claims.identity;
  // A year alone is no date, and DigiLocker compares what stands here with what it knows.
  const dob = birthDate?.length === 8 ? `${birthDate.slice(6)}-${birthDate.slice(4, 6)}-${birthDate.slice(0, 4)}` : "";
  const content = pdf === undefined ? "" : `<DocContent>${base64(pdf)}</DocContent>`;
  return respond(
    "success",
    echo,
    `<DocDetails><IssuedTo><Persons><Person name="${escapeXml(fullName)}" dob="${dob}" gender="" phone=""/></Persons></IssuedTo>` +
      `<URI>${escapeXml(uri)}</URI>${content}` +
      `<DataContent>${base64(new TextEncoder().encode(certificateXml(document)))}</DataContent></DocDetails>`,
  );
}

/** The answer that there is no such document, or that the request was not understood; it never says which. */
export function pullUriFailure(echo: Echo): string {
  return respond("failure", echo, "");
}

function respond(status: keyof typeof STATUS, { txn, ts }: Echo, details: string): string {
  const code = STATUS[status];
  const attributes = `Status="${code}" ts="${escapeXml(ts)}" txn="${escapeXml(txn)}"`;
  return (
    `${HEAD}<ns2:PullURIResponse xmlns:ns2="http://tempuri.org/">` +
    `<ResponseStatus ${attributes}>${code}</ResponseStatus>${details}</ns2:PullURIResponse>\n`
  );
}

/** The certificate's content for machines. The QR text is what counts: only it is signed. */
export function certificateXml({ uri, claims, issuer, qrText }: WalletDocument): string {
  const { fullName, secondName, birthDate } = claims.identity;
  const second =
    secondName === undefined
      ? ""
      : `  <Name lang="${escapeXml(secondName.language)}">${escapeXml(secondName.fullName)}</Name>\n`;
  const born = birthDate === undefined ? "" : `  <BirthDate>${escapeXml(birthDate)}</BirthDate>\n`;
  return (
    `${HEAD}<VaccinationStatusCertificate format="MQ1" uri="${escapeXml(uri)}">\n` +
    `  <Issuer>${escapeXml(issuer)}</Issuer>\n  <Name>${escapeXml(fullName)}</Name>\n${second}${born}` +
    `  <Status>${claims.status}</Status>\n  <IssuedAt>${instant(claims.iat)}</IssuedAt>\n` +
    `  <ValidUntil>${instant(claims.exp)}</ValidUntil>\n  <QRText>${escapeXml(qrText)}</QRText>\n` +
    `</VaccinationStatusCertificate>\n`
  );
}

function instant(numericDate: number): string {
  return `${new Date(numericDate * 1000).toISOString().slice(0, 19)}Z`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
