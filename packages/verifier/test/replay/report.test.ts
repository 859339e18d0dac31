// The reports of a replay, as the programs that read them want them.

import { type Replay, report } from "@mohor/verifier/replay";
import { expect, it } from "vitest";

const REPLAYS: readonly Replay[] = [
  {
    implementation: 'a "strange" & <new> one # 1',
    results: [
      { id: "qr-text/a", title: "A text is read", outcome: "agrees", departures: [], milliseconds: 1.5 },
      {
        id: "qr-text/b",
        title: "A byte \u0000 is not",
        outcome: "departs",
        departures: ['verdict.code: expected "A", got "B"', "x"],
        milliseconds: 2,
      },
      { id: "picture/c", title: "A picture is read", outcome: "unsupported", departures: [], milliseconds: 0 },
    ],
  },
];

it("is JUnit XML with everything escaped", () => {
  expect(report("junit", REPLAYS)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="a &#34;strange&#34; &#38; &#60;new&#62; one # 1" tests="3" failures="1" skipped="1" time="0.004">
    <testcase classname="qr-text" name="a: A text is read" time="0.002"/>
    <testcase classname="qr-text" name="b: A byte \uFFFD is not" time="0.002"><failure message="verdict.code: expected &#34;A&#34;, got &#34;B&#34;">verdict.code: expected &#34;A&#34;, got &#34;B&#34;
x</failure></testcase>
    <testcase classname="picture" name="c: A picture is read" time="0.000"><skipped/></testcase>
  </testsuite>
</testsuites>
`);
});

it("is TAP 14", () => {
  expect(report("tap", REPLAYS)).toBe(`TAP version 14
1..3
ok 1 - a "strange" & <new> one \\# 1: qr-text/a
not ok 2 - a "strange" & <new> one \\# 1: qr-text/b
  ---
  departures:
    - "verdict.code: expected \\"A\\", got \\"B\\""
    - "x"
  ...
ok 3 - a "strange" & <new> one \\# 1: picture/c # SKIP not supported
`);
});

it("is JSON with counts", () => {
  expect(JSON.parse(report("json", REPLAYS))).toMatchObject([
    { vectors: 3, agrees: 1, departs: 1, unsupported: 1, results: [{ id: "qr-text/a" }, {}, {}] },
  ]);
});
