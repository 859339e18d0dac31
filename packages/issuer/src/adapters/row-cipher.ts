// Seals the personal part of a store's rows with AES-256-GCM (NIST SP 800-38D), so that a copied database or backup names nobody.
// The table and the row's id are authenticated with it: a sealed value moved to another row does not open.
//   sealed = key number (1 byte) ‖ nonce (12 random bytes) ‖ ciphertext ‖ tag (16 bytes)
// Random nonces under one key are safe for 2^32 rows (SP 800-38D §8.3).

import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";
import { PortError } from "../domain/refusal.ts";

/** Seals and opens text that belongs to one row. */
export type RowCipher = {
  readonly seal: (table: string, rowId: string, text: string) => Uint8Array;
  /** Throws PortError SECRET_UNKNOWN (sealed under a key that is not held), STORE_UNAVAILABLE (changed, or another row's). */
  readonly open: (table: string, rowId: string, sealed: Uint8Array) => string;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** A cipher that opens with any of `keys`, by number 1 to 255, and seals with the one numbered `current`. */
export function createRowCipher(keys: ReadonlyMap<number, KeyObject>, current: number): RowCipher {
  function keyNumbered(number: number): KeyObject {
    const key = keys.get(number);
    if (key === undefined) throw new PortError("SECRET_UNKNOWN", `row key ${number} is not held`);
    return key;
  }
  const sealingKey = keyNumbered(current);

  return {
    seal(table, rowId, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealingKey, nonce).setAAD(Buffer.from(`${table}\0${rowId}`));
      return Buffer.concat([
        Buffer.of(current),
        nonce,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(table, rowId, sealed) {
      if (sealed.length < HEAD_BYTES + TAG_BYTES) throw new PortError("STORE_UNAVAILABLE", "a sealed row is cut short");
      const key = keyNumbered(sealed[0] as number);
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, HEAD_BYTES))
        .setAAD(Buffer.from(`${table}\0${rowId}`))
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES), undefined, "utf8");
      try {
        return text + decipher.final("utf8");
      } catch (cause) {
        throw new PortError("STORE_UNAVAILABLE", "a sealed row was changed", { cause });
      }
    },
  };
}
