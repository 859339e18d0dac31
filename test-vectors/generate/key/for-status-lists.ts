// The honest chain by a key whose purpose is status lists.

import { certificate } from "../chain.ts";
import { STATUS_LIST_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_USE_MISMATCH", "key", {
  title: "A key for status lists signs no certificates",
  spec: "6.6",
  why: "Status lists are signed by a machine that is online day and night; its key must not issue.",
  bugClass: "key-confusion",
  certificate: certificate({ key: STATUS_LIST_KEY }),
});
