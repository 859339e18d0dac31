// Whether the service is there, whether it can work, and what it counts: for load balancers and operators.

import { constantTimeEqual } from "../../domain/constant-time.ts";
import { createRoute, z } from "../hono.ts";
import { Problem } from "../problem.ts";
import { createRouter, problems } from "../router.ts";
import type { Service } from "../service.ts";

const health = createRoute({
  method: "get",
  path: "/health",
  tags: ["operations"],
  summary: "Whether the process answers. Looks at nothing else.",
  responses: {
    200: {
      description: "It answers.",
      content: { "application/json": { schema: z.strictObject({ status: z.literal("ok") }).openapi("Health") } },
    },
  },
});

const readiness = createRoute({
  method: "get",
  path: "/readiness",
  tags: ["operations"],
  summary: "Whether requests should be sent here: the store answers and the process is not stopping.",
  responses: {
    200: {
      description: "Ready.",
      content: { "application/json": { schema: z.strictObject({ status: z.literal("ready") }).openapi("Readiness") } },
    },
    ...problems(503),
  },
});

const metrics = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["operations"],
  summary: "Counters in the format of Prometheus, for whoever holds the metrics key.",
  security: [{ metricsKey: [] }],
  responses: {
    200: { description: "Counters.", content: { "text/plain": { schema: z.string() } } },
    ...problems(401),
  },
});

export function operationsRoutes(service: Service) {
  return createRouter()
    .openapi(health, (c) => c.json({ status: "ok" } as const, 200))
    .openapi(readiness, async (c) => {
      if (service.isStopping()) throw new Problem("HTTP_BUSY");
      await service.stores.ping();
      return c.json({ status: "ready" } as const, 200);
    })
    .openapi(metrics, async (c) => {
      const { metricsKey } = service.rules.service;
      const shown = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
      const bytes = (text: string) => new TextEncoder().encode(text);
      if (metricsKey === null || !constantTimeEqual(bytes(shown), bytes(metricsKey))) {
        throw new Problem("ACCESS_TOKEN_INVALID");
      }
      const { text, mediaType } = await service.metrics.render();
      return c.text(text, 200, { "content-type": mediaType });
    });
}
