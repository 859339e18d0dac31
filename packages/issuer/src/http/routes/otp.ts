// A code is asked for, and comes back: the proof that a person holds a number. Nothing is looked up in the registry before that, so
// these two answer everybody alike.

import { LANGUAGES } from "@mohor/schema/texts";
import { NOTICE_VERSION } from "../../domain/notice.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_CODE_LENGTH, MAX_ID_LENGTH, MAX_MOBILE_LENGTH, MAX_NAME_LENGTH } from "../http-limits.ts";
import { identify, identifyEmbedded } from "../identify.ts";
import { Problem } from "../problem.ts";
import { confirmCode, sendCode } from "../prove-number.ts";
import { type Context, createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

/** Also of help desks. */
export const OtpRequestBody = z
  .strictObject({
    mobile: z
      .string()
      .max(MAX_MOBILE_LENGTH)
      .openapi({ description: "In any usual spelling.", example: "+91 61000 00001" }),
    fullName: z.string().max(MAX_NAME_LENGTH).openapi({ description: "As registered.", example: "Asha Rani Biswas" }),
    language: z.enum(LANGUAGES).openapi({ description: "Language of the message." }),
    notice: z
      .strictObject({ version: z.string().min(1).max(MAX_ID_LENGTH), language: z.enum(LANGUAGES) })
      .openapi({ description: "The notice (`/v1/notice`) that the person was shown and agreed to." }),
  })
  .openapi("OtpRequest");

/** Also of help desks. */
export const OtpRequested = z
  .strictObject({
    txnId: z.string().openapi({ description: "To be handed back with the code; keep it to yourself." }),
    codeDigits: z.int(),
    expiresAt: NumericDate,
    resendAfterSeconds: z.int(),
  })
  .openapi("OtpRequested");

const OtpConfirmationBody = z
  .strictObject({
    txnId: z.string().max(MAX_ID_LENGTH),
    code: z.string().max(MAX_CODE_LENGTH).openapi({ description: "The digits of the message.", example: "123456" }),
  })
  .openapi("OtpConfirmation");

const OtpConfirmed = z
  .strictObject({
    accessToken: z.string().openapi({ description: "For `Authorization: Bearer`, on behalf of this person." }),
    expiresAt: NumericDate,
  })
  .openapi("OtpConfirmed");

const request = createRoute({
  method: "post",
  path: "/otp-requests",
  tags: ["holder"],
  summary: "Send a code to a mobile number.",
  description: "The answer is the same whether or not anybody is registered under this number or name.",
  security: [{}, { entityKey: [] }],
  request: { body: { required: true, content: { "application/json": { schema: OtpRequestBody } } } },
  responses: {
    201: { description: "A code is on its way.", content: { "application/json": { schema: OtpRequested } } },
    ...problems(400, 401, 413, 415, 422, 429, 503),
  },
});

const confirmation = createRoute({
  method: "post",
  path: "/otp-confirmations",
  tags: ["holder"],
  summary: "Confirm a code.",
  description: "The same code again, until ten minutes after the request, confirms again.",
  security: [{}, { entityKey: [] }],
  request: { body: { required: true, content: { "application/json": { schema: OtpConfirmationBody } } } },
  responses: {
    200: {
      description: "Possession of the number is proven.",
      content: { "application/json": { schema: OtpConfirmed } },
    },
    ...problems(400, 401, 403, 404, 410, 413, 415, 422, 429, 503),
  },
});

export function otpRoutes(service: Service) {
  const router = createRouter();
  for (const path of ["/otp-requests", "/otp-confirmations"]) {
    router.use(path, identify(service, "verifying-entity"));
    router.use(path, identifyEmbedded(service));
  }
  return router
    .openapi(request, async (c) => c.json(await requestCode(c, service, c.req.valid("json")), 201))
    .openapi(confirmation, async (c) => {
      const { txnId, code } = c.req.valid("json");
      const { accessToken, expiresAt } = await confirmCode(c, service, { challengeId: txnId, code });
      return c.json({ accessToken, expiresAt }, 200);
    });
}

/** Sends the code that is asked for; also of help desks. Throws Problem with NOTICE_UNKNOWN or the code of a refusal. */
export async function requestCode(
  c: Context,
  service: Service,
  { mobile, fullName, language, notice }: z.infer<typeof OtpRequestBody>,
): Promise<z.infer<typeof OtpRequested>> {
  if (notice.version !== NOTICE_VERSION) throw new Problem("NOTICE_UNKNOWN");
  const requested = await sendCode(c, service, { mobile, name: fullName, language, notice });
  const { challengeId, codeDigits, expiresAt, resendAfterSeconds } = requested;
  return { txnId: challengeId, codeDigits, expiresAt, resendAfterSeconds };
}
