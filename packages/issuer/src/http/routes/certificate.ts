// What a confirmed person gets: the status, the certificate in the form asked for, and its end. By bearer token; nothing in an
// address tells who.

import { decodeQrText, VACCINATION_STATUSES } from "@mohor/schema";
import { revokeOwnCertificates } from "../../domain/revoke-certificate.ts";
import { drawPng, drawSvg } from "../../qr/index.ts";
import { confirmationOf, holderConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { issueFor } from "../issue-for.ts";
import { orProblem, Problem } from "../problem.ts";
import { type Context, createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

const Status = z.strictObject({ status: z.enum(VACCINATION_STATUSES) }).openapi("Status");

const CertificateBody = z
  .strictObject({
    certificateId: z.string().openapi({ example: "1a2b3c4d-00f3e2" }),
    qrText: z.string().openapi({ description: "What the QR code holds." }),
    iat: NumericDate,
    exp: NumericDate,
  })
  .openapi("Certificate");

const Revocation = z
  .strictObject({
    revoked: z.array(z.string()).openapi({ description: "Ids of the certificates that were revoked now." }),
  })
  .openapi("Revocation");

const bearer = [{ accessToken: [] }];

const status = createRoute({
  method: "get",
  path: "/status",
  tags: ["holder"],
  summary: "The vaccination status: one of three, and nothing beside it.",
  description: "The answer stands in a certificate, which is issued with it and can be fetched with the same token.",
  security: bearer,
  responses: {
    200: { description: "The status.", content: { "application/json": { schema: Status } } },
    ...problems(401, 403, 404, 410, 503),
  },
});

/** Forms of a certificate: media type, ending of its path, and how it is made of the QR text. JSON is looked at apart. */
const FORMS = [
  { mediaType: "image/png", extension: "png", render: (qrText: string) => drawPng(qrText) },
  { mediaType: "image/svg+xml", extension: "svg", render: (qrText: string) => drawSvg(qrText) },
  { mediaType: "text/plain", extension: "txt", render: (qrText: string) => `${qrText}\n` },
  { mediaType: "application/cose", extension: "cose", render: tokenOf },
] as const;
type Form = (typeof FORMS)[number];

const JSON_TYPE = "application/json";

/** The COSE_Sign1 itself (RFC 9052 §4.2), as it stands in the QR text. */
function tokenOf(qrText: string): Uint8Array<ArrayBuffer> {
  const token = decodeQrText(qrText);
  // Only what passed the self-check was ever stored.
  if (!token.ok) throw new TypeError(`a stored certificate does not decode: ${token.code}`);
  return new Uint8Array(token.value);
}

const binary = { schema: z.string().openapi({ format: "binary" }) };

const certificate = createRoute({
  method: "get",
  path: "/certificate",
  tags: ["holder"],
  summary: "The certificate, in the form that Accept asks for.",
  description: "Issued when first asked for; the same ever after. `/certificate.png` and its like need no Accept.",
  security: bearer,
  responses: {
    200: {
      description: "The certificate.",
      content: {
        "application/json": { schema: CertificateBody },
        "image/png": binary,
        "image/svg+xml": { schema: z.string() },
        "text/plain": { schema: z.string() },
        "application/cose": binary,
      },
    },
    ...problems(401, 403, 404, 406, 410, 503),
  },
});

function certificateFile<const Extension extends string>(extension: Extension, mediaType: string) {
  return createRoute({
    method: "get",
    path: `/certificate.${extension}`,
    tags: ["holder"],
    summary: `The certificate as ${mediaType}.`,
    security: bearer,
    responses: {
      200: { description: "The certificate.", content: { [mediaType]: binary } },
      ...problems(401, 403, 404, 410, 503),
    },
  });
}

const revocation = createRoute({
  method: "post",
  path: "/certificate/revocation",
  tags: ["holder"],
  summary: "Revoke all current certificates of this person.",
  description: "Those made for organisations too. A person who does not know who holds a copy has to end them all.",
  security: bearer,
  responses: {
    200: { description: "They are revoked.", content: { "application/json": { schema: Revocation } } },
    ...problems(401, 403, 404, 503),
  },
});

export function certificateRoutes(service: Service) {
  const file = (form: Form) => async (c: Context) => answerWith(c, form, await qrTextOf(c));
  const qrTextOf = async (c: Context) => (await issueFor(await confirmationOf(c, service), service)).certificate.qrText;
  const router = createRouter();
  for (const form of FORMS) router.openapi(certificateFile(form.extension, form.mediaType), file(form) as never);
  return router
    .openapi(status, async (c) => {
      const { claims } = await issueFor(await confirmationOf(c, service), service);
      return c.json({ status: claims.status }, 200);
    })
    .openapi(certificate, async (c) => {
      const chosen = chooseForm(c.req.header("accept"));
      if (chosen === null) throw new Problem("HTTP_NOT_ACCEPTABLE");
      const issued = await issueFor(await confirmationOf(c, service), service);
      c.header("vary", "Accept", { append: true });
      const { certificateId, qrText, iat, exp } = issued.certificate;
      if (chosen === JSON_TYPE) return c.json({ certificateId, qrText, iat, exp }, 200);
      return answerWith(c, chosen, qrText) as never;
    })
    .openapi(revocation, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const { stores, clock } = service;
      const { revoked } = orProblem(await revokeOwnCertificates(confirmed, stores, { now: clock.now() }));
      return c.json({ revoked: [...revoked] }, 200);
    });
}

function answerWith(c: Context, { mediaType, extension, render }: Form, qrText: string): Response {
  return c.body(render(qrText), 200, {
    "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "content-disposition": `inline; filename="certificate.${extension}"`,
  });
}

/** Ranges that are looked at: browsers send fewer than ten. */
const MAX_RANGES = 16;

/** The form that an Accept header likes best (RFC 9110 §12.5.1), JSON where it does not matter; null where it likes none. */
function chooseForm(accept = "*/*"): Form | typeof JSON_TYPE | null {
  const ranges = accept.split(",", MAX_RANGES).map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.map((part) => /^q=([01](?:\.\d{0,3})?)$/.exec(part)?.[1]).find((q) => q !== undefined);
    return { type, quality: Number(quality ?? 1) };
  });
  const qualityOf = (mediaType: string) => {
    const specific = [mediaType, `${mediaType.split("/")[0]}/*`, "*/*"];
    const named = specific
      .map((type) => ranges.find((range) => range.type === type))
      .find((range) => range !== undefined);
    return named?.quality ?? 0;
  };
  const offers = [JSON_TYPE, ...FORMS] as const;
  let best: { readonly form: Form | typeof JSON_TYPE; readonly quality: number } | null = null;
  for (const form of offers) {
    const quality = qualityOf(form === JSON_TYPE ? JSON_TYPE : form.mediaType);
    if (quality > (best?.quality ?? 0)) best = { form, quality };
  }
  return best?.form ?? null;
}
