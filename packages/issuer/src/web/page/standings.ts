// Whether what is kept still stands, by the published trust material: fetched whole, the same for everybody, and judged on the phone by
// the verifier itself. So the service never learns which certificate somebody looked at. Loaded only by a page that keeps some.

import { decodePack } from "@mohor/schema";
import { acceptTrustDocuments, referenceEngine, verify } from "@mohor/verifier";
import type { Standing } from "./citizen.ts";

/** The pack that the service publishes; beside a country's millions of certificates it is a few kilobytes. */
const PACK = ".well-known/mohor/trust.mohor-trust";
const MAX_PACK_BYTES = 4_194_304;
const TIMEOUT_MILLISECONDS = 20_000;

/** What says that a certificate was ended before its time. */
const ENDED: ReadonlySet<string> = new Set(["STATUSLIST_REVOKED", "STATUSLIST_SUSPENDED", "KEY_REVOKED"]);

/** What the published lists say of each certificate at `now`; nothing where they cannot be had or do not hold. */
export async function standingsOf(
  qrTexts: readonly string[],
  base: string,
  { now, fetchIt }: { readonly now: number; readonly fetchIt: typeof fetch },
): Promise<readonly Standing[]> {
  const bytes = await fetchPack(new URL(PACK, base), fetchIt);
  const pack = bytes === null ? null : decodePack(bytes);
  if (pack === null || !pack.ok) return [];
  // This page comes from the authority itself, and so does the pack: there is nobody else to ask.
  const { trust } = acceptTrustDocuments(null, pack.value, {
    now,
    engine: referenceEngine,
    firstTrust: "on-first-use",
  });
  if (!trust.ok) return [];
  return qrTexts.map((qrText) => {
    const verdict = verify(qrText, trust, { now });
    if (verdict.outcome === "valid") return "good";
    return ENDED.has(verdict.code) ? "revoked" : "unknown";
  });
}

async function fetchPack(address: URL, fetchIt: typeof fetch): Promise<Uint8Array | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetchIt(address, { signal, credentials: "omit", redirect: "error" });
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > MAX_PACK_BYTES) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > MAX_PACK_BYTES ? null : bytes;
  } catch {
    return null;
  }
}
