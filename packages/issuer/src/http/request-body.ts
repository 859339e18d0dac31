// The body of a request, never more of it than the bound and never anything but strict JSON, before any schema looks at it.

import { MAX_BODY_BYTES } from "./http-limits.ts";
import { Problem } from "./problem.ts";
import { strictJsonText } from "./strict-json.ts";

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?$/i;
const JSON_TYPE = /^application\/json\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?$/i;

/**
 * The text of a JSON body, empty where there is none. Throws Problem HTTP_BODY_TOO_LARGE, HTTP_CONTENT_TYPE_UNKNOWN,
 * HTTP_BODY_MALFORMED. At most one chunk beyond the bound is held.
 */
export async function readJsonBody(request: Request): Promise<string> {
  const bytes = await readBoundedBody(request, MAX_BODY_BYTES);
  if (bytes.length === 0) return "";
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? "")) throw new Problem("HTTP_CONTENT_TYPE_UNKNOWN");
  const text = strictJsonText(bytes);
  if (!text.ok) throw new Problem(text.code);
  return text.value;
}

/**
 * The text of a form (RFC 6749 appendix B), empty where there is none. Throws Problem HTTP_BODY_TOO_LARGE,
 * HTTP_CONTENT_TYPE_UNKNOWN, and HTTP_BODY_MALFORMED where a name comes twice (RFC 6749 §3.2) or the bytes are no ASCII.
 */
export async function readFormBody(request: Request): Promise<string> {
  const bytes = await readBoundedBody(request, MAX_BODY_BYTES);
  if (bytes.length === 0) return "";
  if (!FORM_TYPE.test(request.headers.get("content-type") ?? "")) throw new Problem("HTTP_CONTENT_TYPE_UNKNOWN");
  const text = new TextDecoder("latin1").decode(bytes);
  const names = [...new URLSearchParams(text).keys()];
  const isStrict = /^[\x21-\x7e]*$/.test(text) && new Set(names).size === names.length;
  if (!isStrict) throw new Problem("HTTP_BODY_MALFORMED");
  return text;
}

/** The bytes of any body, never more than so many. Throws Problem HTTP_BODY_TOO_LARGE, HTTP_REQUEST_MALFORMED. */
export async function readBoundedBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new Problem("HTTP_BODY_TOO_LARGE");
  return readBytes(request, maxBytes).catch((error: unknown) => {
    // A client that goes away in the middle.
    throw error instanceof Problem ? error : new Problem("HTTP_REQUEST_MALFORMED", {}, { cause: error });
  });
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  // With a length the protocol itself ends the body there; without one somebody has to count.
  if (request.headers.has("content-length")) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > maxBytes) throw new Problem("HTTP_BODY_TOO_LARGE");
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw new Problem("HTTP_BODY_TOO_LARGE");
  }
  return Buffer.concat(chunks);
}
