// The token's process: runs the driver, answers one request after the other, and ends when the issuer's process does. A driver is
// foreign native code that blocks, hangs and crashes: here it does so alone (docs/decisions/0022). After any fault of the token it
// ends as well, because a fresh start is the one recovery that every driver knows. The only importer of pkcs11js.

import { PortError } from "../domain/refusal.ts";
import type { Numbered, Opening, TokenAnswer, TokenRequest, TokenResult } from "./pkcs11-messages.ts";
import { type OpenToken, openToken, type Pkcs11Driver } from "./pkcs11-token.ts";

let opening: Opening | undefined;
let token: OpenToken | undefined;
let isAtFault = false;
let queue: Promise<void> = Promise.resolve();

/** pkcs11js is optional: an installation without a compiler has none, or one that was not built. */
async function loadBinding(): Promise<Pkcs11Driver> {
  try {
    const { default: pkcs11 } = await import("pkcs11js");
    return new pkcs11.PKCS11();
  } catch (cause) {
    throw new PortError("HSM_SUPPORT_MISSING", "pkcs11js is not installed", { cause });
  }
}

async function opened(): Promise<OpenToken> {
  if (opening === undefined) throw new TypeError("a request came before the token's place");
  token ??= openToken(await loadBinding(), opening.place, opening.pin);
  return token;
}

function perform(open: OpenToken, request: TokenRequest): TokenResult {
  if (request.what === "list") return { keys: open.list() };
  if (request.what === "sign") return { signature: open.sign(request.publicKey, request.toBeSigned) };
  return { keys: [open.generate(request.purpose, request.created, request.id)] };
}

async function answer(request: Numbered<TokenRequest>): Promise<void> {
  // Nothing more is tried on a token at fault: a second login with a wrong PIN above all.
  if (isAtFault) return;
  const { number } = request;
  const wasOpen = token !== undefined;
  try {
    send({ number, ...perform(await opened(), request) });
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { code, message, path } = error;
    isAtFault = code !== "SIGNING_KEY_UNAVAILABLE";
    send({ number, code, message, ...(path === undefined ? {} : { path }), wasOpen });
  }
}

/** Sends an answer, and after that of a fault goes. */
function send(message: TokenAnswer): void {
  process.send?.(message, undefined, undefined, () => {
    if (isAtFault && process.connected) process.disconnect?.();
  });
}

process.on("message", (message: Opening | Numbered<TokenRequest>) => {
  if ("place" in message) opening = message;
  else queue = queue.then(() => answer(message));
});
// The issuer's process decides when this one ends: a signal to the whole group must not take the token from requests it still serves.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit());
