// A wallet that speaks OpenID4VCI, played by a library that others keep: what it reads of our answers it reads by its own schemas. It is
// told no address but the offer's, and reaches the service through the `fetch` that the test gives it.

import { Openid4vciClient, type Openid4vciError } from "@openid4vc/openid4vci";

/** What a wallet gets; `qrText` is what it shows at a gate, made of the credential by the metadata alone. */
export type Fetched = { readonly credential: Uint8Array; readonly qrText: string };

/** The steps of a wallet, and all of them. */
export type Wallet = {
  readonly readOffer: (offerLink: string) => Promise<Offer>;
  readonly redeem: (offer: Offer, txCode?: string) => Promise<string>;
  readonly fetchCredential: (offer: Offer, accessToken: string) => Promise<Fetched>;
  readonly take: (offerLink: string, txCode?: string) => Promise<Fetched>;
};

export type Offer = {
  readonly credentialOffer: Awaited<ReturnType<Openid4vciClient["resolveCredentialOffer"]>>;
  readonly issuerMetadata: Awaited<ReturnType<Openid4vciClient["resolveIssuerMetadata"]>>;
};

/** A refusal as the wallet understood it. */
export type WalletRefusal = { readonly status: number; readonly error: string };

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

function unwanted(): never {
  throw new Error("this wallet signs and encrypts nothing");
}

export function createWallet(fetchIt: typeof fetch): Wallet {
  const client = new Openid4vciClient({
    callbacks: {
      fetch: fetchIt,
      hash: unwanted,
      generateRandom: unwanted,
      signJwt: unwanted,
      encryptJwe: unwanted,
      decryptJwe: unwanted,
      // No client id: whoever shows the code is served.
      clientAuthentication: () => undefined,
    } as unknown as ConstructorParameters<typeof Openid4vciClient>[0]["callbacks"],
  });
  const wallet: Wallet = {
    async readOffer(offerLink) {
      const credentialOffer = await client.resolveCredentialOffer(offerLink);
      return {
        credentialOffer,
        issuerMetadata: await client.resolveIssuerMetadata(credentialOffer.credential_issuer),
      };
    },
    async redeem(offer, txCode) {
      const options = { ...offer, ...(txCode === undefined ? {} : { txCode }) };
      const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer(options);
      return accessTokenResponse.access_token;
    },
    async fetchCredential({ credentialOffer, issuerMetadata }, accessToken) {
      const [credentialConfigurationId = ""] = credentialOffer.credential_configuration_ids;
      const answer = await client.retrieveCredentials({ issuerMetadata, credentialConfigurationId, accessToken });
      const [first] = answer.credentialResponse.credentials ?? [];
      const text = typeof first === "object" && "credential" in first ? String(first.credential) : "";
      const credential = new Uint8Array(Buffer.from(text, "base64url"));
      const configuration =
        issuerMetadata.credentialIssuer.credential_configurations_supported[credentialConfigurationId];
      return { credential, qrText: `${configuration?.qr_text_prefix}${base45(credential)}` };
    },
    async take(offerLink, txCode) {
      const offer = await wallet.readOffer(offerLink);
      return wallet.fetchCredential(offer, await wallet.redeem(offer, txCode));
    },
  };
  return wallet;
}

/** A `fetch` that finds a service at `url`, which ends in no slash, behind its public address, as the proxy in front would; and nothing else. */
export function publicAddressAt(credentialIssuer: string, url: string): typeof fetch {
  return (input, init) => {
    const asked = input instanceof Request ? input.url : String(input);
    if (!asked.startsWith(`${credentialIssuer}/`)) throw new Error(`the wallet was sent to ${asked}`);
    return fetch(asked.replace(credentialIssuer, url), init);
  };
}

/** RFC 9285 §4, written here once more: the wallet is somebody else's program. */
function base45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? 256 * (bytes[at] as number) + (bytes[at + 1] as number) : (bytes[at] as number);
    for (let digit = 0; digit < (isPair ? 3 : 2); digit++) {
      text += ALPHABET[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** The refusal that a step ended with, by the library's own reading of it. Throws where the step went well or ended in another way. */
export async function refusalOf(step: Promise<unknown>): Promise<WalletRefusal> {
  const thrown = await step.then(
    () => new Error("the wallet was served"),
    (error: Openid4vciError & Refused) => error,
  );
  const fromToken = "errorResponse" in thrown ? thrown.errorResponse?.error : undefined;
  const credentialError = "response" in thrown ? thrown.response?.credentialErrorResponseResult : undefined;
  const error = fromToken ?? credentialError?.data?.error;
  const response = "response" in thrown ? (thrown.response?.response ?? thrown.response) : undefined;
  if (error === undefined || response?.status === undefined) throw thrown;
  return { status: response.status, error };
}

type Refused = {
  readonly errorResponse?: { readonly error: string };
  readonly response?: {
    readonly status?: number;
    readonly response?: { readonly status: number };
    readonly credentialErrorResponseResult?: { readonly data?: { readonly error: string } };
  };
};
