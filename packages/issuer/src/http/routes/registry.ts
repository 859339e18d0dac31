// What vaccination centres report: one dose, by a key of the centre's own. Repeating a report changes nothing; a correction has a
// higher revision.

import { MEMBER_OF_COLUMN, reportDose } from "../../domain/report-dose.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_ID_LENGTH, MAX_MOBILE_LENGTH, MAX_NAME_LENGTH } from "../http-limits.ts";
import { identify } from "../identify.ts";
import { orProblem, Problem } from "../problem.ts";
import { createRouter, problems } from "../router.ts";
import type { Service } from "../service.ts";

/** An id that a centre gives a report. It stands in an address, so it must not be a number or a name of a person. */
const EVENT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const IDEMPOTENCY_KEY_HEADER = "idempotency-key";
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

const name = z.string().min(1).max(MAX_NAME_LENGTH);
const DATE = "YYYY-MM-DD";

const DoseEvent = z
  .strictObject({
    revision: z.int().min(1).max(999_999_999).openapi({ description: "Rises with each correction of this report." }),
    cancelled: z.boolean().default(false).openapi({ description: "The report was a mistake: no dose was given." }),
    beneficiaryId: z.string().min(1).max(MAX_ID_LENGTH).openapi({ description: "As in the registry's file." }),
    fullName: name.openapi({ description: "In Latin script, as in the registry.", example: "Asha Rani Biswas" }),
    secondName: z.strictObject({ fullName: name, language: z.string().length(3) }).optional(),
    birthDate: z
      .string()
      .max(10)
      .optional()
      .openapi({ description: `YYYY or ${DATE}.` }),
    mobile: z.string().min(1).max(MAX_MOBILE_LENGTH),
    product: z.string().min(1).max(MAX_ID_LENGTH).openapi({ example: "COVISHIELD" }),
    date: z
      .string()
      .max(10)
      .openapi({ description: `Day of the dose, ${DATE}.`, example: "2021-06-28" }),
  })
  .openapi("DoseEvent");

const DoseReported = z
  .strictObject({
    outcome: z.enum(["recorded", "corrected", "cancelled", "unchanged"]),
    revision: z.int(),
    revoked: z.int().openapi({ description: "Certificates that said more than is held now." }),
  })
  .openapi("DoseReported");

const putDoseEvent = createRoute({
  method: "put",
  path: "/registry/dose-events/{id}",
  tags: ["registry"],
  summary: "Report a dose, correct a report or cancel it.",
  description:
    "The id is the centre's own for this report and must not name a person. With an Idempotency-Key the answer is given again for a day.",
  security: [{ entityKey: [] }],
  request: {
    params: z.object({ id: z.string().openapi({ pattern: EVENT_ID.source }) }),
    headers: z.object({ [IDEMPOTENCY_KEY_HEADER]: z.string().optional() }),
    body: { required: true, content: { "application/json": { schema: DoseEvent } } },
  },
  responses: {
    200: { description: "What the report did.", content: { "application/json": { schema: DoseReported } } },
    ...problems(400, 401, 409, 413, 415, 422, 429, 503),
  },
});

export function registryRoutes(service: Service) {
  const router = createRouter();
  router.use("/registry/*", identify(service, "vaccination-centre"));
  return router.openapi(putDoseEvent, async (c) => {
    const { entity } = c.var;
    if (entity === undefined) throw new Problem("ENTITY_KEY_INVALID");
    const { id: eventId } = c.req.valid("param");
    const idempotencyKey = c.req.header(IDEMPOTENCY_KEY_HEADER);
    const isKey = idempotencyKey === undefined || IDEMPOTENCY_KEY.test(idempotencyKey);
    if (!EVENT_ID.test(eventId) || !isKey) throw new Problem("HTTP_REQUEST_MALFORMED");
    const { secondName, birthDate, ...report } = c.req.valid("json");
    const { clock, rules, stores, hash } = service;
    const answer = await reportDose(
      {
        ...report,
        ...(secondName === undefined ? {} : { secondName }),
        ...(birthDate === undefined ? {} : { birthDate }),
      },
      { doseEvents: stores.doseEvents, hash },
      {
        now: clock.now(),
        centreId: entity.entityId,
        eventId,
        rules: { ...rules.issue, mobiles: rules.otp.mobiles },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      },
    );
    if (!answer.ok && "column" in answer) {
      const pointer = MEMBER_OF_COLUMN[answer.column];
      throw new Problem(answer.code, pointer === undefined ? {} : { pointer });
    }
    const { outcome, revision, revoked } = orProblem(answer).reported;
    return c.json({ outcome, revision, revoked }, 200);
  });
}
