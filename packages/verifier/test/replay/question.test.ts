// A line of the conformance protocol: closed, and never an exception.

import { decodeQuestion } from "@mohor/verifier/replay";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";

const VERDICT = { ask: "verdict", qrText: "MQ1:", trust: null, now: 0 };

it.each([
  VERDICT,
  { ...VERDICT, trust: "00ff", policy: { statuses: ["fully"] } },
  { ask: "texts", picture: "" },
  { ask: "texts", picture: "89504e47" },
])("reads %j", (question) => {
  expect(decodeQuestion(JSON.stringify({ id: "a/b", ...question }))).toEqual({ ok: true, id: "a/b", question });
});

it.each([
  { ...VERDICT, trust: "0" },
  { ...VERDICT, trust: "ZZ" },
  { ...VERDICT, trust: undefined },
  { ...VERDICT, now: 0.5 },
  { ...VERDICT, now: "0" },
  { ...VERDICT, qrText: 7 },
  { ...VERDICT, policy: { status: "fully" } },
  { ...VERDICT, more: true },
  { ask: "texts", picture: "4e4" },
  { ask: "texts" },
  { ask: "texts", picture: "", qrText: "" },
  { ask: "time" },
])("refuses %j and keeps its id", (question) => {
  expect(decodeQuestion(JSON.stringify({ id: "a/b", ...question }))).toEqual({
    ok: false,
    id: "a/b",
    error: "no such question",
  });
});

it.each(["", "{", "null", "7", '{"ask":"texts","picture":""}', '{"id":7}'])("has no id for %s", (line) => {
  expect(decodeQuestion(line)).toMatchObject({ ok: false, id: null });
});

it("never throws, whatever the line", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      expect(decodeQuestion(line)).toHaveProperty("ok");
    }),
    runs(200),
  );
});
