// The few pages of this service: one document without a script, a picture or a third party, whose only style is allowed by its hash.

import { createHash } from "node:crypto";
import { SECURITY_HEADERS } from "./security-headers.ts";

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; } h3 { font-size: 1.05rem; margin-top: 2rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { padding: .75rem; overflow-x: auto; border: 1px solid currentColor; border-radius: .25rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
th { font-weight: 600; } .method { font-weight: 700; } .muted { opacity: .75; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Headers of a page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-cache",
};

/** A whole page. `body` is HTML; texts in it have passed `escapeHtml`. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>${body}</body></html>
`;
}

/** A text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
