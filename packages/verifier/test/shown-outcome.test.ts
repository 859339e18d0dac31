// What a person is shown first follows from verdict and admission.

import { CODES } from "@mohor/schema";
import { expect, it } from "vitest";
import { assess, shownOutcome, verify } from "../src/index.ts";
import { KEYS, NOW, qrTextOf, trustOf } from "./test-issuer.ts";

const at = { now: NOW };
const genuine = verify(qrTextOf(), trustOf(), at);
const specimen = verify(qrTextOf({ key: KEYS.specimen }), trustOf(), at);

it("shows whether a certificate is genuine where no policy is given", () => {
  expect(shownOutcome(genuine, null)).toBe("valid");
  expect(shownOutcome({ outcome: "invalid" }, null)).toBe("invalid");
  expect(shownOutcome({ outcome: "undecided" }, null)).toBe("undecided");
  // Whoever has only the outcome has no notices.
  expect(shownOutcome({ outcome: "valid" }, null)).toBe("valid");
});

it("shows whether to let the person in under a policy", () => {
  expect(shownOutcome(genuine, assess(genuine, { statuses: ["fully"] }, at))).toBe("admitted");
  expect(shownOutcome(genuine, assess(genuine, { statuses: ["not"] }, at))).toBe("not-admitted");
});

it("shows a specimen as one even where specimens are admitted", () => {
  const admission = assess(specimen, { statuses: ["fully"], admitsSpecimens: true }, at);
  expect(admission.outcome).toBe("admitted");
  expect(shownOutcome(specimen, admission)).toBe("specimen");
  expect(shownOutcome(specimen, null)).toBe("specimen");
});

it("never shows a failing verdict as anything else, whatever the code", () => {
  for (const outcome of ["invalid", "undecided"] as const)
    for (const code of Object.keys(CODES)) expect(shownOutcome({ outcome, notices: [code] }, null)).toBe(outcome);
});
