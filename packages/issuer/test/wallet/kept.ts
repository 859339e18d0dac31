// A certificate for the tests of wallets and documents, made by the test vectors' own key.

import { readFileSync } from "node:fs";
import type { KeptCertificate } from "../../src/documents/kept-certificate.ts";
import { claimsOfOwn } from "../../src/domain/certificate.ts";

const VECTOR = new URL("../../../../test-vectors/status/", import.meta.url);

/** The certificate of a vector in `test-vectors/status`. */
export function keptCertificate(name = "partially-vaccinated"): KeptCertificate {
  const { qrText } = JSON.parse(readFileSync(new URL(`${name}.json`, VECTOR), "utf8"));
  const claims = claimsOfOwn(qrText);
  if (!claims.ok) throw new Error(claims.code);
  return {
    certificateId: "b3c28e5e-00a7c5",
    claims: claims.value,
    qrText,
    issuer: "Directorate of Health (specimen)",
  };
}
