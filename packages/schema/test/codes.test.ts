import { CODES, type Code, refuse } from "@mohor/schema";
import { describe, expect, test } from "vitest";

const rows = Object.entries(CODES);

/** The codes that a verdict or an admission may carry; the others are refusals of programs. */
const verdictRows = rows.filter(([, { outcome, layer }]) => outcome !== "problem" && layer !== "file");

describe("the table of codes", () => {
  test.each(rows)("%s is upper snake and no longer than a line of a log", (code) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/);
    expect(code.length).toBeLessThanOrEqual(32);
  });

  test("the prefix of a code tells the layer", () => {
    const layers: Record<string, readonly string[]> = {
      PICTURE: ["picture"],
      QR: ["picture", "qr"],
      BASE45: ["base45"],
      CBOR: ["cbor"],
      COSE: ["cose"],
      KEYSET: ["key-set"],
      CLOCK: ["clock"],
      KEY: ["key"],
      SIGNATURE: ["signature"],
      CWT: ["claims"],
      IDENTITY: ["claims"],
      STATUS: ["claims"],
      STATUSLIST: ["status-list"],
      ISSUEDSET: ["issued-set"],
      PACK: ["pack"],
      TRUST: ["trust-state"],
      POLICY: ["policy"],
    };
    for (const [code, { layer }] of verdictRows) {
      expect(layers[code.split("_")[0] as string], code).toContain(layer);
    }
  });

  test("an exit status is that of the outcome, never the number of a code", () => {
    const exitStatus: Record<string, number> = { invalid: 1, undecided: 3, "not-admitted": 1, notice: 0 };
    for (const [code, row] of verdictRows) {
      expect(row.exitStatus, code).toBe(exitStatus[row.outcome]);
    }
  });

  test("no exit status is above 125, where shells have meanings of their own", () => {
    for (const [code, { exitStatus }] of rows) expect([0, 1, 2, 3, 4, 70], code).toContain(exitStatus);
  });

  test("every code names a section of the specification", () => {
    for (const [code, { spec }] of rows) expect(spec, code).toMatch(/^\d+(\.\d+)?$/);
  });

  test("an HTTP status is one that its outcome may have", () => {
    for (const [code, { outcome, httpStatus }] of verdictRows) {
      expect(httpStatus === 200, code).toBe(outcome === "notice");
      if (outcome === "undecided") expect(httpStatus, code).toBe(503);
    }
  });
});

test("a refusal carries its code and nothing else", () => {
  const codes = Object.keys(CODES) as Code[];
  for (const code of codes) expect(refuse(code)).toEqual({ ok: false, code });
});
