// The web framework, the schema library that comes with it, and the client that reads its types. The only importer of all three.

export { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
export type { Context, MiddlewareHandler } from "hono";
export { hc } from "hono/client";
export { HTTPException } from "hono/http-exception";
export { matchedRoutes } from "hono/route";
export type { ContentfulStatusCode } from "hono/utils/http-status";
