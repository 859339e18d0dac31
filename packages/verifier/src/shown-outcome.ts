// The one word that a person is shown for a certificate, in a gate as on a command line: under a policy whether to let the person in,
// without one whether the certificate is genuine.

import type { Admission } from "./result.ts";

/** What may stand first. `specimen` is neither green nor red. */
export type ShownOutcome = "valid" | "invalid" | "undecided" | "specimen" | "admitted" | "not-admitted";

/** The verdict's part in it: an input that never became a QR text has no notices. */
type Judged = { readonly outcome: "valid" | "invalid" | "undecided"; readonly notices?: readonly string[] };

/** The outcome to show first. A specimen is shown as one, whatever else holds of it; a failing verdict is not softened by a policy. */
export function shownOutcome(verdict: Judged, admission: Admission | null): ShownOutcome {
  if (verdict.outcome !== "valid") return verdict.outcome;
  if (verdict.notices?.includes("KEY_SPECIMEN")) return "specimen";
  return admission === null ? "valid" : admission.outcome;
}
