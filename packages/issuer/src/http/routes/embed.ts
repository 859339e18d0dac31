// A verifying entity's question through the citizen's own page: opened by the entity's server, read by our page.

import { openEmbedSession, readEmbedSession } from "../../domain/embed-session.ts";
import { createRoute, z } from "../hono.ts";
import { EMBED_SESSION_HEADER, identify } from "../identify.ts";
import { orProblem, Problem } from "../problem.ts";
import { createRouter, NumericDate, problems } from "../router.ts";
import type { Service } from "../service.ts";

/** Path of the page that may stand in a frame of the entity's own. */
export const EMBED_PAGE_PATH = "/embed";

const MAX_ORIGIN_LENGTH = 253;

const Opening = z
  .strictObject({
    origin: z
      .string()
      .max(MAX_ORIGIN_LENGTH)
      .openapi({ description: "The registered web origin that gets the answer.", example: "https://rail.example.in" }),
  })
  .openapi("EmbedOpening");

const Opened = z
  .strictObject({
    session: z.string(),
    expiresAt: NumericDate,
    page: z.string().openapi({ description: "Path of the page to open, in a frame or a window." }),
  })
  .openapi("EmbedOpened");

const open = createRoute({
  method: "post",
  path: "/embed-sessions",
  tags: ["verifying entities"],
  summary: "Open the citizen's page for a question of yours.",
  description:
    'The page posts `{"type":"mohor-status","qrText":…}` to the origin, once; `qrText` is null where the person declined. Verify it.',
  security: [{ entityKey: [] }],
  request: { body: { required: true, content: { "application/json": { schema: Opening } } } },
  responses: {
    201: { description: "The session.", content: { "application/json": { schema: Opened } } },
    ...problems(400, 401, 403, 413, 415, 422, 429, 503),
  },
});

const Question = z
  .strictObject({ entity: z.string(), purpose: z.string(), origin: z.string() })
  .openapi("EmbedQuestion");

const read = createRoute({
  method: "get",
  path: "/embed-session",
  tags: ["holder"],
  summary: "Who asks, what for, and where the answer goes: for the page to show.",
  request: { headers: z.object({ [EMBED_SESSION_HEADER]: z.string().max(256) }) },
  responses: {
    200: { description: "The question.", content: { "application/json": { schema: Question } } },
    ...problems(400, 401, 503),
  },
});

export function embedRoutes(service: Service) {
  const { stores, hash, clock } = service;
  const router = createRouter();
  router.use("/embed-sessions", identify(service, "verifying-entity"));
  return router
    .openapi(open, async (c) => {
      const { entity } = c.var;
      if (entity === undefined) throw new Problem("ENTITY_KEY_INVALID");
      const { origin } = c.req.valid("json");
      const { session, expiresAt } = orProblem(await openEmbedSession(entity, origin, hash, { now: clock.now() }));
      return c.json({ session, expiresAt, page: `${EMBED_PAGE_PATH}?session=${session}` }, 201);
    })
    .openapi(read, async (c) => {
      const session = c.req.valid("header")[EMBED_SESSION_HEADER] ?? "";
      const ports = { entities: stores.entities, hash };
      const { entity, origin } = orProblem(await readEmbedSession(session, ports, { now: clock.now() }));
      return c.json({ entity: entity.name, purpose: entity.purpose, origin }, 200);
    });
}
