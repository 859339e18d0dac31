// The interface described, for programs and for people, and each reason code explained where a problem's `type` points.

import { CODES, type Code } from "@mohor/schema";
import { LANGUAGES, TEXTS } from "@mohor/schema/texts";
import { escapeHtml, htmlPage, PAGE_HEADERS } from "../html-page.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import { type DescribedApi, openApiPage } from "../openapi-page.ts";
import { Problem } from "../problem.ts";
import { createRouter } from "../router.ts";

/** `describe` is asked once, when somebody first wants to know: all routes are there by then. */
export function documentRoutes(describe: () => OpenApiDocument) {
  let held: { readonly json: string; readonly page: string } | undefined;
  const documents = () => {
    held ??= (() => {
      const json = JSON.stringify(describe());
      return { json, page: openApiPage(JSON.parse(json) as DescribedApi) };
    })();
    return held;
  };
  const router = createRouter();
  router.get("/v1/openapi.json", (c) => c.body(documents().json, 200, { "content-type": "application/json" }));
  router.get("/v1/docs", (c) => c.body(documents().page, 200, PAGE_HEADERS));
  router.get("/problems/:code", (c) => {
    const code = c.req.param("code");
    if (!isCode(code)) throw new Problem("HTTP_PATH_UNKNOWN");
    return c.body(problemPage(code), 200, PAGE_HEADERS);
  });
  return router;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

/** A code in all languages. */
function problemPage(code: Code): string {
  const texts = LANGUAGES.map((language) => {
    const { text, hint } = TEXTS[language][code];
    return `<section lang="${language}"><h2>${escapeHtml(text)}</h2><p>${escapeHtml(hint)}</p></section>`;
  });
  return htmlPage(code, `<main><h1>${code}</h1>${texts.join("")}</main>`);
}
