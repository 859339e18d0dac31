// The citizen's pages: built files, each read once, served with a policy that lets nothing in but themselves. The first page comes drawn,
// in the visitor's language; the page that may stand in a frame is the undrawn one, with the frame's origin in its policy.

import { acceptedEncoding } from "@mohor/offline-app/files";
import { LANGUAGES, type Language } from "@mohor/schema/texts";
import { readEmbedSession } from "../../domain/embed-session.ts";
import { acceptedLanguage } from "../accept-language.ts";
import { type Context, createRouter } from "../router.ts";
import { SECURITY_HEADERS } from "../security-headers.ts";
import type { PageFile, Service } from "../service.ts";
import { EMBED_PAGE_PATH } from "./embed.ts";

/** The help desks' page, and the page that a link in a message opens: short, because people copy it from a small screen. */
const ASSIST_PAGES = [
  ["/desk", "assist/desk.html"],
  ["/p", "assist/print.html"],
] as const;

/** Whose page may hold a page in a frame (an origin, or nobody's), and whether a page of another origin may hold on to its window. */
type Others = { readonly ancestor: string | null; readonly openers: "same-origin" | "unsafe-none" };

const NOBODY: Others = { ancestor: null, openers: "same-origin" };

/**
 * Everything from the service itself; scripts only as files and, by their hashes, what stands in the HTML as it was built, and only under
 * the one Trusted Types policy.
 */
function pageHeaders({ scripts, styles, images }: PageFile["inline"], { ancestor, openers }: Others) {
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(" "),
    "worker-src 'self'",
    "connect-src 'self'",
    ["style-src 'self'", ...styles].join(" "),
    ["img-src 'self'", ...images].join(" "),
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestor ?? "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types mohor",
  ].join("; ");
  const { "x-frame-options": deny, ...headers } = SECURITY_HEADERS;
  return {
    ...headers,
    ...(ancestor === null && deny !== undefined ? { "x-frame-options": deny } : {}),
    "cross-origin-opener-policy": openers,
    "content-security-policy": policy,
    "cache-control": "no-cache",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}

export function pageRoutes({ pages, stores, hash, clock }: Service) {
  const router = createRouter();
  const index = pages.get("index.html");
  if (index === undefined) return router;
  router.get("/", (c) => {
    c.header("vary", "Accept-Language, Sec-Fetch-Site", { append: true });
    // No page led here, so that none has a handle: the browser need not start another process before it paints (decision 0061).
    const openers = c.req.header("sec-fetch-site") === "none" ? "unsafe-none" : "same-origin";
    return answer(c, pages.get(`first-${languageOf(c)}.html`) ?? index, { ancestor: null, openers });
  });
  router.get(EMBED_PAGE_PATH, async (c) => {
    const session = c.req.query("session") ?? "";
    const read = await readEmbedSession(session, { entities: stores.entities, hash }, { now: clock.now() });
    // Without a session that holds the page says so, and nobody may frame it.
    // A window that the entity's page opened must be able to answer it.
    return answer(c, index, read.ok ? { ancestor: read.origin, openers: "unsafe-none" } : NOBODY);
  });
  for (const [path, name] of ASSIST_PAGES) {
    const page = pages.get(name);
    if (page !== undefined) router.get(path, (c) => answer(c, page, NOBODY));
  }
  for (const [name, file] of pages) router.get(`/${name}`, (c) => answer(c, file, NOBODY));
  return router;
}

/** The language that the address names, else the best that the browser names, else Bengali, which most people here read. */
function languageOf(c: Context): Language {
  const asked = c.req.query("lang");
  return LANGUAGES.find((known) => known === asked) ?? acceptedLanguage(c.req.header("accept-language"), "bn");
}

function answer(c: Context, file: PageFile, others: Others): Response {
  // The outer layer has set its headers for data, which a page replaces.
  for (const header of Object.keys(SECURITY_HEADERS)) c.header(header, undefined);
  const encoding = acceptedEncoding(c.req.header("accept-encoding"), file.encoded);
  const bytes = encoding === null ? undefined : file.encoded.get(encoding);
  const etag = encoding === null ? `"${file.etag}"` : `"${file.etag}-${encoding}"`;
  if (file.encoded.size > 0) c.header("vary", "Accept-Encoding", { append: true });
  const headers = { ...pageHeaders(file.inline, others), "content-type": file.mediaType, etag };
  if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
  return c.body(bytes ?? file.bytes, 200, {
    ...headers,
    ...(encoding === null ? {} : { "content-encoding": encoding }),
  });
}
