// The description of the interface in OpenAPI 3.1, made from the schemas that validate: there is no second truth to fall behind.

import type { OpenAPIHono } from "./hono.ts";
import type { Environment } from "./router.ts";

/** The parts of a document that the page reads. */
export type OpenApiDocument = ReturnType<OpenAPIHono<Environment>["getOpenAPI31Document"]>;

const DESCRIPTION = `Issues signed vaccination status certificates to people who have proven their mobile number. Every refusal is
application/problem+json (RFC 9457) whose \`code\` never changes. Times are seconds since 1970. A certificate is checked offline, with
the trust bundle under /.well-known/mohor/; nothing here verifies one.`;

/** The document of this application. */
export function openApiDocument(app: OpenAPIHono<Environment>): OpenApiDocument {
  const registry = app.openAPIRegistry;
  registry.registerComponent("securitySchemes", "accessToken", {
    type: "http",
    scheme: "bearer",
    description: "What a confirmed code yields; good for ten minutes after the request for the code.",
  });
  registry.registerComponent("securitySchemes", "credentialToken", {
    type: "http",
    scheme: "bearer",
    description: "What a wallet got for the code of an offer; good for five minutes and one certificate.",
  });
  registry.registerComponent("securitySchemes", "entityKey", {
    type: "apiKey",
    in: "header",
    name: "X-Api-Key",
    description: "The key of a registered organisation. Answers are then made for it alone and expire within a day.",
  });
  registry.registerComponent("securitySchemes", "deskKey", {
    type: "apiKey",
    in: "header",
    name: "X-Api-Key",
    description: "The key of a help desk. With the bearer token of a visit it gets that visit's papers.",
  });
  registry.registerComponent("securitySchemes", "metricsKey", {
    type: "http",
    scheme: "bearer",
    description: "The operator's key for the metrics.",
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Mohor issuing service", version: "1", description: DESCRIPTION, license: { name: "Apache-2.0" } },
    servers: [{ url: "/" }],
  });
}
