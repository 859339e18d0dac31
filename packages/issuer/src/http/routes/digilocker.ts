// The one endpoint that a DigiLocker-style wallet calls (issuer API 1.13, Pull URI): XML in, XML out, by the wallet's own key. The
// holder's code in it says which certificate; no number and no name is ever looked up. The same request again gets the same bytes.

import { drawSheet } from "../../documents/index.ts";
import { claimsOfOwn } from "../../domain/certificate.ts";
import { matchName } from "../../domain/name-match.ts";
import { documentOfCode } from "../../domain/wallet-document.ts";
import {
  type Echo,
  isFromPartner,
  isWalletHmac,
  MAX_PULL_URI_REQUEST_BYTES,
  type PullUriRequest,
  pullUriFailure,
  pullUriSuccess,
  readPullUriRequest,
} from "../../wallet/index.ts";
import { Problem } from "../problem.ts";
import { readBoundedBody } from "../request-body.ts";
import { type Context, createRouter } from "../router.ts";
import type { DigiLockerRules, Service } from "../service.ts";

/** Where the endpoint stands below /v1. Its body is XML, so the bounds for JSON bodies do not hold there. */
export const DIGILOCKER_PATH = "/wallets/digilocker";

const XML = { "content-type": "application/xml; charset=utf-8" } as const;
const NOBODY: Echo = { txn: "", ts: "" };

export function digiLockerRoutes(service: Service) {
  const router = createRouter();
  router.post(DIGILOCKER_PATH, async (c) => {
    const rules = service.wallets.digilocker;
    if (rules === null) throw new Problem("WALLET_NOT_OFFERED");
    const body = await readBoundedBody(c.req.raw, MAX_PULL_URI_REQUEST_BYTES);
    // Whoever does not hold the key learns nothing of how the document was understood.
    if (!isWalletHmac(c.req.header("x-digilocker-hmac") ?? "", body, rules))
      throw new Problem("WALLET_REQUEST_REFUSED");
    const request = readPullUriRequest(body);
    if (request === null) return refuse(c, "WALLET_REQUEST_MALFORMED", NOBODY, 400);
    if (!isFromPartner(request, rules, { now: service.clock.now() })) throw new Problem("WALLET_REQUEST_REFUSED");
    const answer = await answerTo(request, rules, service);
    // "Not found" is an answer of the interface, not of HTTP (issuer API 1.13, ResponseStatus).
    return answer === null ? refuse(c, "WALLET_DOCUMENT_UNKNOWN", request, 200) : c.body(answer, 200, XML);
  });
  return router;
}

function refuse(
  c: Context,
  code: "WALLET_REQUEST_MALFORMED" | "WALLET_DOCUMENT_UNKNOWN",
  echo: Echo,
  status: 200 | 400,
) {
  c.set("code", code);
  return c.body(pullUriFailure(echo), status, XML);
}

/** The document that the code leads to, where the type is ours and the wallet's own knowledge of its user does not contradict it. */
async function answerTo(request: PullUriRequest, rules: DigiLockerRules, service: Service): Promise<string | null> {
  const { stores, hash, clock, rules: serviceRules } = service;
  if (request.documentType.toUpperCase() !== rules.documentType) return null;
  const ports = { wallets: stores.wallets, certificates: stores.certificates, hash };
  const found = await documentOfCode(request.walletCode, ports, { now: clock.now() });
  if (!found.ok) return null;
  const { certificate, documentId } = found;
  const claims = claimsOfOwn(certificate.qrText);
  if (!claims.ok || !isOfUser(claims.value.identity, request)) return null;
  const kept = { ...certificate, claims: claims.value, issuer: serviceRules.issuer };
  const options = { language: "en", utcOffsetMinutes: serviceRules.issue.utcOffsetMinutes } as const;
  return pullUriSuccess(request, {
    ...kept,
    uri: `${rules.issuerId}-${rules.documentType}-${documentId}`,
    ...(request.format === "xml" ? {} : { pdf: await drawSheet(kept, options) }),
  });
}

/** A code may be told to somebody else; then name or birth date tell that this is another one's locker. */
function isOfUser(
  {
    fullName,
    secondName,
    birthDate,
  }: { readonly fullName: string; readonly secondName?: { readonly fullName: string }; readonly birthDate?: string },
  request: PullUriRequest,
): boolean {
  const spellings = secondName === undefined ? [fullName] : [fullName, secondName.fullName];
  if (request.fullName !== undefined && matchName(request.fullName, spellings) === null) return false;
  return request.birthDate === undefined || birthDate === undefined || request.birthDate.startsWith(birthDate);
}
