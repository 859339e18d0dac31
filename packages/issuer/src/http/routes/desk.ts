// The help desk (docs/decisions/0053): it asks for a code in the name of the person who stands before it, confirms the code that they
// say, and prints. With its key alone it learns nothing about anybody; with the key and the token of a visit it gets that visit's papers,
// for minutes. Every step is in the audit trail with the desk's id.

import { VACCINATION_STATUSES } from "@mohor/schema";
import { LANGUAGES } from "@mohor/schema/texts";
import { endAccessToken } from "../../domain/access-token.ts";
import { visitFact } from "../../domain/desk-visit.ts";
import type { Entity } from "../../domain/entity.ts";
import { bearerOf, deskConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_CODE_LENGTH, MAX_ID_LENGTH, MAX_MOBILE_LENGTH } from "../http-limits.ts";
import { identify } from "../identify.ts";
import { issueFor } from "../issue-for.ts";
import { answerPaper, keptFrom, PAPERS } from "../papers.ts";
import { Problem, problemOf } from "../problem.ts";
import { confirmCode } from "../prove-number.ts";
import { type Context, createRouter, NumericDate, problems } from "../router.ts";
import { sendStatusMessage } from "../send-status-message.ts";
import type { Service } from "../service.ts";
import { OtpRequestBody, OtpRequested, requestCode } from "./otp.ts";

/** What became of the message with the status. */
const STATUS_MESSAGES = ["sent", "not-sent", "not-offered"] as const;

const Desk = z.strictObject({ deskId: z.string(), name: z.string(), place: z.string() }).openapi("Desk");

const DeskConfirmationBody = z
  .strictObject({
    txnId: z.string().max(MAX_ID_LENGTH),
    code: z.string().max(MAX_CODE_LENGTH).openapi({ description: "As the person says it.", example: "123456" }),
    mobile: z
      .string()
      .max(MAX_MOBILE_LENGTH)
      .openapi({ description: "The number again, for the message with the status: the service keeps none." }),
    language: z.enum(LANGUAGES).openapi({ description: "Language of that message." }),
  })
  .openapi("DeskConfirmation");

const DeskConfirmed = z
  .strictObject({
    accessToken: z.string().openapi({ description: "For the papers of this visit, together with the desk's key." }),
    expiresAt: NumericDate,
    fullName: z
      .string()
      .openapi({ description: "To be compared with the person's identity document before printing." }),
    status: z.enum(VACCINATION_STATUSES),
    validUntil: NumericDate,
    receiptId: z.string().nullable().openapi({ description: "Of the receipt of consent; it stands on the sheet." }),
    statusMessage: z.enum(STATUS_MESSAGES),
  })
  .openapi("DeskConfirmed");

const deskKey = [{ deskKey: [] }];
const deskVisit = [{ deskKey: [], accessToken: [] }];

const self = createRoute({
  method: "get",
  path: "/desk",
  tags: ["help desks"],
  summary: "The desk that this key is of.",
  security: deskKey,
  responses: {
    200: { description: "The desk.", content: { "application/json": { schema: Desk } } },
    ...problems(401, 403, 429, 503),
  },
});

const request = createRoute({
  method: "post",
  path: "/desk/otp-requests",
  tags: ["help desks"],
  summary: "Send a code to the person at the desk; the message says who asked.",
  description: "The answer is the same whether or not anybody is registered under this number or name.",
  security: deskKey,
  request: { body: { required: true, content: { "application/json": { schema: OtpRequestBody } } } },
  responses: {
    201: { description: "A code is on its way.", content: { "application/json": { schema: OtpRequested } } },
    ...problems(400, 401, 403, 413, 415, 422, 429, 503),
  },
});

const confirmation = createRoute({
  method: "post",
  path: "/desk/otp-confirmations",
  tags: ["help desks"],
  summary: "Confirm the code that the person says, and issue the certificate.",
  description:
    "The person's number gets the status by message, once. The same code again, until ten minutes after the request, gives the same certificate.",
  security: deskKey,
  request: { body: { required: true, content: { "application/json": { schema: DeskConfirmationBody } } } },
  responses: {
    200: { description: "It may be printed.", content: { "application/json": { schema: DeskConfirmed } } },
    ...problems(400, 401, 403, 404, 410, 413, 415, 422, 429, 503),
  },
});

