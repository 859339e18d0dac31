// The keyed-hash port by node:crypto, over the secrets of the issuer's file. Keys are KeyObjects: their bytes stay outside the
// JavaScript heap.

import { createHmac } from "node:crypto";
import type { HashUse, KeyedHash } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import { createRowCipher, type RowCipher } from "./row-cipher.ts";
import type { IssuerSecrets, SecretUse } from "./secrets-file.ts";

/** HMAC-SHA-256 under the issuer's secrets; key ids are `<use>-<number>`. */
export function createKeyedHash(secrets: IssuerSecrets): KeyedHash {
  const keys = new Map(secrets.map(({ use, number, key }) => [`${use}-${number}`, key]));
  const current = new Map(secrets.map(({ use }) => [use, `${use}-${newestNumber(secrets, use)}`]));

  return {
    currentKeyId(use: HashUse): string {
      const keyId = current.get(use);
      if (keyId === undefined) throw new PortError("SECRET_UNKNOWN", `no secret of use ${use} is held`);
      return keyId;
    },
    async hmac(use, keyId, message) {
      const key = keyId.startsWith(`${use}-`) ? keys.get(keyId) : undefined;
      if (key === undefined) throw new PortError("SECRET_UNKNOWN", `the secret ${keyId} is not held`);
      return createHmac("sha256", key).update(message).digest();
    },
  };
}

/** The cipher for rows under the issuer's secrets. */
export function rowCipherOf(secrets: IssuerSecrets): RowCipher {
  const keys = new Map(secrets.filter(({ use }) => use === "rows").map(({ number, key }) => [number, key]));
  return createRowCipher(keys, newestNumber(secrets, "rows"));
}

function newestNumber(secrets: IssuerSecrets, use: SecretUse): number {
  return Math.max(...secrets.filter((secret) => secret.use === use).map(({ number }) => number));
}
