// Where gateways report what became of a message (domain/delivery-report.ts). Each reports in its own form, which the settings
// describe; all that is kept is a count. Nothing but the state is read: what else a gateway sends, often the number, is dropped.

import { checkDeliveryReport } from "../../domain/delivery-report.ts";
import { createRoute, z } from "../hono.ts";
import { MAX_BODY_BYTES } from "../http-limits.ts";
import { orProblem, Problem } from "../problem.ts";
import { readBoundedBody } from "../request-body.ts";
import { type Context, createRouter, problems } from "../router.ts";
import type { Service } from "../service.ts";

/** The beginning of these paths: their bodies are not ours to prescribe. */
export const DELIVERY_REPORT_PATH = "/v1/delivery-reports/";

/** Reports remembered so that one that comes twice counts once: an hour of a state's messages in 4 MB. */
const MAX_REMEMBERED = 50_000;

const described = {
  path: "/delivery-reports/{gateway}" as const,
  tags: ["operations"],
  summary: "For gateways: what became of a message. The address is made by the service with each message.",
  request: {
    params: z.strictObject({
      gateway: z
        .string()
        .max(32)
        .openapi({ param: { name: "gateway", in: "path" }, description: "As in sms.json." }),
    }),
  },
  responses: { 204: { description: "Counted, once." }, ...problems(403, 410, 413) },
};
const byGet = createRoute({ method: "get", ...described });
const byPost = createRoute({ method: "post", ...described });

export function deliveryReportRoutes(service: Service) {
  const remembered = new Set<string>();

  async function take(c: Context, gateway: string) {
    const { id = "", at = "", mac = "" } = c.req.query();
    const { hash, clock, metrics, deliveryReports } = service;
    const address = { gateway, messageId: id, sentAt: at, mac };
    orProblem(await checkDeliveryReport(address, hash, { now: clock.now() }));
    const { searchParams: query } = new URL(c.req.url);
    const body = new TextDecoder().decode(await readBoundedBody(c.req.raw, MAX_BODY_BYTES));
    const state = deliveryReports.read(gateway, { query, body });
    if (state === "unknown") throw new Problem("DELIVERY_REPORT_REFUSED");
    const report = `${gateway} ${id} ${state}`;
    if (state !== null && !remembered.has(report)) {
      remembered.add(report);
      // The oldest goes: a Set keeps the order in which its members came.
      if (remembered.size > MAX_REMEMBERED) remembered.delete(remembered.values().next().value as string);
      metrics.outcome("delivery", `${gateway} ${state}`);
    }
    return c.body(null, 204);
  }

  return createRouter()
    .openapi(byGet, (c) => take(c, c.req.valid("param").gateway))
    .openapi(byPost, (c) => take(c, c.req.valid("param").gateway));
}
