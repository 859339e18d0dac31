// Randomness by the Web Crypto API, which Node and browsers share.

import type { RandomSource } from "../domain/ports.ts";

export const webCryptoRandom: RandomSource = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};
