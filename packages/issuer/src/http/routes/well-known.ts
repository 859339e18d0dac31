// What gates need, as `trust publish` wrote it: public, for everybody's pages and programs, and worth nothing until its signatures
// are checked. Any static web server does as well.

import { createRoute, z } from "../hono.ts";
import { Problem } from "../problem.ts";
import { type Context, createRouter, problems } from "../router.ts";
import type { Service } from "../service.ts";

/** Media types by ending: RFC 9052 §11.2 and RFC 9679 for COSE, RFC 7517 §8.5 for JWKS. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  cbor: "application/cbor",
  cose: "application/cose",
  cwt: "application/statuslist+cwt",
  json: "application/json",
  "mohor-trust": "application/octet-stream",
};

/** Files whose media type their ending does not tell. */
const OWN_MEDIA_TYPES: Readonly<Record<string, string>> = {
  "cose-keyset.cbor": "application/cose-key-set",
  "jwks.json": "application/jwk-set+json",
};

/** Names of the publisher's files: no dots at the beginning, so no way up and nothing hidden. */
const FILE_NAME = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*(?:\/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*){0,3}$/;

/** Gates may keep a file for five minutes before they ask again. */
const CACHE_CONTROL = "public, max-age=300";

const PREFIX = "/mohor/";

function described(name: string, summary: string, mediaType: string) {
  return createRoute({
    method: "get",
    path: `${PREFIX}${name}`,
    tags: ["gates"],
    summary,
    responses: {
      200: { description: "The file.", content: { [mediaType]: { schema: z.string().openapi({ format: "binary" }) } } },
      304: { description: "The file that the client has." },
      ...problems(404),
    },
  });
}

const jwksAtItsPlace = createRoute({
  method: "get",
  path: "/jwks.json",
  tags: ["gates"],
  summary: "The same JWK Set where JOSE libraries look for it.",
  responses: {
    200: { description: "The file.", content: { "application/jwk-set+json": { schema: z.unknown() } } },
    ...problems(404),
  },
});

export function wellKnownRoutes(service: Service) {
  async function answer(c: Context, name: string): Promise<Response> {
    const file = FILE_NAME.test(name) ? await service.published.read(name) : null;
    if (file === null) throw new Problem("HTTP_PATH_UNKNOWN");
    c.header("access-control-allow-origin", "*");
    c.header("cross-origin-resource-policy", "cross-origin");
    c.header("cache-control", CACHE_CONTROL);
    c.header("etag", file.etag);
    if (c.req.header("if-none-match")?.includes(file.etag)) return c.body(null, 304);
    const extension = name.slice(name.indexOf(".", name.lastIndexOf("/")) + 1);
    const mediaType = OWN_MEDIA_TYPES[name] ?? MEDIA_TYPES[extension.split(".").at(-1) as string];
    return c.body(file.bytes, 200, { "content-type": mediaType ?? "application/octet-stream" });
  }

  const router = createRouter();
  const serve = (name: string) => (async (c: Context) => answer(c, name)) as never;
  router.openapi(
    described("trust-bundle.cose", "The signed trust bundle.", "application/cose"),
    serve("trust-bundle.cose"),
  );
  router.openapi(
    described("cose-keyset.cbor", "The certificate keys as a COSE_KeySet; unsigned.", "application/cose-key-set"),
    serve("cose-keyset.cbor"),
  );
  router.openapi(
    described("jwks.json", "The certificate keys as a JWK Set; unsigned.", "application/jwk-set+json"),
    serve("jwks.json"),
  );
  router.openapi(jwksAtItsPlace, serve("jwks.json"));
  router.get(`${PREFIX}*`, async (c) => answer(c, c.req.path.slice(c.req.path.indexOf(PREFIX) + PREFIX.length)));
  return router;
}
