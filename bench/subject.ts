// The one certificate that the benchmarks work on: the test vectors' own, with a 16-letter name, the size that README gives figures
// for.

import {
  type Claims,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  encodeQrText,
  toBeSigned,
} from "@mohor/schema";
import { CLAIMS, certificate } from "../test-vectors/generate/chain.ts";
import { CERTIFICATE_KEY } from "../test-vectors/generate/test-keys.ts";

export { CERTIFICATE_KEY } from "../test-vectors/generate/test-keys.ts";
export { NOW } from "../test-vectors/generate/timeline.ts";
export { TRUST } from "../test-vectors/generate/trust.ts";
export { CLAIMS };

export const QR_TEXT: string = certificate().qrText;

/** Claims to QR text with this signature function: encode, sign, wrap, write. */
export function issueText(claims: Claims, signMessage: (message: Uint8Array) => Uint8Array): string {
  const protectedHeader = encodeProtectedHeader({ alg: -8, kid: CERTIFICATE_KEY.kid });
  const payload = encodeClaims(claims);
  const signature = signMessage(toBeSigned(protectedHeader, payload));
  return encodeQrText(encodeCoseSign1({ protectedHeader, payload, signature }));
}
