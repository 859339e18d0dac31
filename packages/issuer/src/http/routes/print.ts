// The status to the holder's own number on their own word, and the papers at somebody else's printer: by the code of that message and the
// last four digits of the number (docs/decisions/0054). The code stands behind "#" in the link, which goes to no server, and in bodies here.

import { LANGUAGES } from "@mohor/schema/texts";
import { claimsOfOwn } from "../../domain/certificate.ts";
import { openPrintLink } from "../../domain/print-link.ts";
import { holderConfirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_MOBILE_LENGTH } from "../http-limits.ts";
import { issueFor } from "../issue-for.ts";
import { answerPaper, keptFrom, PAPERS } from "../papers.ts";
import { orProblem } from "../problem.ts";
import { createRouter, problems } from "../router.ts";
import { sendStatusMessage } from "../send-status-message.ts";
import type { Service } from "../service.ts";

/** Characters of code and digits as typed: with spaces between. */
const MAX_TYPED_LENGTH = 32;

const StatusMessageBody = z
  .strictObject({
    mobile: z
      .string()
      .max(MAX_MOBILE_LENGTH)
      .openapi({ description: "The number that was confirmed: the service keeps none." }),
    language: z.enum(LANGUAGES),
  })
  .openapi("StatusMessageRequest");

const StatusMessage = z.strictObject({ statusMessage: z.enum(["sent"]) }).openapi("StatusMessage");

const statusMessage = createRoute({
  method: "post",
  path: "/status-messages",
  tags: ["holder"],
  summary: "Send the status, and a link for a printer, to the number that was confirmed.",
  description: "Once for each confirmation: asked again, it has been sent.",
  security: [{ accessToken: [] }],
  request: { body: { required: true, content: { "application/json": { schema: StatusMessageBody } } } },
  responses: {
    201: { description: "It is on its way.", content: { "application/json": { schema: StatusMessage } } },
    ...problems(400, 401, 403, 404, 410, 413, 415, 422, 503),
  },
});

const PrintRequestBody = z
  .strictObject({
    code: z
      .string()
      .max(MAX_TYPED_LENGTH)
      .openapi({ description: "The code of the link in the message.", example: "7K2M9QXW4T" }),
    digits: z
      .string()
      .max(MAX_TYPED_LENGTH)
      .openapi({ description: "The last four digits of the number that it came to.", example: "0001" }),
    document: z.enum(["card", "sheet"]),
  })
  .openapi("PrintRequest");

const print = createRoute({
  method: "post",
  path: "/print-documents",
  tags: ["holder"],
  summary: "A paper of the certificate that a link in a message leads to.",
  description: "In the language that Accept-Language asks for. A link works five times within three days.",
  request: { body: { required: true, content: { "application/json": { schema: PrintRequestBody } } } },
  responses: {
    200: {
      description: "The document.",
      content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...problems(400, 403, 404, 413, 415, 422, 503),
  },
});

export function printRoutes(service: Service) {
  const { stores, hash, clock, metrics } = service;
  return createRouter()
    .openapi(statusMessage, async (c) => {
      const confirmed = await holderConfirmationOf(c, service);
      const { mobile, language } = c.req.valid("json");
      const issued = await issueFor(confirmed, service);
      await sendStatusMessage({ confirmed, issued, mobile, language }, service);
      return c.json({ statusMessage: "sent" as const }, 201);
    })
    .openapi(print, async (c) => {
      const { code, digits, document } = c.req.valid("json");
      const now = clock.now();
      const ports = { printLinks: stores.printLinks, certificates: stores.certificates, hash };
      const opened = await openPrintLink({ code, digits }, ports, { now });
      metrics.outcome("print-link", opened.ok ? "ok" : opened.code);
      const { certificate } = orProblem(opened);
      const claims = claimsOfOwn(certificate.qrText);
      // Only what passed the self-check was ever stored.
      if (!claims.ok) throw new TypeError(`a stored certificate does not decode: ${claims.code}`);
      const subject = certificate.certificateId;
      await stores.audit.append([
        { at: now, actor: "holder", action: "print-link-used", subject, detail: { document } },
      ]);
      return answerPaper(c, service, PAPERS[document], keptFrom(certificate, claims.value, service)) as never;
    });
}
