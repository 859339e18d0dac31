// JSON as a protocol reads it (RFC 8259 with I-JSON's rules, RFC 7493 §2): UTF-8, no member twice, no lone surrogate, not deep.
// JSON.parse keeps the last of two members of one name without a word, and a proxy that keeps the first has then seen another
// request than the one that is answered.

import { type Decoded, refuse } from "@mohor/schema";
import { MAX_JSON_NESTING } from "./http-limits.ts";

/** The bytes as a JSON text that keeps these rules, or HTTP_BODY_MALFORMED. Time is linear in the bytes, which the caller has bounded. */
export function strictJsonText(bytes: Uint8Array): Decoded<string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    JSON.parse(text);
    return isStrict(text) ? { ok: true, value: text } : refuse("HTTP_BODY_MALFORMED");
  } catch {
    return refuse("HTTP_BODY_MALFORMED");
  }
}

/** What a walk over the text stops at: a string, or a character that opens, closes or separates. All else is of no interest. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** Whether a text that JSON.parse has accepted keeps the rules that JSON.parse does not know. */
function isStrict(text: string): boolean {
  // For each open object the names seen; for each open array null.
  const open: (Set<string> | null)[] = [];
  let lastString = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('"')) {
      lastString = JSON.parse(token) as string;
      if (!lastString.isWellFormed()) return false;
    } else if (token === ":") {
      const names = open.at(-1) as Set<string>;
      if (names.has(lastString)) return false;
      names.add(lastString);
    } else if (token === "{" || token === "[") {
      if (open.push(token === "{" ? new Set() : null) > MAX_JSON_NESTING) return false;
    } else if (token !== ",") open.pop();
  }
  return true;
}
