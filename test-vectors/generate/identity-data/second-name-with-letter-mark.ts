// The faulty stage: the payload. The second name holds the Arabic letter mark, which is invisible.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A second name holds no direction marks",
  spec: "6.8",
  why: "The mark lies inside the block of Arabic letters; a rule of blocks lets it in.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Zarina"], [19, "زرینہ\u061C"], [20, "urd"]) }),
});
