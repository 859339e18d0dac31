// What a confirmed person can keep beside the picture: paper, and an entry in a wallet.

import type { KeptCertificate } from "../../documents/index.ts";
import { openCredentialOffer } from "../../domain/credential-offer.ts";
import { offerWalletCode } from "../../domain/wallet-document.ts";
import { APPLE_PASS_MEDIA_TYPE, createApplePass, credentialOfferLink, googleSaveAddress } from "../../wallet/index.ts";
import { holderConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { issueFor } from "../issue-for.ts";
import { answerFile, answerPaper, keptFrom, PAPERS } from "../papers.ts";
import { Problem } from "../problem.ts";
import { type Context, createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

const bearer = [{ accessToken: [] }];
const binary = { schema: z.string().openapi({ format: "binary" }) };

const paper = (path: string, summary: string) =>
  createRoute({
    method: "get",
    path,
    tags: ["holder"],
    summary,
    description: "In the language that Accept-Language asks for.",
    security: bearer,
    responses: {
      200: { description: "The document.", content: { "application/pdf": binary } },
      ...problems(401, 403, 404, 410, 503),
    },
  });

const WalletCode = z
  .strictObject({
    walletCode: z.string().openapi({ description: "To be typed into the wallet.", example: "7K2M9QXW4T" }),
    expiresAt: NumericDate,
  })
  .openapi("WalletCode");

const walletCode = createRoute({
  method: "post",
  path: "/certificate/wallet-code",
  tags: ["holder"],
  summary: "A code with which a DigiLocker-style wallet fetches the certificate, for a day.",
  description: "An older code for the same certificate ends.",
  security: bearer,
  responses: {
    201: { description: "The code.", content: { "application/json": { schema: WalletCode } } },
    ...problems(401, 403, 404, 410, 503),
  },
});

const applePass = createRoute({
  method: "get",
  path: "/certificate.pkpass",
  tags: ["holder"],
  summary: "The certificate as a pass for Apple Wallet.",
  security: bearer,
  responses: {
    200: { description: "The pass.", content: { [APPLE_PASS_MEDIA_TYPE]: binary } },
    ...problems(401, 403, 404, 410, 503),
  },
});

const GoogleWallet = z
  .strictObject({
    saveAddress: z.string().openapi({ description: "Opened by the holder only: the certificate stands in it." }),
  })
  .openapi("GoogleWallet");

const googleWallet = createRoute({
  method: "post",
  path: "/certificate/google-wallet",
  tags: ["holder"],
  summary: "An address at which the holder saves the certificate in Google Wallet.",
  security: bearer,
  responses: {
    200: { description: "The address.", content: { "application/json": { schema: GoogleWallet } } },
    ...problems(401, 403, 404, 410, 503),
  },
});

const OfferWanted = z
  .strictObject({
    withTxCode: z.boolean().optional().openapi({
      description:
        "For an offer that others may see, such as a QR code: the wallet then asks for a number of six digits.",
    }),
  })
  .openapi("CredentialOfferWanted");

const CredentialOffer = z
  .strictObject({
    offerLink: z.string().openapi({
      description: "Opens a wallet on the same device, or stands in a QR code for another.",
      example: "openid-credential-offer://?credential_offer=%7B…%7D",
    }),
    txCode: z.string().optional().openapi({ description: "What the wallet asks for.", example: "493536" }),
    expiresAt: NumericDate,
  })
  .openapi("CredentialOffer");

const credentialOffer = createRoute({
  method: "post",
  path: "/certificate/credential-offer",
  tags: ["holder"],
  summary: "An offer with which a wallet fetches the certificate by OpenID4VCI, once and within five minutes.",
  description: "An older offer of the same certificate ends.",
  security: bearer,
  request: { body: { required: false, content: { "application/json": { schema: OfferWanted } } } },
  responses: {
    201: { description: "The offer.", content: { "application/json": { schema: CredentialOffer } } },
    ...problems(400, 401, 403, 404, 410, 413, 415, 422, 503),
  },
});

export function holderDocumentRoutes(service: Service) {
  const { clock, wallets, stores, hash, random } = service;
  const router = createRouter();
  for (const each of Object.values(PAPERS)) {
    router.openapi(paper(each.path, each.summary), (async (c: Context) =>
      answerPaper(c, service, each, await keptOf(c, service))) as never);
  }
  router.openapi(applePass, (async (c: Context) => {
    if (wallets.apple === null) throw new Problem("WALLET_NOT_OFFERED");
    const pass = createApplePass(await keptOf(c, service), wallets.apple);
    return answerFile(c, pass, APPLE_PASS_MEDIA_TYPE, "certificate.pkpass");
  }) as never);
  return router
    .openapi(walletCode, async (c) => {
      if (wallets.digilocker === null) throw new Problem("WALLET_NOT_OFFERED");
      const { certificateId } = await keptOf(c, service);
      const ports = { wallets: stores.wallets, hash, random };
      const { code, expiresAt } = await offerWalletCode(certificateId, ports, { now: clock.now() });
      return c.json({ walletCode: code, expiresAt }, 201);
    })
    .openapi(credentialOffer, async (c) => {
      if (wallets.openid4vci === null) throw new Problem("WALLET_NOT_OFFERED");
      const { withTxCode = false } = c.req.valid("json");
      const { certificateId } = await keptOf(c, service);
      const ports = { offers: stores.offers, hash, random };
      const offer = await openCredentialOffer(certificateId, ports, { now: clock.now(), withTxCode });
      const { txCode, expiresAt } = offer;
      const offerLink = credentialOfferLink(wallets.openid4vci, offer);
      return c.json({ offerLink, ...(txCode === null ? {} : { txCode }), expiresAt }, 201);
    })
    .openapi(googleWallet, async (c) => {
      if (wallets.google === null) throw new Problem("WALLET_NOT_OFFERED");
      const kept = await keptOf(c, service);
      return c.json({ saveAddress: await googleSaveAddress(kept, wallets.google, { now: clock.now() }) }, 200);
    });
}

/** The holder's own certificate: an answer for one organisation is nothing to keep. */
async function keptOf(c: Context, service: Service): Promise<KeptCertificate> {
  const { certificate, claims } = await issueFor(await holderConfirmationOf(c, service), service);
  return keptFrom(certificate, claims, service);
}
