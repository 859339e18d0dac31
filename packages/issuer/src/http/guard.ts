// What happens around every route: a request gets an id, is held against the bounds before anything that costs, and is counted and
// logged by its route's pattern; an answer gets the security headers; an error becomes a problem.

import { whereItArose } from "@mohor/command-line";
import { toHex } from "@mohor/schema";
import { TOKEN_PATH } from "../wallet/index.ts";
import { acceptedLanguage } from "./accept-language.ts";
import { clientAddress } from "./client-address.ts";
import { COWIN_PATH, cowinError } from "./cowin-problem.ts";
import { HTTPException, type MiddlewareHandler, matchedRoutes } from "./hono.ts";
import { MAX_URL_LENGTH } from "./http-limits.ts";
import { oauthError } from "./oauth-error.ts";
import { Problem, problemOf, renderProblem } from "./problem.ts";
import { readFormBody, readJsonBody } from "./request-body.ts";
import type { Context, Environment } from "./router.ts";
import { DELIVERY_REPORT_PATH } from "./routes/delivery-report.ts";
import { DIGILOCKER_PATH } from "./routes/digilocker.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { Service } from "./service.ts";

const REQUEST_ID_BYTES = 16;

/** Methods that routes have: any other is one word in metrics and log. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]);

/** A path whose body is XML; its route bounds and reads it. */
const XML_PATH = `/v1${DIGILOCKER_PATH}`;

/** Methods whose body is read. */
const WITH_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "DELETE", "PATCH"]);

/** The outermost layer: id and headers, count and log. */
export function observe({ clock, log, metrics, random, isStopping }: Service): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const started = clock.monotonicSeconds();
    const requestId = toHex(random.bytes(REQUEST_ID_BYTES));
    c.set("requestId", requestId);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
    c.header("x-request-id", requestId);
    if (isStopping()) c.header("connection", "close");
    await next();
    const { status } = c.res;
    const { entity, code } = c.var;
    const method = METHODS.has(c.req.method) ? c.req.method : "other";
    const route = routeOf(c);
    const seconds = clock.monotonicSeconds() - started;
    metrics.request({ method, route, status, seconds });
    log({
      event: "request",
      requestId,
      method,
      route,
      status,
      ...(code === undefined ? {} : { code }),
      milliseconds: Math.round(seconds * 1_000),
      ...(entity === undefined ? {} : { entityId: entity.entityId }),
    });
  };
}

/** The pattern of the route that answers, or "none". A path as asked for may hold anything. */
function routeOf(c: Context): string {
  const isRoute = ({ method }: { readonly method: string }) => method !== "ALL";
  const matched = matchedRoutes(c);
  const answering = matched.slice(0, c.req.routeIndex + 1).findLast(isRoute) ?? matched.find(isRoute);
  return answering?.path ?? "none";
}

/** The bounds: how many at once, how long an address, how large a body. Throws Problem. */
export function admit({ metrics, rules }: Service): MiddlewareHandler<Environment> {
  const { maxInFlight, trustedProxies } = rules.service;
  let inFlight = 0;
  return async (c, next) => {
    if (inFlight >= maxInFlight) throw new Problem("HTTP_BUSY");
    metrics.inFlight(++inFlight);
    try {
      if (c.req.url.length > MAX_URL_LENGTH) throw new Problem("HTTP_REQUEST_MALFORMED");
      c.set("address", clientAddress(c.env.peerAddress, c.req.header("x-forwarded-for"), { trustedProxies }));
      const isOurForm = c.req.path !== XML_PATH && !c.req.path.startsWith(DELIVERY_REPORT_PATH);
      if (isOurForm && WITH_BODY.has(c.req.method)) c.req.raw = await withReadBody(c.req.raw, c.req.path);
      await next();
    } finally {
      metrics.inFlight(--inFlight);
    }
  };
}

/** The same request with its body read and found to be JSON, or on the one path that takes a form a form. Throws Problem. */
async function withReadBody(request: Request, path: string): Promise<Request> {
  const text = await (path === TOKEN_PATH ? readFormBody(request) : readJsonBody(request));
  const { url, method, headers } = request;
  return new Request(url, { method, headers, ...(text === "" ? {} : { body: text }) });
}

/** What the framework itself throws: only that a body is missing or of another type, because everything else is looked at before. */
function problemOfFramework({ status }: HTTPException): Problem {
  return new Problem(status === 415 ? "HTTP_CONTENT_TYPE_UNKNOWN" : "HTTP_BODY_MALFORMED");
}

/** Answers an error with its problem. A bug, and a part of ours that is broken, is told to the operator too. */
export function answerError(service: Service): (error: unknown, c: Context) => Response {
  const { log } = service;
  return (error, c) => {
    const problem = error instanceof HTTPException ? problemOfFramework(error) : problemOf(error);
    const { body, status, headers } = renderProblem(problem, acceptedLanguage(c.req.header("accept-language")));
    c.set("code", problem.code);
    if (status >= 500) {
      log({
        event: "error",
        requestId: c.var.requestId,
        code: problem.code,
        ...whereItArose(problem.cause ?? problem),
      });
    }
    const oauth = oauthError(c, problem, service);
    if (oauth !== null) return c.body(JSON.stringify(oauth.body), oauth.status, { ...headers, ...oauth.headers });
    if (!c.req.path.startsWith(`${COWIN_PATH}/`)) return c.body(JSON.stringify(body), status, headers);
    const cowin = cowinError(problem.code, problem.facts.pointer, { title: body.title, status });
    const text = JSON.stringify({ ...cowin, ...body, status: cowin.status });
    return c.body(text, cowin.status, headers);
  };
}
