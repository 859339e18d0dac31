// Certificates in wallets.

export { APPLE_PASS_MEDIA_TYPE, type ApplePassSettings, createApplePass } from "./apple-pass.ts";
export {
  authorizationServerMetadata,
  CREDENTIAL_CONFIGURATION_ID,
  CREDENTIAL_PATH,
  type CredentialIssuerSettings,
  credentialIssuerMetadata,
  credentialOfferLink,
  PRE_AUTHORIZED_CODE_GRANT,
  TOKEN_PATH,
} from "./credential-issuer.ts";
export { type GoogleWalletSettings, googleSaveAddress } from "./google-wallet.ts";
export { MAX_PULL_URI_REQUEST_BYTES, type PullUriRequest, readPullUriRequest } from "./pull-uri-request.ts";
export { type Echo, pullUriFailure, pullUriSuccess, type WalletDocument } from "./pull-uri-response.ts";
export { isFromPartner, isWalletHmac, type WalletPartner } from "./wallet-authentication.ts";
