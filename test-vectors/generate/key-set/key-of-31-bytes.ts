// The faulty stage: the trust bundle. The key is one byte short.

import { toHex } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { CERTIFICATE_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const hex = toHex(CERTIFICATE_KEY.publicKey);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A key of 31 bytes is refused",
  spec: "4.3",
  why: "Padded with a zero it would be another key.",
  bugClass: "malformed-input",
  trust: signedPayload(replaced(bundlePayloadWith(), `5820${hex}`, `581f${hex.slice(0, -2)}`)),
  certificate: certificate(),
});
