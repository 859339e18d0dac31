// What a replay says of answers that are right, wrong, strange and missing.

import { nodeCryptoEngine } from "@mohor/verifier/node";
import {
  AnswerMissing,
  createRespondent,
  departuresOf,
  type Implementation,
  questionOf,
  replay,
  type VectorFile,
} from "@mohor/verifier/replay";
import { describe, expect, it } from "vitest";
import { vector as tag61 } from "../../../../test-vectors/generate/cose/tag-61.ts";
import { vector as oneCode, picture } from "../../../../test-vectors/generate/picture/one-code.ts";
import { vector as admitted } from "../../../../test-vectors/generate/policy/admitted.ts";

const VALID = { id: "policy/admitted", vector: admitted } as unknown as VectorFile;
const INVALID = { id: "cose/tag-61", vector: tag61 } as unknown as VectorFile;
const PICTURE = { id: "picture/one-code", vector: oneCode, picture } as unknown as VectorFile;
const respond = createRespondent({
  engine: nodeCryptoEngine,
  readPicture: async () => ({ texts: oneCode.texts ?? [] }),
});

describe("an answer", () => {
  it.each([VALID, INVALID, PICTURE])("that is right departs nowhere: $id", async (file) => {
    expect(departuresOf(file, await respond(questionOf(file)))).toEqual([]);
  });

  it("may leave out intermediates and say them rightly or wrongly", async () => {
    const { intermediates, ...bare } = await respond(questionOf(VALID));
    expect(departuresOf(VALID, bare)).toEqual([]);
    expect(departuresOf(VALID, { ...bare, intermediates: { ...intermediates, payloadHex: "a0" } })).toEqual([
      expect.stringMatching(/^intermediates\.payloadHex: expected "a5.*, got "a0"$/),
    ]);
  });

  it("departs at each place that differs, that is missing and that is too much", async () => {
    const right = await respond(questionOf(VALID));
    const verdict = { ...right.verdict, kid: "00000000", notices: [], step: "qr" };
    expect(departuresOf(VALID, { ...right, verdict, admission: undefined })).toEqual([
      expect.stringMatching(/^verdict\.kid: expected "[0-9a-f]{8}", got "00000000"$/),
      'verdict.notices.0: expected "STATUSLIST_MISSING", got nothing',
      'verdict.step: expected nothing, got "qr"',
      'admission: expected {"outcome":"admitted"}, got nothing',
    ]);
  });

  it("of the right outcome with the wrong code departs", async () => {
    const wrong = { verdict: { outcome: "invalid", code: "COSE_SHAPE_INVALID", step: "cose" } };
    expect(departuresOf(INVALID, wrong)).toEqual([
      'verdict.code: expected "COSE_TAG_UNEXPECTED", got "COSE_SHAPE_INVALID"',
    ]);
  });

  it.each([null, 7, "valid", undefined])("that is no object departs: %j", (answer) => {
    expect(departuresOf(INVALID, answer)).toHaveLength(1);
  });

  it("of any length is shown in part", () => {
    const [line] = departuresOf(PICTURE, { texts: ["A".repeat(100_000)] });
    expect(line?.length).toBeLessThan(400);
  });
});

describe("a replay", () => {
  const clock = () => 0;

  it("tells of what an implementation does not support, and goes on where no answer comes", async () => {
    const implementation: Implementation = {
      name: "half",
      async answer(id, question) {
        if (id === PICTURE.id) return { unsupported: true };
        if (id === INVALID.id) throw new AnswerMissing("asleep");
        return respond(question);
      },
    };
    const { results } = await replay([PICTURE, INVALID, VALID], implementation, { clock });
    expect(results.map(({ outcome, departures }) => [outcome, departures])).toEqual([
      ["unsupported", []],
      ["departs", ["asleep"]],
      ["agrees", []],
    ]);
  });

  it("does not hide a mistake of its own", async () => {
    const implementation: Implementation = {
      name: "broken",
      answer: () => Promise.reject(new TypeError("a bug")),
    };
    await expect(replay([VALID], implementation, { clock })).rejects.toThrow(TypeError);
  });
});
