// The root set of an authority: the offline keys that vouch for its trust bundles, and how many of them must (docs/trust.md §2).

import { bytesEqual, MAX_ROOT_KEYS, toHex } from "@mohor/schema";
import { type Refusal, refusal } from "./refusal.ts";

/** Root keys with their threshold. */
export type RootSet = {
  /** Signatures needed, each of another key. */
  readonly threshold: number;
  readonly rootKeys: readonly Uint8Array[];
};

/** The threshold that goes without saying: more than half, so 3 of 5; two thieves and one fool are not enough. */
export function usualThreshold(rootKeyCount: number): number {
  return Math.floor(rootKeyCount / 2) + 1;
}

/** The root set of these keys, or ROOT_SET_INVALID: no key or more than a bundle holds, one twice, a threshold that cannot be reached. */
export function rootSetOf(
  rootKeys: readonly Uint8Array[],
  threshold: number,
): { readonly ok: true; readonly rootSet: RootSet } | Refusal {
  const isPossible = Number.isSafeInteger(threshold) && threshold >= 1 && threshold <= rootKeys.length;
  const isUnique = new Set(rootKeys.map(toHex)).size === rootKeys.length;
  if (!isPossible || !isUnique || rootKeys.length > MAX_ROOT_KEYS) return refusal("ROOT_SET_INVALID");
  return { ok: true, rootSet: { threshold, rootKeys } };
}

/** Whether the key is one of the set's. */
export function isRootOf({ rootKeys }: RootSet, publicKey: Uint8Array): boolean {
  return rootKeys.some((rootKey) => bytesEqual(rootKey, publicKey));
}
