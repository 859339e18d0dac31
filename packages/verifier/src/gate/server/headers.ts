// The headers that the gate's files are served with: scripts from itself only, WebAssembly, no inline anything, no other origin, no frame
// around it, and the camera for itself. docs/operate.md repeats them for other web servers.

/** The headers of every answer. `publisher`: another origin that trust files may be fetched from. */
export function gateHeaders(publisher: string | null): Readonly<Record<string, string>> {
  const connect = publisher === null ? "'self'" : `'self' ${publisher}`;
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self'",
      `connect-src ${connect}`,
      "style-src 'self'",
      "img-src 'self'",
      "media-src 'self' blob:",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types mohor",
    ].join("; "),
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), usb=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}
