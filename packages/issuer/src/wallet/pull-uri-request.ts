// A wallet's Pull URI request, read from XML (DigiLocker issuer API 1.13): which document is asked for, and by which code. Fields
// that Mohor has no use for (the identity number's digest, a photograph) are not read, so that they are held nowhere.

import { isBirthDate } from "@mohor/schema";
import { childText, readXml } from "./xml-element.ts";

/** What the answer shall hold besides the data as XML, which is always there. */
const FORMATS = ["xml", "pdf", "both"] as const;
export type PullFormat = (typeof FORMATS)[number];

/** A request as understood. */
export type PullUriRequest = {
  /** Echoed in the answer. */
  readonly txn: string;
  /** As written: it is echoed, and the key hash is over it. */
  readonly ts: string;
  /** The same as NumericDate. */
  readonly sentAt: number;
  readonly orgId: string;
  /** SHA-256 of API key and ts, in lower-case hex. */
  readonly keyHash: string;
  readonly format: PullFormat;
  readonly documentType: string;
  /** The holder's name and birth date (YYYYMMDD) as the wallet knows them; optional by the specification. */
  readonly fullName?: string;
  readonly birthDate?: string;
  /** The code that the issuer gave the holder (UDF1), in capitals. */
  readonly walletCode: string;
};

/** Bytes of a request: a photograph in Base64 may be in it. */
export const MAX_PULL_URI_REQUEST_BYTES = 524_288;

const NAME_MAX_LENGTH = 128;
const TOKEN = /^[\x21-\x7E]{1,64}$/;
const KEY_HASH = /^[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const BIRTH_DATE = /^(\d{2})-(\d{2})-(\d{4})$/;
const WALLET_CODE = /^[0-9A-Za-z]{10}$/;

/** The request in these bytes, or null: no XML, another document, a field missing or not of its form. */
export function readPullUriRequest(body: Uint8Array): PullUriRequest | null {
  const root = body.length > MAX_PULL_URI_REQUEST_BYTES ? null : readXml(body);
  const details = root?.children.filter(({ name }) => name === "DocDetails") ?? [];
  const [asked] = details;
  if (root === null || root.name !== "PullURIRequest" || asked === undefined || details.length > 1) return null;
  const attribute = (name: string) => root.attributes.get(name) ?? "";
  const ts = attribute("ts");
  const sentAt = TIMESTAMP.test(ts) ? Date.parse(ts) : Number.NaN;
  // The attribute came with version 1.9; without it both forms are given, which serves any sender.
  const formatText = (root.attributes.get("format") ?? "both").toLowerCase();
  const format = FORMATS.find((known) => known === formatText);
  const keyHash = attribute("keyhash").toLowerCase();
  const documentType = childText(asked, "DocType");
  const walletCode = childText(asked, "UDF1");
  const fullName = childText(asked, "FullName");
  const birth = parseBirthDate(childText(asked, "DOB"));
  if (!TOKEN.test(attribute("txn")) || !TOKEN.test(attribute("orgId"))) return null;
  if (!Number.isFinite(sentAt) || format === undefined || !KEY_HASH.test(keyHash)) return null;
  if (documentType === null || documentType === undefined || !TOKEN.test(documentType)) return null;
  if (walletCode === null || walletCode === undefined || !WALLET_CODE.test(walletCode)) return null;
  if (fullName === null || (fullName ?? "").length > NAME_MAX_LENGTH || birth === null) return null;
  return {
    txn: attribute("txn"),
    ts,
    sentAt: Math.floor(sentAt / 1000),
    orgId: attribute("orgId"),
    keyHash,
    format,
    documentType,
    ...(fullName === undefined || fullName === "" ? {} : { fullName }),
    ...(birth === undefined ? {} : { birthDate: birth }),
    walletCode: walletCode.toUpperCase(),
  };
}

/** DD-MM-YYYY as YYYYMMDD; undefined where the field is empty or missing, null where it is no date. */
function parseBirthDate(text: string | undefined | null): string | undefined | null {
  if (text === undefined || text === "") return undefined;
  const [, day, month, year] = BIRTH_DATE.exec(text ?? "") ?? [];
  if (day === undefined) return null;
  const birthDate = `${year}${month}${day}`;
  return isBirthDate(birthDate) ? birthDate : null;
}
