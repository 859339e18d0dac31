// Five public keys of one kid, the first five found: numbers counted up from 0, as 32 bytes little-endian. A search over a
// hundred million of them takes a minute. Nobody looked for sound keys: gate K (docs/spec.md §8.1) refuses each.

/** Five public keys of the kid 160ebc89. */
export const KEYS_OF_ONE_KID: readonly Uint8Array[] = [16_897_154, 32_158_359, 91_311_567, 95_449_177, 100_618_762].map(
  (number) => {
    const publicKey = Buffer.alloc(32);
    publicKey.writeUInt32LE(number);
    return Uint8Array.from(publicKey);
  },
);
