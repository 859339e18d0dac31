// The honest chain in the link form, with a host and port that read like the prefix of trust material.

import { encodeLinkForm } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

const honest = certificate();

export const vector: Vector = accepted({
  title: "What precedes the fragment does not decide what the text is",
  spec: "6.1",
  why: "A verifier that looks for MT1: anywhere takes a certificate for a poster.",
  bugClass: "lenient-text",
  nearMiss: ["QR_TRUST_MATERIAL", "QR_PREFIX_UNKNOWN"],
  certificate: { ...honest, qrText: encodeLinkForm("mt1:443", honest.qrText) },
});
