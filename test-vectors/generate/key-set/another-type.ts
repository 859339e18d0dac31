// The faulty stage: the trust bundle. Body header and signature say that it is a document of another type.

import { CBOR_TAG, COSE_HEADER, encodeCbor, encodeProtectedHeader, encodeTrustBundle } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { ROOT_KEYS } from "../test-keys.ts";
import { SMALL_BUNDLE } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const [root] = ROOT_KEYS;
const bodyHeader = encodeCbor(new Map([[COSE_HEADER.TYP, "application/statuslist+cwt"]]));
const header = encodeProtectedHeader({ alg: -8, kid: root.kid });
const payload = encodeTrustBundle(SMALL_BUNDLE);
const signature = root.sign(encodeCbor(["Signature", bodyHeader, header, new Uint8Array(0), payload]));
const rows = [[header, new Map(), signature]];

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A document that was signed as another type is no trust bundle",
  spec: "4.3",
  why: "The type is signed (RFC 9596), so that one kind of document can never stand for another.",
  bugClass: "lenient-structure",
  trust: encodeCbor([bodyHeader, new Map(), payload, rows], [CBOR_TAG.COSE_SIGN]),
  certificate: certificate(),
});
