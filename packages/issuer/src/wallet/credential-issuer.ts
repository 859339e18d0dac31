// What OpenID4VCI wallets read of this service (OpenID for Verifiable Credential Issuance 1.0, "OpenID4VCI"): the credential issuer's
// metadata, those of its authorization server (RFC 8414), and the offer that a holder hands to a wallet. There is one credential, one
// grant and no key proof: the certificate names its holder and is bound to no key, so no nonce endpoint stands here either (§7, §14.1).

import { QR_PREFIX } from "@mohor/schema";
import { LANGUAGES } from "@mohor/schema/texts";
import { CARD_WORDS } from "../documents/card-words.ts";
import { TX_CODE_DIGITS } from "../domain/credential-offer.ts";

/** What an operator says: the https origin of the service, without a slash at its end. Both identifiers of OAuth are this. */
export type CredentialIssuerSettings = { readonly credentialIssuer: string };

/** A document of metadata, ready for JSON. */
export type Metadata = Readonly<Record<string, unknown>>;

/** Paths below the credential issuer. */
export const TOKEN_PATH = "/v1/openid4vci/token";
export const CREDENTIAL_PATH = "/v1/openid4vci/credential";

/** The one credential configuration, and the one scope: short, because it stands in QR codes. */
export const CREDENTIAL_CONFIGURATION_ID = "mohor_status";

export const PRE_AUTHORIZED_CODE_GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/** Policy: the media type of the format names it (OpenID4VCI 1.0 appendix A). `cwt_vc`, which others use, means two other formats. */
const FORMAT = "application/cwt";

/** The metadata of the credential issuer (§12.2.4), for an authority of this name that signs with this COSE algorithm. */
export function credentialIssuerMetadata(
  { credentialIssuer }: CredentialIssuerSettings,
  { authority, alg }: { readonly authority: string; readonly alg: number },
): Metadata {
  return {
    credential_issuer: credentialIssuer,
    credential_endpoint: credentialIssuer + CREDENTIAL_PATH,
    display: [{ name: authority }],
    credential_configurations_supported: {
      [CREDENTIAL_CONFIGURATION_ID]: {
        format: FORMAT,
        scope: CREDENTIAL_CONFIGURATION_ID,
        credential_signing_alg_values_supported: [alg],
        // A parameter of our format profile (docs/spec.md §15): what stands before the Base45 text of the credential in a QR code.
        qr_text_prefix: QR_PREFIX,
        credential_metadata: {
          display: LANGUAGES.map((language) => ({
            name: CARD_WORDS[language].title,
            locale: `${language}-IN`,
            description: CARD_WORDS[language].howToVerify,
          })),
        },
      },
    },
  };
}

/** The metadata of the authorization server (RFC 8414 §2, OpenID4VCI 1.0 §12.3), which is the service itself. Wallets need no registration. */
export function authorizationServerMetadata({ credentialIssuer }: CredentialIssuerSettings): Metadata {
  return {
    issuer: credentialIssuer,
    token_endpoint: credentialIssuer + TOKEN_PATH,
    grant_types_supported: [PRE_AUTHORIZED_CODE_GRANT],
    token_endpoint_auth_methods_supported: ["none"],
    scopes_supported: [CREDENTIAL_CONFIGURATION_ID],
    authorization_details_types_supported: ["openid_credential"],
    "pre-authorized_grant_anonymous_access_supported": true,
  };
}

/**
 * The offer by value (§4.1.2), as a link that opens a wallet or a QR code that one scans. Policy: not by reference: the code would then be
 * given to whoever asks at an address, and addresses are kept in logs.
 */
export function credentialOfferLink(
  { credentialIssuer }: CredentialIssuerSettings,
  { code, txCode }: { readonly code: string; readonly txCode: string | null },
): string {
  const grant = { "pre-authorized_code": code, ...(txCode === null ? {} : { tx_code: { length: TX_CODE_DIGITS } }) };
  const offer = {
    credential_issuer: credentialIssuer,
    credential_configuration_ids: [CREDENTIAL_CONFIGURATION_ID],
    grants: { [PRE_AUTHORIZED_CODE_GRANT]: grant },
  };
  return `openid-credential-offer://?credential_offer=${encodeQuery(JSON.stringify(offer))}`;
}

/** Percent-encoded where a query needs it (RFC 3986 §3.4), and no further: one version less of the QR code. */
function encodeQuery(text: string): string {
  return encodeURIComponent(text).replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",");
}
