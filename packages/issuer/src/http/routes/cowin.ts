// The calls of CoWIN's "Know Your Customer's Vaccination Status" as its public clients of 2021 made them: a client written for it
// works by changing the base URL. What CoWIN promised and never showed is added: the answer signed, as QR text beside the number.
// Members that we do not know are left alone here, because those clients send several.

import { encodeVaccinationStatus } from "@mohor/schema";
import { FOREIGN_NOTICE_VERSION } from "../../domain/notice.ts";
import { acceptedLanguage } from "../accept-language.ts";
import { confirmationOf } from "../bearer.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_CODE_LENGTH, MAX_ID_LENGTH, MAX_MOBILE_LENGTH, MAX_NAME_LENGTH } from "../http-limits.ts";
import { identify } from "../identify.ts";
import { issueFor } from "../issue-for.ts";
import { confirmCode, sendCode } from "../prove-number.ts";
import { createRouter, problems } from "../router.ts";
import type { Service } from "../service.ts";

/**
 * The notice that is recorded with these requests: the page or program of the organisation showed its own. Its obligation to do so
 * is part of its registration (docs/operate.md).
 */
const NOTICE_VERSION = FOREIGN_NOTICE_VERSION;

const GenerateOtpBody = z
  .object({
    mobile_number: z.union([z.string().max(MAX_MOBILE_LENGTH), z.int()]).openapi({ example: "6100000001" }),
    full_name: z.string().max(MAX_NAME_LENGTH).openapi({ example: "Asha Rani Biswas" }),
  })
  .openapi("CowinGenerateOtp");

const ConfirmOtpBody = z
  .object({
    otp: z.string().max(MAX_CODE_LENGTH).openapi({ description: "The digits, or their SHA-256 in hex." }),
    txnId: z.string().max(MAX_ID_LENGTH),
  })
  .openapi("CowinConfirmOtp");

const generateOtp = createRoute({
  method: "post",
  path: "/generateOTP",
  tags: ["CoWIN"],
  summary: "Send a code, as CoWIN's clients ask for it.",
  security: [{}, { entityKey: [] }],
  request: { body: { required: true, content: { "application/json": { schema: GenerateOtpBody } } } },
  responses: {
    200: {
      description: "A code is on its way.",
      content: { "application/json": { schema: z.strictObject({ txnId: z.uuid() }).openapi("CowinTxn") } },
    },
    ...problems(400, 401, 413, 415, 422, 429, 503),
  },
});

const confirmOtp = createRoute({
  method: "post",
  path: "/confirmOTP",
  tags: ["CoWIN"],
  summary: "Confirm a code, as CoWIN's clients do.",
  security: [{}, { entityKey: [] }],
  request: { body: { required: true, content: { "application/json": { schema: ConfirmOtpBody } } } },
  responses: {
    200: {
      description: "Possession of the number is proven.",
      content: { "application/json": { schema: z.strictObject({ token: z.string() }).openapi("CowinToken") } },
    },
    ...problems(400, 401, 413, 415, 422, 429, 503),
  },
});

const status = createRoute({
  method: "get",
  path: "/status",
  tags: ["CoWIN"],
  summary: "The status as CoWIN's clients read it, and the same signed.",
  security: [{ accessToken: [] }],
  responses: {
    200: {
      description: "0 not, 1 partially, 2 fully vaccinated.",
      content: {
        "application/json": {
          schema: z
            .strictObject({
              vaccination_status: z.int().min(0).max(2),
              qr_text: z.string().openapi({ description: "The signed certificate: show or check it offline." }),
            })
            .openapi("CowinStatus"),
        },
      },
    },
    ...problems(400, 401, 403, 410, 503),
  },
});

export function cowinRoutes(service: Service) {
  const router = createRouter();
  // Those clients may still send the key that CoWIN gave them; it is no key of ours and tells nothing.
  router.use(identify(service, "verifying-entity", (apiKey) => apiKey.startsWith("mohor_")));
  return router
    .openapi(generateOtp, async (c) => {
      const { mobile_number: mobile, full_name: name } = c.req.valid("json");
      const language = acceptedLanguage(c.req.header("accept-language"));
      const notice = { version: NOTICE_VERSION, language };
      const { challengeId } = await sendCode(c, service, { mobile: String(mobile), name, language, notice });
      return c.json({ txnId: toUuid(challengeId) }, 200);
    })
    .openapi(confirmOtp, async (c) => {
      const { otp, txnId } = c.req.valid("json");
      const challengeId = txnId.replaceAll("-", "").toLowerCase();
      const { accessToken } = await confirmCode(c, service, { challengeId, code: otp });
      return c.json({ token: accessToken }, 200);
    })
    .openapi(status, async (c) => {
      const { claims, certificate } = await issueFor(await confirmationOf(c, service), service);
      return c.json({ vaccination_status: encodeVaccinationStatus(claims.status), qr_text: certificate.qrText }, 200);
    });
}

/** The same 128 bits as those clients expect to see them. */
function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
