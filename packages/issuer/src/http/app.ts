// The HTTP application: Request → Response over ports, without a socket, a clock or a file of its own. Bounds come first, then the
// routes, one file per resource.

import { acceptedLanguage } from "./accept-language.ts";
import { allowedMethods } from "./allowed-methods.ts";
import { allowEntityOrigins } from "./cors.ts";
import { COWIN_PATH } from "./cowin-problem.ts";
import { admit, answerError, observe } from "./guard.ts";
import { openApiDocument } from "./openapi-document.ts";
import { Problem, renderProblem } from "./problem.ts";
import { createRouter } from "./router.ts";
import { certificateRoutes } from "./routes/certificate.ts";
import { consentRoutes } from "./routes/consent.ts";
import { cowinRoutes } from "./routes/cowin.ts";
import { deliveryReportRoutes } from "./routes/delivery-report.ts";
import { deskRoutes } from "./routes/desk.ts";
import { digiLockerRoutes } from "./routes/digilocker.ts";
import { documentRoutes } from "./routes/documents.ts";
import { embedRoutes } from "./routes/embed.ts";
import { holderDocumentRoutes } from "./routes/holder-documents.ts";
import { openid4vciRoutes, openid4vciWellKnownRoutes } from "./routes/openid4vci.ts";
import { operationsRoutes } from "./routes/operations.ts";
import { otpRoutes } from "./routes/otp.ts";
import { pageRoutes } from "./routes/pages.ts";
import { printRoutes } from "./routes/print.ts";
import { registryRoutes } from "./routes/registry.ts";
import { wellKnownRoutes } from "./routes/well-known.ts";
import type { Service } from "./service.ts";

/** The routes with their types, from which the client is derived. */
export type Api = ReturnType<typeof createApi>;

function createApi(service: Service) {
  const app = createRouter();
  app.use(observe(service)).use(admit(service)).use(allowEntityOrigins(service));
  app.onError(answerError(service));
  const api = app
    .route("/v1", otpRoutes(service))
    .route("/v1", certificateRoutes(service))
    .route("/v1", consentRoutes(service))
    .route("/v1", deliveryReportRoutes(service))
    .route("/v1", holderDocumentRoutes(service))
    .route("/v1", openid4vciRoutes(service))
    .route("/v1", embedRoutes(service))
    .route("/v1", deskRoutes(service))
    .route("/v1", printRoutes(service))
    .route("/v1", registryRoutes(service))
    .route(COWIN_PATH, cowinRoutes(service))
    .route("/v1", operationsRoutes(service));
  app.route("/.well-known", wellKnownRoutes(service));
  app.route("/.well-known", openid4vciWellKnownRoutes(service));
  app.route(
    "/",
    documentRoutes(() => openApiDocument(app)),
  );
  app.route("/", pageRoutes(service));
  app.route("/v1", digiLockerRoutes(service));
  return api;
}

/** Answers a request that came from `peerAddress`. Never rejects. */
export type App = {
  readonly fetch: (request: Request, peer: { readonly peerAddress: string }) => Promise<Response>;
};

export function createApp(service: Service): App {
  const api = createApi(service);
  const answer = answerError(service);
  api.notFound((c) => {
    const allow = allowedMethods(api.routes, c.req.path);
    if (allow.length === 0) return answer(new Problem("HTTP_PATH_UNKNOWN"), c);
    if (c.req.method === "OPTIONS") return c.body(null, 204, { allow: allow.join(", ") });
    return answer(new Problem("HTTP_METHOD_NOT_ALLOWED", { allow }), c);
  });
  return {
    async fetch(request, peer) {
      try {
        return await api.fetch(request, peer);
      } catch (error) {
        // Only what no layer of ours could catch; there is no context to answer with.
        const problem = new Problem("HTTP_INTERNAL_ERROR", {}, { cause: error });
        const { body, status, headers } = renderProblem(problem, acceptedLanguage(undefined));
        return new Response(JSON.stringify(body), { status, headers });
      }
    },
  };
}
