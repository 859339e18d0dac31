// What people are shown before they agree, what they agreed to, and what they may ask for about themselves. Everything but the notice
// needs a confirmed code, and is about the person who confirmed it alone.

import { LANGUAGES } from "@mohor/schema/texts";
import { giveReceipt, ownReceipts, withdrawConsent } from "../../domain/consent-receipts.ts";
import { NOTICE_VERSION, noticeText } from "../../domain/notice.ts";
import { erasePerson, exportPerson } from "../../domain/person-requests.ts";
import { acceptedLanguage } from "../accept-language.ts";
import { holderConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { identify, identifyEmbedded } from "../identify.ts";
import { orProblem, Problem } from "../problem.ts";
import { receiptContext, receiptPorts } from "../receipts.ts";
import { createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

const Notice = z
  .strictObject({
    version: z.string().openapi({ description: "To be sent with the request for a code." }),
    language: z.enum(LANGUAGES),
    text: z.string().openapi({ description: "To be shown as it is before the person agrees." }),
  })
  .openapi("Notice");

const Consent = z
  .strictObject({
    receiptId: z.string(),
    audience: z.string().optional().openapi({ description: "The organisation that it was given for." }),
    desk: z.string().optional().openapi({ description: "The help desk that it was given at." }),
    noticeVersion: z.string(),
    noticeLanguage: z.string(),
    givenAt: NumericDate,
    withdrawnAt: NumericDate.nullable(),
  })
  .openapi("Consent");

const Withdrawal = z
  .strictObject({
    withdrawnAt: NumericDate,
    revoked: z.array(z.string()).openapi({ description: "Ids of the certificates that were revoked now." }),
    receipt: z.string().nullable().openapi({ description: "The signed receipt of the withdrawal, base64." }),
  })
  .openapi("Withdrawal");

const Erasure = z
  .strictObject({ records: z.int(), certificates: z.int(), consents: z.int(), challenges: z.int() })
  .openapi("Erasure");

const bearer = [{ accessToken: [] }];
const receiptId = z
  .string()
  .max(64)
  .openapi({ param: { name: "receiptId", in: "path" }, description: "From the list." });

const notice = createRoute({
  method: "get",
  path: "/notice",
  tags: ["consent"],
  summary: "The notice to show before asking for a code, in the language that Accept-Language asks for.",
  description: "With an organisation's key it names that organisation and what it asks for.",
  security: [{}, { entityKey: [] }],
  responses: {
    200: { description: "The notice.", content: { "application/json": { schema: Notice } } },
    ...problems(401, 403, 429),
  },
});

const list = createRoute({
  method: "get",
  path: "/consents",
  tags: ["consent"],
  summary: "What this person has agreed to, newest first.",
  security: bearer,
  responses: {
    200: {
      description: "The consents.",
      content: { "application/json": { schema: z.strictObject({ consents: z.array(Consent) }).openapi("Consents") } },
    },
    ...problems(401, 403, 404, 503),
  },
});

const receipt = createRoute({
  method: "get",
  path: "/consents/receipt",
  tags: ["consent"],
  summary: "The signed receipt of the consent that this token was given under (docs/spec.md §14).",
  security: bearer,
  responses: {
    200: {
      description: "A COSE_Sign1.",
      content: { "application/cose": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...problems(401, 403, 404, 422, 503),
  },
});

const withdrawal = createRoute({
  method: "post",
  path: "/consents/{receiptId}/withdrawal",
  tags: ["consent"],
  summary: "End a consent and revoke what was issued under it.",
  security: bearer,
  request: { params: z.strictObject({ receiptId }) },
  responses: {
    200: { description: "It has ended.", content: { "application/json": { schema: Withdrawal } } },
    ...problems(401, 403, 404, 422, 503),
  },
});

const personalData = createRoute({
  method: "get",
  path: "/person",
  tags: ["consent"],
  summary: "Everything that is held about this person.",
  security: bearer,
  responses: {
    200: {
      description: "All of it.",
      content: { "application/json": { schema: z.looseObject({}).openapi("Person") } },
    },
    ...problems(401, 403, 404, 503),
  },
});

const erasure = createRoute({
  method: "delete",
  path: "/person",
  tags: ["consent"],
  summary: "Delete everything that is held about this person, having revoked what is current.",
  security: bearer,
  responses: {
    200: { description: "How much there was.", content: { "application/json": { schema: Erasure } } },
    ...problems(401, 403, 404, 503),
  },
});

export function consentRoutes(service: Service) {
  const { stores, clock, rules } = service;
  const router = createRouter();
  router.use("/notice", identify(service, "verifying-entity"));
  router.use("/notice", identifyEmbedded(service));
  return router
    .openapi(notice, (c) => {
      const { entity } = c.var;
      const language = acceptedLanguage(c.req.header("accept-language"));
      const version = NOTICE_VERSION;
      const places = { issuer: rules.issuer, ...(entity === undefined ? {} : { organisation: entity }) };
      const text = noticeText(entity === undefined ? "certificate" : "status-answer", { version, language }, places);
      if (text === null) throw new Problem("NOTICE_UNKNOWN");
      c.header("vary", "Accept-Language", { append: true });
      return c.json({ version, language, text }, 200);
    })
    .openapi(list, async (c) => {
      const { receipts } = orProblem(await ownReceipts(await holderConfirmationOf(c, service), stores));
      const consents = receipts.map(({ receiptId, consent, withdrawnAt }) => ({ receiptId, ...consent, withdrawnAt }));
      return c.json({ consents }, 200);
    })
    .openapi(receipt, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const given = orProblem(await giveReceipt(confirmed, receiptPorts(service), receiptContext(service)));
      return c.body(new Uint8Array(given.receipt.document), 200, { "content-type": "application/cose" }) as never;
    })
    .openapi(withdrawal, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const { receiptId: id } = c.req.valid("param");
      const done = orProblem(await withdrawConsent(id, confirmed, receiptPorts(service), receiptContext(service)));
      const { withdrawnAt, revoked, document } = done;
      const signed = document === null ? null : Buffer.from(document).toString("base64");
      return c.json({ withdrawnAt, revoked: [...revoked], receipt: signed }, 200);
    })
    .openapi(personalData, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const { data } = orProblem(await exportPerson(confirmed, stores, { now: clock.now() }));
      return c.json(data, 200) as never;
    })
    .openapi(erasure, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const { erased } = orProblem(await erasePerson(confirmed, stores, { now: clock.now() }));
      return c.json({ ...erased }, 200);
    });
}
