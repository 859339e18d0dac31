import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutputs } from "../../src/cli/write-qr.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-outputs-"));
beforeAll(() => {
  writeFileSync(join(folder, "file"), "");
  mkdirSync(join(folder, "folder.png"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("checkOutputs", () => {
  it("takes files that are there and files that are not, and writes nothing", () => {
    const before = readdirSync(folder);
    checkOutputs([join(folder, "card.png"), join(folder, "card.SVG"), "card.txt"]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    ["card.gif", "OUTPUT_FORM_UNKNOWN"],
    ["file/card.png", "FILE_UNWRITABLE"],
    ["nowhere/card.png", "FILE_UNWRITABLE"],
    ["folder.png", "FILE_UNWRITABLE"],
  ])("refuses %s by its path", (name, code) => {
    const path = join(folder, name);
    expect(() => checkOutputs([join(folder, "good.png"), path])).toThrow(
      expect.objectContaining({ code, detail: path }),
    );
  });
});
