// Headers that every answer carries. Nothing here is a page unless it says so, nothing may be framed, kept, sniffed or told on.

/** For answers that are data. Pages replace the content security policy by their own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  // Sent over TLS only by the proxy in front; browsers ignore it on plain HTTP (RFC 6797 §8.1).
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
