// A certificate as a wallet or a printed document shows it. Everything follows from the signed text; nothing is added.

import type { Claims } from "@mohor/schema";

/** A certificate to be kept. The caller has taken claims and text from the same certificate of its own. */
export type KeptCertificate = {
  readonly certificateId: string;
  readonly claims: Claims;
  readonly qrText: string;
  /** The issuing authority's name as people see it. */
  readonly issuer: string;
};
