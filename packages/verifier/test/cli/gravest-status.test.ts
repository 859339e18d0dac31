import { expect, it } from "vitest";
import { gravestStatus } from "../../src/cli/gravest-status.ts";

it("is 0 only where every input is all right", () => {
  expect(gravestStatus([null, null])).toBe(0);
  expect(gravestStatus([null, "KEYSET_STALE"])).toBe(3);
});

it("weighs unreadable above invalid above undecided, in any order", () => {
  expect(gravestStatus(["KEYSET_STALE", "CWT_EXPIRED", null])).toBe(1);
  expect(gravestStatus(["CWT_EXPIRED", "KEYSET_STALE"])).toBe(1);
  expect(gravestStatus(["FILE_NOT_FOUND", "CWT_EXPIRED"])).toBe(4);
  expect(gravestStatus(["POLICY_TOO_OLD", "FILE_NOT_FOUND"])).toBe(4);
});

it("fails closed on no input and on a code that no input can have", () => {
  expect(gravestStatus([])).toBe(70);
  expect(gravestStatus([null, "POLICY_MALFORMED"])).toBe(70);
});
