// What a confirmed person can keep beside the picture: paper, and an entry in a wallet.

import { type DocumentOptions, drawCard, drawSheet, type KeptCertificate } from "../../documents/index.ts";
import { offerWalletCode } from "../../domain/wallet-document.ts";
import { APPLE_PASS_MEDIA_TYPE, createApplePass, googleSaveAddress } from "../../wallet/index.ts";
import { acceptedLanguage } from "../accept-language.ts";
import { holderConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { issueFor } from "../issue-for.ts";
import { Problem } from "../problem.ts";
import { type Context, createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

const bearer = [{ accessToken: [] }];
const binary = { schema: z.string().openapi({ format: "binary" }) };

/** Papers by the ending of their path. */
const PAPERS = [
  {
    path: "/certificate.pdf",
    name: "certificate.pdf",
    draw: drawSheet,
    summary: "The certificate on a sheet to print.",
  },
  {
    path: "/certificate-card.pdf",
    name: "card.pdf",
    draw: drawCard,
    summary: "The certificate on a card for the purse.",
  },
] as const;

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

export function holderDocumentRoutes(service: Service) {
  const { clock, wallets, stores, hash, random } = service;
  const router = createRouter();
  for (const { path, name, draw, summary } of PAPERS) {
    router.openapi(paper(path, summary), (async (c: Context) => {
      const language = acceptedLanguage(c.req.header("accept-language"));
      c.header("vary", "Accept-Language", { append: true });
      const pdf = await draw(await keptOf(c, service), optionsOf(service, language));
      return answerFile(c, pdf, "application/pdf", name);
    }) as never);
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
    .openapi(googleWallet, async (c) => {
      if (wallets.google === null) throw new Problem("WALLET_NOT_OFFERED");
      const kept = await keptOf(c, service);
      return c.json({ saveAddress: await googleSaveAddress(kept, wallets.google, { now: clock.now() }) }, 200);
    });
}

/** The holder's own certificate: an answer for one organisation is nothing to keep. */
async function keptOf(c: Context, service: Service): Promise<KeptCertificate> {
  const { certificate, claims } = await issueFor(await holderConfirmationOf(c, service), service);
  return { ...certificate, claims, issuer: service.rules.issuer };
}

function optionsOf({ rules }: Service, language: DocumentOptions["language"]): DocumentOptions {
  return { language, utcOffsetMinutes: rules.issue.utcOffsetMinutes };
}

function answerFile(c: Context, bytes: Uint8Array<ArrayBuffer>, mediaType: string, name: string): Response {
  return c.body(bytes, 200, { "content-type": mediaType, "content-disposition": `attachment; filename="${name}"` });
}
