// The faulty stage: the payload. The name begins with a byte order mark.

import { certificate, payloadWithRawName, rawText } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "Text holds no byte order mark",
  spec: "6.8",
  why: "Many decoders drop it silently: two encodings of one name.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: payloadWithRawName(rawText("\uFEFFAsha Rani Biswas")) }),
});
