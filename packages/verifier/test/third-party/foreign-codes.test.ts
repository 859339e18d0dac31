// QR texts of other systems: each must be told apart from a damaged certificate of ours.

import { MAX_LINK_TEXT_LENGTH } from "@mohor/schema";
import { inspect, NO_TRUST, verify } from "@mohor/verifier";
import { expect, test } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";
import { NOW } from "../test-issuer.ts";

describeSet("claim169", (read) => {
  test.each(["claim169-example", "demographics-full", "ed25519-signed", "minimal", "refugee-identity", "with-face"])(
    "the MOSIP Claim 169 code %s is not ours",
    (name) => {
      const { qr_data }: { qr_data: string } = JSON.parse(read(`test-vectors/valid/${name}.json`));
      const code = qr_data.length > MAX_LINK_TEXT_LENGTH ? "QR_TOO_LONG" : "QR_PREFIX_UNKNOWN";
      expect(inspect(qr_data)).toEqual({ ok: false, code });
      expect(verify(qr_data, NO_TRUST, { now: NOW })).toEqual({ outcome: "invalid", code, step: "qr" });
    },
  );
});
