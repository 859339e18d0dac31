// The endpoints that OpenID4VCI wallets call: metadata, token, credential. The holder makes the offer (holder-documents.ts). Whoever calls
// here shows a code or a token and nothing else, and learns what the certificate's QR code says and nothing else.

import { decodeQrText, toBase64Url } from "@mohor/schema";
import { certificateOfCredentialToken, redeemCredentialOffer } from "../../domain/credential-offer.ts";
import {
  authorizationServerMetadata,
  CREDENTIAL_CONFIGURATION_ID,
  type CredentialIssuerSettings,
  credentialIssuerMetadata,
  PRE_AUTHORIZED_CODE_GRANT,
} from "../../wallet/index.ts";
import { createRoute, z } from "../hono.ts";
import { orProblem, Problem } from "../problem.ts";
import { type Context, createRouter } from "../router.ts";
import type { Service } from "../service.ts";

const tags = ["OpenID4VCI wallets"];

const OAuthError = z
  .strictObject({
    error: z.string().openapi({ example: "invalid_grant" }),
    error_description: z.string(),
    error_uri: z.string().optional().openapi({ description: "Ends in one of this service's codes, and explains it." }),
  })
  .openapi("OAuthError");

/** Refusals of these statuses. */
function refusals<const Statuses extends readonly number[]>(...statuses: Statuses) {
  const refusal = {
    description: "A refusal in OAuth's words.",
    content: { "application/json": { schema: OAuthError } },
  };
  return Object.fromEntries(statuses.map((status) => [status, refusal])) as {
    [Status in Statuses[number]]: typeof refusal;
  };
}

const MAX_PARAMETER_LENGTH = 256;
/** Characters of authorization_details: one entry has about 100. */
const MAX_DETAILS_LENGTH = 2_048;

// Parameters that nobody knows are ignored, as the standards demand (RFC 6749 §3.2, OpenID4VCI 1.0 §8.2), so these objects are not strict.
const TokenRequest = z
  .object({
    grant_type: z.string().max(MAX_PARAMETER_LENGTH).openapi({ example: PRE_AUTHORIZED_CODE_GRANT }),
    "pre-authorized_code": z.string().max(MAX_PARAMETER_LENGTH).optional(),
    tx_code: z.string().max(MAX_PARAMETER_LENGTH).optional().openapi({ description: "Where the offer asks for one." }),
    authorization_details: z.string().max(MAX_DETAILS_LENGTH).optional().openapi({ description: "RFC 9396, as JSON." }),
  })
  .openapi("TokenRequest");

/** One entry: there is one credential to ask for. */
const AuthorizationDetails = z.tuple([
  z.object({ type: z.literal("openid_credential"), credential_configuration_id: z.string() }),
]);

const TokenResponse = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds." }),
    authorization_details: z
      .array(
        z.strictObject({
          type: z.literal("openid_credential"),
          credential_configuration_id: z.string(),
          credential_identifiers: z.array(z.string()),
        }),
      )
      .optional(),
  })
  .openapi("TokenResponse");

const token = createRoute({
  method: "post",
  path: "/openid4vci/token",
  tags,
  summary: "Exchange a pre-authorized code for a token that fetches one certificate.",
  description: "A code works once. The token lasts five minutes and may be used again until then.",
  request: { body: { required: true, content: { "application/x-www-form-urlencoded": { schema: TokenRequest } } } },
  responses: {
    200: { description: "The token.", content: { "application/json": { schema: TokenResponse } } },
    ...refusals(400, 404, 413, 503),
  },
});

const CredentialRequest = z
  .object({
    credential_configuration_id: z.string().max(MAX_PARAMETER_LENGTH).optional(),
    credential_identifier: z.string().max(MAX_PARAMETER_LENGTH).optional(),
    credential_response_encryption: z.unknown().optional(),
  })
  .openapi("CredentialRequest");

const CredentialResponse = z
  .strictObject({
    credentials: z.array(
      z.strictObject({
        credential: z.string().openapi({ description: "The COSE_Sign1 of the QR code, base64url." }),
      }),
    ),
  })
  .openapi("CredentialResponse");

const credential = createRoute({
  method: "post",
  path: "/openid4vci/credential",
  tags,
  summary: "The certificate, byte for byte as its QR code holds it.",
  description:
    "No proof of possession is asked for; one that is sent is ignored, because the certificate is bound to no key.",
  security: [{ credentialToken: [] }],
  request: { body: { required: true, content: { "application/json": { schema: CredentialRequest } } } },
  responses: {
    200: { description: "The certificate.", content: { "application/json": { schema: CredentialResponse } } },
    ...refusals(400, 401, 404, 413, 503),
  },
});

