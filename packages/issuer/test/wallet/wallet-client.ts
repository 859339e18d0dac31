// The wallet's part, played by a test: a request as a DigiLocker-style wallet sends it, and what it checks of an answer.

import { createHash, createHmac } from "node:crypto";
import { childText, escapeXml, readXml, type XmlElement } from "../../src/wallet/xml-element.ts";

/** What a request says; null leaves a field out. */
export type Ask = {
  readonly root?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly txn?: string;
  readonly ts?: string;
  readonly orgId?: string;
  readonly apiKey?: string;
  readonly keyHash?: string;
  readonly format?: string | null;
  readonly documentType?: string | null;
  readonly walletCode?: string | null;
  readonly fullName?: string;
  readonly birthDate?: string;
  readonly uid?: string;
  readonly extra?: string;
};

export const API_KEY = "a wallet's key for tests only";

/** The request's body. */
export function pullUriRequest(ask: Ask): string {
  const { root = "PullURIRequest", namespace = "http://tempuri.org/", prefix = "", txn = "txn-1" } = ask;
  const { ts = "2026-04-01T10:30:00+05:30", orgId = "in.gov.wallet", apiKey = API_KEY } = ask;
  const { format = "both", documentType = "VACER", walletCode = "7K2M9QXW4T", extra = "" } = ask;
  const keyHash = ask.keyHash ?? createHash("sha256").update(apiKey).update(ts).digest("hex");
  const xmlns = prefix === "" ? "xmlns" : `xmlns:${prefix.slice(0, -1)}`;
  const field = (name: string, value: string | null | undefined) =>
    value === null || value === undefined ? "" : `    <${prefix}${name}>${escapeXml(value)}</${prefix}${name}>\n`;
  const attributes = [
    `${xmlns}="${namespace}" ver="3.0" ts="${escapeXml(ts)}" txn="${escapeXml(txn)}"`,
    `orgId="${escapeXml(orgId)}" keyhash="${escapeXml(keyHash)}"`,
    ...(format === null ? [] : [`format="${format}"`]),
  ];
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${prefix}${root} ${attributes.join(" ")}>\n  <${prefix}DocDetails>\n` +
    field("DocType", documentType) +
    field("DigiLockerId", "4f9a1c3e-5b7d-4e2f-8a6b-1c2d3e4f5a6b") +
    field("UID", ask.uid) +
    field("FullName", ask.fullName) +
    field("DOB", ask.birthDate) +
    field("UDF1", walletCode) +
    `${extra}  </${prefix}DocDetails>\n</${prefix}${root}>\n`
  );
}

/** The two encodings of the header that wallets use. */
export type HmacEncoding = "raw" | "hex";

export function walletHmac(body: string, apiKey: string, encoding: HmacEncoding): string {
  const mac = createHmac("sha256", apiKey).update(body).digest();
  return (encoding === "raw" ? mac : Buffer.from(mac.toString("hex"))).toString("base64");
}

/** An answer as the wallet understands it. Throws where it departs from the specification. */
export type PullAnswer = {
  readonly status: string;
  readonly txn: string | undefined;
  readonly ts: string | undefined;
  readonly uri?: string;
  readonly person?: ReadonlyMap<string, string>;
  readonly data?: XmlElement;
  readonly pdf?: Buffer;
};

export function readPullAnswer(body: string): PullAnswer {
  const root = readXml(new TextEncoder().encode(body));
  const status = root?.children.find(({ name }) => name === "ResponseStatus");
  if (root?.name !== "PullURIResponse" || status === undefined) throw new Error("no PullURIResponse");
  if (status.attributes.get("Status") !== status.text) throw new Error("status and its text differ");
  const echoed = { status: status.text, txn: status.attributes.get("txn"), ts: status.attributes.get("ts") };
  const details = root.children.find(({ name }) => name === "DocDetails");
  if (details === undefined) return echoed;
  const person = details.children.find(({ name }) => name === "IssuedTo")?.children[0]?.children[0];
  const data = readXml(decodeBase64(childText(details, "DataContent")));
  const pdf = childText(details, "DocContent");
  if (person === undefined || data === null) throw new Error("no person or no data");
  return {
    ...echoed,
    uri: childText(details, "URI") ?? "",
    person: person.attributes,
    data,
    ...(pdf === undefined ? {} : { pdf: decodeBase64(pdf) }),
  };
}

function decodeBase64(text: string | null | undefined): Buffer {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text ?? "-"))
    throw new Error("no base64");
  return Buffer.from(text ?? "", "base64");
}
