import { createHash } from "node:crypto";
import { sha256, sha512 } from "@mohor/schema";
import fc from "fast-check";
import { expect, test } from "vitest";

test("SHA-256 and SHA-512 agree with OpenSSL at every block boundary", () => {
  const message = fc.uint8Array({ maxLength: 300 });
  const boundaries = [0, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129].map((length) =>
    new Uint8Array(length).fill(0xa5),
  );
  fc.assert(
    fc.property(message, (bytes) => {
      expect(Buffer.from(sha256(bytes))).toEqual(createHash("sha256").update(bytes).digest());
      expect(Buffer.from(sha512(bytes))).toEqual(createHash("sha512").update(bytes).digest());
    }),
    { examples: boundaries.map((bytes) => [bytes]) },
  );
});
