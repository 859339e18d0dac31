// The link form as a browser's address bar gives it back: scheme and host in lower case.

import { encodeLinkForm, QR_PREFIX } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The link form is valid with scheme and host in lower case",
  spec: "6.1",
  why: "Scheme and host have no case (RFC 3986 §3.1, §3.2.2), and browsers lower them; the fragment stays as it is.",
  bugClass: "over-strict",
  nearMiss: ["QR_PREFIX_UNKNOWN", "QR_CASE_CHANGED"],
  certificate: certificate({
    qrText: (base45) =>
      encodeLinkForm("gate.example", QR_PREFIX + base45).replace("HTTPS://GATE.EXAMPLE", "https://gate.example"),
  }),
});