const paper = (path: string, summary: string) =>
  createRoute({
    method: "get",
    path: `/desk${path}`,
    tags: ["help desks"],
    summary,
    description: "In the language that Accept-Language asks for.",
    security: deskVisit,
    responses: {
      200: {
        description: "The document.",
        content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
      },
      ...problems(401, 403, 404, 410, 429, 503),
    },
  });

const end = createRoute({
  method: "delete",
  path: "/desk/access-token",
  tags: ["help desks"],
  summary: "End the visit: its token is worth nothing from now on.",
  security: deskVisit,
  responses: { 204: { description: "It has ended, now or before." }, ...problems(401, 403, 429, 503) },
});

export function deskRoutes(service: Service) {
  const { stores, hash, clock } = service;
  const router = createRouter();
  router.use("/desk/*", identify(service, "help-desk"));
  // Before a body is looked at.
  router.use("/desk/*", async (c, next) => {
    deskThatAsks(c);
    await next();
  });
  for (const [name, each] of Object.entries(PAPERS)) {
    router.openapi(paper(each.path, each.summary), (async (c: Context) => {
      const desk = deskThatAsks(c);
      const confirmed = await deskConfirmationOf(c, desk.entityId, service);
      const { certificate, claims, receiptId } = await issueFor(confirmed, service);
      const context = { deskId: desk.entityId, now: clock.now(), detail: { document: name } };
      // Before it leaves: what is not in the trail was not handed out.
      await stores.audit.append([visitFact("document-fetched", confirmed, context)]);
      const place = `${desk.name}, ${desk.desk.place}`;
      const receipt = receiptId === null ? undefined : { receiptId, place };
      return answerPaper(c, service, each, keptFrom(certificate, claims, service), receipt);
    }) as never);
  }
  return router
    .openapi(self, (c) => {
      const { entityId, name, desk } = deskThatAsks(c);
      return c.json({ deskId: entityId, name, place: desk.place }, 200);
    })
    .openapi(request, async (c) => c.json(await requestCode(c, service, c.req.valid("json")), 201))
    .openapi(confirmation, async (c) => {
      const { entityId: deskId } = deskThatAsks(c);
      const { txnId, code, mobile, language } = c.req.valid("json");
      const { confirmed, accessToken, expiresAt } = await confirmCode(c, service, { challengeId: txnId, code });
      const issued = await issueFor(confirmed, service);
      const statusMessage = await statusMessageOf({ confirmed, issued, mobile, language }, service);
      if (statusMessage === "sent-now")
        await stores.audit.append([visitFact("status-sent", confirmed, { deskId, now: clock.now() })]);
      const { claims, receiptId } = issued;
      return c.json(
        {
          accessToken,
          expiresAt,
          fullName: claims.identity.fullName,
          status: claims.status,
          validUntil: claims.exp,
          receiptId,
          statusMessage: statusMessage === "sent-now" ? "sent" : statusMessage,
        },
        200,
      );
    })
    .openapi(end, async (c) => {
      const { entityId } = deskThatAsks(c);
      const token = bearerOf(c);
      // Another's token is not for this desk to end, and whether it lives is not for it to know.
      try {
        await deskConfirmationOf(c, entityId, service);
        await endAccessToken(token, { tokens: stores.tokens, hash });
      } catch (error) {
        if (problemOf(error).code !== "ACCESS_TOKEN_INVALID") throw error;
      }
      return c.body(null, 204);
    });
}

/** The desk whose key came with the request. Throws Problem ENTITY_KEY_INVALID. */
function deskThatAsks(c: Context): Entity & { readonly desk: NonNullable<Entity["desk"]> } {
  const { entity } = c.var;
  if (entity?.desk === undefined) throw new Problem("ENTITY_KEY_INVALID");
  return { ...entity, desk: entity.desk };
}

/** A message that cannot be sent keeps nobody from the paper; a number that is not the confirmed one is a mistake at the desk. */
async function statusMessageOf(
  about: Parameters<typeof sendStatusMessage>[0],
  service: Service,
): Promise<"sent-now" | (typeof STATUS_MESSAGES)[number]> {
  try {
    return (await sendStatusMessage(about, service)) ? "sent-now" : "sent";
  } catch (error) {
    const { code } = problemOf(error);
    if (code === "STATUS_MESSAGE_NOT_OFFERED") return "not-offered";
    if (code === "OTP_NOT_SENT") return "not-sent";
    throw error;
  }
}
