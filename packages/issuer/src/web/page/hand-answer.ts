// The answer on its way to the website that asked for it: to its own origin and no other, as a message to the window around or behind
// this one. It never goes through an address.

import type { EmbedRequest } from "./issuer-api.ts";

/** What is handed over; `qrText` is null where the person refused. */
export type EmbedAnswer = { readonly type: "mohor-status"; readonly qrText: string | null };

/** Hands the answer over. The browser drops it where the window around is of another origin than the registered one. */
export function handAnswer(qrText: string | null, { origin }: EmbedRequest): void {
  const asking = window.opener ?? (window.parent === window ? null : window.parent);
  asking?.postMessage({ type: "mohor-status", qrText } satisfies EmbedAnswer, origin);
}
