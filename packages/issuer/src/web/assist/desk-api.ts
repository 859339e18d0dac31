// What the help desk's page asks of the service: with the desk's key always, with a visit's token for its papers.

import type { Language } from "@mohor/schema/texts";
import { type Answered, createAsk, isCount } from "../page/ask-service.ts";
import type { Notice, OtpRequested } from "../page/issuer-api.ts";

/** The desk as it is registered. */
export type DeskSelf = { readonly deskId: string; readonly name: string; readonly place: string };

/** What a confirmed code yields. */
export type Visit = {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly fullName: string;
  readonly status: "not" | "partially" | "fully";
  readonly validUntil: number;
  readonly receiptId: string | null;
  readonly statusMessage: "sent" | "not-sent" | "not-offered";
};

export const PAPERS = ["card", "sheet"] as const;
export type PaperName = (typeof PAPERS)[number];

const PATHS: Readonly<Record<PaperName, string>> = {
  card: "v1/desk/certificate-card.pdf",
  sheet: "v1/desk/certificate.pdf",
};

/** The service, to a desk. */
export type DeskApi = {
  readonly self: (key: string) => Promise<Answered<DeskSelf>>;
  readonly notice: (language: Language) => Promise<Answered<Notice>>;
  readonly requestCode: (
    key: string,
    request: {
      readonly mobile: string;
      readonly fullName: string;
      readonly language: Language;
      readonly notice: { readonly version: string; readonly language: Language };
    },
  ) => Promise<Answered<OtpRequested>>;
  readonly confirmCode: (
    key: string,
    confirmation: {
      readonly txnId: string;
      readonly code: string;
      readonly mobile: string;
      readonly language: Language;
    },
  ) => Promise<Answered<Visit>>;
  readonly paper: (key: string, accessToken: string, paper: PaperName, language: Language) => Promise<Answered<Blob>>;
  /** Ends a visit's token. */
  readonly end: (key: string, accessToken: string) => Promise<void>;
};

/** The service behind `base`, an address that ends in a slash. */
export function createDeskApi(
  base: string,
  around: { readonly fetchIt: typeof fetch; readonly isOnline: () => boolean },
): DeskApi {
  const { ask, askJson } = createAsk(base, around);
  const post = (key: string, body: object): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key },
    body: JSON.stringify(body),
  });
  const visiting = (key: string, accessToken: string) => ({ "x-api-key": key, authorization: `Bearer ${accessToken}` });
  return {
    self: (key) =>
      askJson("v1/desk", { headers: { "x-api-key": key } }, ({ deskId, name, place }) =>
        typeof deskId === "string" && typeof name === "string" && typeof place === "string"
          ? { deskId, name, place }
          : null,
      ),
    notice: (language) =>
      askJson("v1/notice", { headers: { "accept-language": language } }, ({ version, text }) =>
        typeof version === "string" && typeof text === "string" ? { version, language, text } : null,
      ),
    requestCode: (key, request) =>
      askJson("v1/desk/otp-requests", post(key, request), (value) => {
        const { txnId, codeDigits, expiresAt, resendAfterSeconds } = value;
        if (typeof txnId !== "string" || !isCount(codeDigits)) return null;
        return isCount(expiresAt) && isCount(resendAfterSeconds)
          ? { txnId, codeDigits, expiresAt, resendAfterSeconds }
          : null;
      }),
    confirmCode: (key, confirmation) => askJson("v1/desk/otp-confirmations", post(key, confirmation), visitFrom),
    async paper(key, accessToken, paper, language) {
      const headers = { ...visiting(key, accessToken), "accept-language": language };
      return blobOf(await ask(PATHS[paper], { headers }));
    },
    async end(key, accessToken) {
      await ask("v1/desk/access-token", { method: "DELETE", headers: visiting(key, accessToken) });
    },
  };
}

function visitFrom(value: Readonly<Record<string, unknown>>): Visit | null {
  const { accessToken, expiresAt, fullName, status, validUntil, receiptId, statusMessage } = value;
  const isWhole =
    typeof accessToken === "string" &&
    typeof fullName === "string" &&
    isCount(expiresAt) &&
    isCount(validUntil) &&
    (typeof receiptId === "string" || receiptId === null) &&
    ["not", "partially", "fully"].includes(String(status)) &&
    ["sent", "not-sent", "not-offered"].includes(String(statusMessage));
  return isWhole ? (value as Visit) : null;
}

/** The document of an answer. */
export async function blobOf(
  answer: { readonly ok: true; readonly value: Response } | Exclude<Answered<Blob>, { readonly ok: true }>,
): Promise<Answered<Blob>> {
  if (!answer.ok) return answer;
  const blob = await answer.value.blob().catch(() => null);
  return blob === null ? { ok: false, kind: "not-understood" } : { ok: true, value: blob };
}
