// The faulty stage: the trust bundle. A key is listed under the kid of another.

import { toHex } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { CERTIFICATE_KEY, STRANGER_KEY } from "../test-keys.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A kid is cut from the key that it names",
  spec: "4.3",
  why: "Who takes the kid from the file instead of computing it lets one key stand in for another.",
  bugClass: "key-confusion",
  trust: signedPayload(replaced(bundlePayloadWith(), toHex(CERTIFICATE_KEY.kid), toHex(STRANGER_KEY.kid))),
  certificate: certificate(),
});
