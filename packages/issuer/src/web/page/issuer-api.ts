// What the page asks of the service, as calls that never reject: an answer, the service's own problem with its code, or that nothing
// came. Bodies are small, and whatever comes is held against its shape before anything relies on it.

import type { Language } from "@mohor/schema/texts";
import { type Answered, createAsk, isCount } from "./ask-service.ts";

export type { ApiFailure } from "./ask-service.ts";

/** A code on its way. */
export type OtpRequested = {
  readonly txnId: string;
  readonly codeDigits: number;
  readonly expiresAt: number;
  readonly resendAfterSeconds: number;
};

/** A certificate as issued. */
export type IssuedCertificate = {
  readonly certificateId: string;
  readonly qrText: string;
  readonly iat: number;
  readonly exp: number;
};

/** Who asks through this page, and where the answer may go. */
export type EmbedRequest = {
  readonly entity: string;
  readonly purpose: string;
  /** The web origin that the answer is posted to. */
  readonly origin: string;
};

/** What a wallet takes to fetch the certificate, once. */
export type CredentialOffer = {
  readonly offerLink: string;
  /** Digits that the wallet asks for, where it does. */
  readonly txCode: string | null;
  readonly expiresAt: number;
};

/** What the person is shown before they agree, as the service words it. */
export type Notice = { readonly version: string; readonly language: Language; readonly text: string };

/** The service. */
export type IssuerApi = {
  readonly notice: (language: Language) => Promise<Answered<Notice>>;
  readonly requestCode: (request: {
    readonly mobile: string;
    readonly fullName: string;
    readonly language: Language;
    readonly notice: { readonly version: string; readonly language: Language };
  }) => Promise<Answered<OtpRequested>>;
  readonly confirmCode: (txnId: string, code: string) => Promise<Answered<{ readonly accessToken: string }>>;
  readonly certificate: (accessToken: string) => Promise<Answered<IssuedCertificate>>;
  readonly pdf: (accessToken: string, language: Language) => Promise<Answered<Blob>>;
  readonly revoke: (accessToken: string) => Promise<Answered<null>>;
  /** A code with which a wallet fetches the certificate. */
  readonly walletCode: (
    accessToken: string,
  ) => Promise<Answered<{ readonly walletCode: string; readonly expiresAt: number }>>;
  /** Sends the status, and a link for a printer, to the number that was confirmed. */
  readonly sendStatus: (accessToken: string, mobile: string, language: Language) => Promise<Answered<null>>;
  readonly credentialOffer: (
    accessToken: string,
    wanted: { readonly withTxCode: boolean },
  ) => Promise<Answered<CredentialOffer>>;
  /** Who asks through this page; for a page that was opened with a session only. */
  readonly embedRequest: () => Promise<Answered<EmbedRequest>>;
};

/** What the calls go by. */
export type ApiOptions = {
  readonly fetchIt: typeof fetch;
  readonly isOnline: () => boolean;
  /** Of the organisation that asks through this page; null where the person asks for themselves. */
  readonly embedSession: string | null;
};

/** The service behind `base`, an address that ends in a slash. */
export function createIssuerApi(base: string, { fetchIt, isOnline, embedSession }: ApiOptions): IssuerApi {
  const asking: Record<string, string> = embedSession === null ? {} : { "x-embed-session": embedSession };

  const { ask, askJson } = createAsk(base, { fetchIt, isOnline });
  const bearer = (accessToken: string) => ({ headers: { authorization: `Bearer ${accessToken}` } });
  const post = (body: object): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json", ...asking },
    body: JSON.stringify(body),
  });

  return {
    notice: (language) =>
      askJson("v1/notice", { headers: { "accept-language": language, ...asking } }, (value) => {
        const { version, text } = value;
        return typeof version === "string" && typeof text === "string" ? { version, language, text } : null;
      }),
    requestCode: (body) =>
      askJson("v1/otp-requests", post(body), (value) => {
        const { txnId, codeDigits, expiresAt, resendAfterSeconds } = value;
        if (typeof txnId !== "string" || !isCount(codeDigits)) return null;
        return isCount(expiresAt) && isCount(resendAfterSeconds)
          ? { txnId, codeDigits, expiresAt, resendAfterSeconds }
          : null;
      }),
    confirmCode: (txnId, code) =>
      askJson("v1/otp-confirmations", post({ txnId, code }), ({ accessToken }) =>
        typeof accessToken === "string" ? { accessToken } : null,
      ),
    certificate: (accessToken) =>
      askJson("v1/certificate", bearer(accessToken), ({ certificateId, qrText, iat, exp }) =>
        typeof certificateId === "string" && typeof qrText === "string" && isCount(iat) && isCount(exp)
          ? { certificateId, qrText, iat, exp }
          : null,
      ),
    async pdf(accessToken, language) {
      const { headers } = bearer(accessToken);
      const answer = await ask("v1/certificate.pdf", { headers: { ...headers, "accept-language": language } });
      if (!answer.ok) return answer;
      const blob = await answer.value.blob().catch(() => null);
      return blob === null ? { ok: false, kind: "not-understood" } : { ok: true, value: blob };
    },
    async revoke(accessToken) {
      const answer = await ask("v1/certificate/revocation", { method: "POST", ...bearer(accessToken) });
      return answer.ok ? { ok: true, value: null } : answer;
    },
    async sendStatus(accessToken, mobile, language) {
      const { headers, ...sent } = post({ mobile, language });
      const init = { ...sent, headers: { ...headers, ...bearer(accessToken).headers } };
      const answer = await ask("v1/status-messages", init);
      return answer.ok ? { ok: true, value: null } : answer;
    },
    walletCode: (accessToken) =>
      askJson("v1/certificate/wallet-code", { method: "POST", ...bearer(accessToken) }, ({ walletCode, expiresAt }) =>
        typeof walletCode === "string" && isCount(expiresAt) ? { walletCode, expiresAt } : null,
      ),
    credentialOffer(accessToken, wanted) {
      const { headers, ...init } = post(wanted);
      const withToken = { ...init, headers: { ...headers, ...bearer(accessToken).headers } };
      return askJson("v1/certificate/credential-offer", withToken, ({ offerLink, txCode = null, expiresAt }) => {
        // Nothing else may stand behind a link that the page puts up.
        const isOffer = typeof offerLink === "string" && offerLink.startsWith("openid-credential-offer://");
        return isOffer && (txCode === null || typeof txCode === "string") && isCount(expiresAt)
          ? { offerLink, txCode, expiresAt }
          : null;
      });
    },
    embedRequest: () =>
      askJson("v1/embed-session", { headers: asking }, ({ entity, purpose, origin }) =>
        typeof entity === "string" && typeof purpose === "string" && typeof origin === "string"
          ? { entity, purpose, origin }
          : null,
      ),
  };
}
