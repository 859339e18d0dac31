import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPassphrase } from "../../src/adapters/passphrase.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-passphrase-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inFile(content: string): { MOHOR_PASSPHRASE_FILE: string } {
  const path = join(folder, `${content.length}.txt`);
  writeFileSync(path, content);
  return { MOHOR_PASSPHRASE_FILE: path };
}

describe("readPassphrase", () => {
  it("takes the environment's, else the file's, without the end of its line", () => {
    expect(readPassphrase({ MOHOR_PASSPHRASE: "from here", ...inFile("from there") })).toBe("from here");
    expect(readPassphrase(inFile("from there"))).toBe("from there");
    expect(readPassphrase(inFile("with an end\n"))).toBe("with an end");
    expect(readPassphrase(inFile("with a long end\r\n"))).toBe("with a long end");
    expect(readPassphrase(inFile(" kept spaces \n\n"))).toBe(" kept spaces \n");
  });

  it("gives the same for any Unicode form", () => {
    expect(readPassphrase({ MOHOR_PASSPHRASE: "cafe\u0301" })).toBe("caf\u00e9");
  });

  it.each([{}, { MOHOR_PASSPHRASE: "" }, { MOHOR_PASSPHRASE: undefined }])("misses one in %j", (environment) => {
    expect(() => readPassphrase(environment)).toThrow(expect.objectContaining({ code: "PASSPHRASE_MISSING" }));
  });

  it("misses one in an empty file, and says when the file cannot be read", () => {
    expect(() => readPassphrase(inFile("\n"))).toThrow(expect.objectContaining({ code: "PASSPHRASE_MISSING" }));
    const unreadable = expect.objectContaining({ code: "FILE_UNREADABLE" });
    const missing = expect.objectContaining({ code: "FILE_NOT_FOUND" });
    expect(() => readPassphrase({ MOHOR_PASSPHRASE_FILE: join(folder, "none") })).toThrow(missing);
    expect(() => readPassphrase({ MOHOR_PASSPHRASE_FILE: folder })).toThrow(unreadable);
    expect(() => readPassphrase({ MOHOR_PASSPHRASE_FILE: "/dev/zero" })).toThrow(unreadable);
  });
});
