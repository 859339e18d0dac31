// Public keys for trust bundles that need many: 2, 3, 4 and more times the base point. They pass every check of a key, and no
// seed is known that leads to one.

import { add, BASE, encodePoint } from "./edwards25519.ts";

/** So many different public keys. */
export function nobodysKeys(count: number): Uint8Array[] {
  let point = BASE;
  return Array.from({ length: count }, () => {
    point = add(point, BASE);
    return encodePoint(point);
  });
}
