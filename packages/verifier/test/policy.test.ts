import { decodePolicy } from "@mohor/verifier";
import { describe, expect, test } from "vitest";

const REFUSED = { ok: false, code: "POLICY_MALFORMED" };

describe("a policy", () => {
  test.each([
    '{"statuses":["fully"]}',
    '{"statuses":["not","partially","fully"]}',
    '{"statuses":["fully"],"maxAgeSeconds":0}',
    '{"statuses":["fully"],"maxAgeSeconds":86400,"audience":"irctc.co.in","admitsSpecimens":true}',
    '{"admitsSpecimens":false,"statuses":["partially"]}',
  ])("may be %s", (json) => {
    expect(decodePolicy(JSON.parse(json))).toEqual({ ok: true, value: JSON.parse(json) });
  });

  test.each([
    ["nothing", "null"],
    ["a text", '"fully"'],
    ["a number", "1"],
    ["a list", '["fully"]'],
    ["empty", "{}"],
    ["without statuses", '{"maxAgeSeconds":1}'],
    ["with a status that is no list", '{"statuses":"fully"}'],
    ["with an empty list of statuses", '{"statuses":[]}'],
    ["with an unknown status", '{"statuses":["fully","boosted"]}'],
    ["with a status by its number", '{"statuses":[2]}'],
    ["with a misspelt rule", '{"statuses":["fully"],"maxAge":1}'],
    ["with a rule under another name in JSON", '{"statuses":["fully"],"__proto__":{"maxAgeSeconds":1}}'],
    ["with a negative age", '{"statuses":["fully"],"maxAgeSeconds":-1}'],
    ["with a fractional age", '{"statuses":["fully"],"maxAgeSeconds":0.5}'],
    ["with an age in text", '{"statuses":["fully"],"maxAgeSeconds":"1"}'],
    ["with an age of null", '{"statuses":["fully"],"maxAgeSeconds":null}'],
    ["with an age too large to count", '{"statuses":["fully"],"maxAgeSeconds":1e300}'],
    ["with an empty audience", '{"statuses":["fully"],"audience":""}'],
    ["with an audience that is a list", '{"statuses":["fully"],"audience":["a"]}'],
    ["with a specimen rule that is no yes or no", '{"statuses":["fully"],"admitsSpecimens":1}'],
  ])("is not %s", (_, json) => {
    expect(decodePolicy(JSON.parse(json))).toEqual(REFUSED);
  });

  test("is not something that JSON cannot hold", () => {
    expect(decodePolicy(undefined)).toEqual(REFUSED);
    expect(decodePolicy({ statuses: ["fully"], maxAgeSeconds: Number.NaN })).toEqual(REFUSED);
  });
});
