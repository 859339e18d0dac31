// Problems as OAuth clients know them, on the two paths that wallets call: `error` with one of the standard's words (RFC 6749 §5.2, RFC
// 6750 §3.1, RFC 9396 §5, OpenID4VCI 1.0 §6.3 and §8.3.1.2), and our own code at the end of `error_uri`.

import type { Code } from "@mohor/schema";
import { TEXTS } from "@mohor/schema/texts";
import { CREDENTIAL_PATH, TOKEN_PATH } from "../wallet/index.ts";
import type { ContentfulStatusCode } from "./hono.ts";
import { type Problem, renderProblem } from "./problem.ts";
import type { Context } from "./router.ts";
import type { Service } from "./service.ts";

/** The body of an error, in the order in which it is sent. */
export type OAuthErrorBody = {
  readonly error: string;
  readonly error_description: string;
  readonly error_uri?: string;
};

/** A standard's word for a code; where the word goes with a status of its own, that too. */
type Word = readonly [error: string, status?: ContentfulStatusCode];

const TOKEN_WORDS: Partial<Readonly<Record<Code, Word>>> = {
  WALLET_GRANT_TYPE_UNKNOWN: ["unsupported_grant_type"],
  WALLET_GRANT_INVALID: ["invalid_grant"],
  WALLET_TX_CODE_WRONG: ["invalid_grant"],
  HTTP_BODY_INVALID: ["invalid_request", 400],
  HTTP_CONTENT_TYPE_UNKNOWN: ["invalid_request", 400],
};

const CREDENTIAL_WORDS: Partial<Readonly<Record<Code, Word>>> = {
  ACCESS_TOKEN_INVALID: ["invalid_token"],
  WALLET_CREDENTIAL_UNKNOWN: ["unknown_credential_configuration"],
  WALLET_ENCRYPTION_REFUSED: ["invalid_encryption_parameters"],
  WALLET_DOCUMENT_UNKNOWN: ["credential_request_denied", 400],
  HTTP_BODY_MALFORMED: ["invalid_credential_request"],
  HTTP_BODY_INVALID: ["invalid_credential_request", 400],
  HTTP_CONTENT_TYPE_UNKNOWN: ["invalid_credential_request", 400],
};

/** Words that a member of the request decides, where the code says of several members that they are wrong. */
const WORDS_OF_MEMBERS: Readonly<Record<string, Word>> = {
  "HTTP_BODY_INVALID /authorization_details": ["invalid_authorization_details", 400],
  "WALLET_CREDENTIAL_UNKNOWN /authorization_details": ["invalid_authorization_details"],
  "WALLET_CREDENTIAL_UNKNOWN /credential_identifier": ["unknown_credential_identifier"],
};

/** The error that a problem is on a wallet's path; null on any other. */
export function oauthError(
  c: Context,
  problem: Problem,
  { wallets }: Pick<Service, "wallets">,
): {
  readonly body: OAuthErrorBody;
  readonly status: ContentfulStatusCode;
  readonly headers: Readonly<Record<string, string>>;
} | null {
  const isToken = c.req.path === TOKEN_PATH;
  if (!isToken && c.req.path !== CREDENTIAL_PATH) return null;
  const { code, facts } = problem;
  const { status } = renderProblem(problem, "en");
  const [error, ownStatus] =
    WORDS_OF_MEMBERS[`${code} ${facts.pointer}`] ??
    (isToken ? TOKEN_WORDS : CREDENTIAL_WORDS)[code] ??
    (status >= 500 ? [status === 503 ? "temporarily_unavailable" : "server_error"] : ["invalid_request"]);
  const issuer = wallets.openid4vci?.credentialIssuer;
  const hasToken = c.req.header("authorization") !== undefined;
  return {
    status: ownStatus ?? status,
    body: {
      error,
      error_description: asDescription(TEXTS.en[code].text),
      ...(issuer === undefined ? {} : { error_uri: `${issuer}/problems/${code}` }),
    },
    headers: {
      "content-type": "application/json",
      "content-language": "en",
      // RFC 6750 §3.1: whoever sent no token is not told that it is wrong.
      ...(status === 401 && hasToken ? { "www-authenticate": 'Bearer realm="mohor", error="invalid_token"' } : {}),
    },
  };
}

/** The characters that a description may have (RFC 6749 §5.2): printable ASCII without quotation marks and backslashes. */
function asDescription(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "'");
}
