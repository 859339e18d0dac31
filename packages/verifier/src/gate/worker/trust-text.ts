// QR texts that carry trust material and no certificate: told apart by their prefix, never by trying.

import type { TrustText } from "./calls.ts";

/** A reader that keeps the pieces it has seen: each text gives progress, documents, or null where it is no trust material. */
export function readTrustText(): (text: string) => TrustText | null {
  return () => null;
}