export function openid4vciRoutes({ stores, hash, random, clock, wallets }: Service) {
  return createRouter()
    .openapi(token, async (c) => {
      settingsOf(wallets.openid4vci);
      const request = c.req.valid("form");
      if (request.grant_type !== PRE_AUTHORIZED_CODE_GRANT) throw new Problem("WALLET_GRANT_TYPE_UNKNOWN");
      const { "pre-authorized_code": code, tx_code: txCode = null } = request;
      if (code === undefined) throw new Problem("HTTP_BODY_INVALID", { pointer: "/pre-authorized_code" });
      // Before the code is spent: a wallet that asks for something else keeps it.
      const authorizationDetails = detailsOf(request.authorization_details);
      const ports = { offers: stores.offers, hash, random };
      const redeemed = orProblem(await redeemCredentialOffer({ code, txCode }, ports, { now: clock.now() }));
      return c.json(
        {
          access_token: redeemed.accessToken,
          token_type: "Bearer" as const,
          expires_in: redeemed.expiresInSeconds,
          ...authorizationDetails,
        },
        200,
      );
    })
    .openapi(credential, async (c) => {
      settingsOf(wallets.openid4vci);
      const accessToken = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
      const ports = { offers: stores.offers, certificates: stores.certificates, hash };
      const fetched = await certificateOfCredentialToken(accessToken, ports, { now: clock.now() });
      // Whoever has no token is told nothing about the rest of the request.
      if (!fetched.ok && fetched.code === "ACCESS_TOKEN_INVALID") throw new Problem("ACCESS_TOKEN_INVALID");
      checkCredentialRequest(c.req.valid("json"));
      return c.json({ credentials: [{ credential: credentialOf(orProblem(fetched).certificate.qrText) }] }, 200);
    });
}

function settingsOf(settings: CredentialIssuerSettings | null): CredentialIssuerSettings {
  if (settings === null) throw new Problem("WALLET_NOT_OFFERED");
  return settings;
}

/** The answer to the authorization details of a request (OpenID4VCI 1.0 §6.2), nothing where it has none. Throws Problem HTTP_BODY_INVALID, WALLET_CREDENTIAL_UNKNOWN. */
function detailsOf(text: string | undefined): Pick<z.infer<typeof TokenResponse>, "authorization_details"> {
  if (text === undefined) return {};
  const pointer = "/authorization_details";
  const details = AuthorizationDetails.safeParse(parseJson(text));
  if (!details.success) throw new Problem("HTTP_BODY_INVALID", { pointer });
  const [entry] = details.data;
  if (entry.credential_configuration_id !== CREDENTIAL_CONFIGURATION_ID)
    throw new Problem("WALLET_CREDENTIAL_UNKNOWN", { pointer });
  return { authorization_details: [{ ...entry, credential_identifiers: [CREDENTIAL_CONFIGURATION_ID] }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One of the two names, and the right one (OpenID4VCI 1.0 §8.2). Throws Problem HTTP_BODY_INVALID, WALLET_CREDENTIAL_UNKNOWN, WALLET_ENCRYPTION_REFUSED. */
function checkCredentialRequest(request: z.infer<typeof CredentialRequest>): void {
  const names = ["credential_configuration_id", "credential_identifier"] as const;
  const [name, another] = names.filter((each) => request[each] !== undefined);
  if (name === undefined || another !== undefined) throw new Problem("HTTP_BODY_INVALID", { pointer: `/${names[0]}` });
  if (request[name] !== CREDENTIAL_CONFIGURATION_ID)
    throw new Problem("WALLET_CREDENTIAL_UNKNOWN", { pointer: `/${name}` });
  // An answer in the clear is not what was asked for.
  if (request.credential_response_encryption !== undefined) throw new Problem("WALLET_ENCRYPTION_REFUSED");
}

/** The token of a stored QR text, base64url without padding (OpenID4VCI 1.0 §8.3). */
function credentialOf(qrText: string): string {
  const decoded = decodeQrText(qrText);
  // Only what passed the self-check was ever stored.
  if (!decoded.ok) throw new TypeError(`a stored certificate does not decode: ${decoded.code}`);
  return toBase64Url(decoded.value);
}

const metadata = (path: string, summary: string) =>
  createRoute({
    method: "get",
    path,
    tags,
    summary,
    responses: {
      200: {
        description: "The metadata.",
        content: { "application/json": { schema: z.record(z.string(), z.unknown()) } },
      },
      ...refusals(404),
    },
  });

/** Metadata change with the settings only; an hour is what a wallet may go by them. */
const CACHE_CONTROL = "public, max-age=3600";

export function openid4vciWellKnownRoutes({ wallets, rules }: Service) {
  const publish = (c: Context) => {
    c.header("access-control-allow-origin", "*");
    c.header("cross-origin-resource-policy", "cross-origin");
    c.header("cache-control", CACHE_CONTROL);
  };
  return createRouter()
    .openapi(metadata("/openid-credential-issuer", "What wallets read of the credential that is offered."), (c) => {
      const settings = settingsOf(wallets.openid4vci);
      publish(c);
      return c.json(credentialIssuerMetadata(settings, { authority: rules.issuer, alg: rules.issue.alg }), 200);
    })
    .openapi(metadata("/oauth-authorization-server", "What wallets read of the token endpoint (RFC 8414)."), (c) => {
      const settings = settingsOf(wallets.openid4vci);
      publish(c);
      return c.json(authorizationServerMetadata(settings), 200);
    });
}
