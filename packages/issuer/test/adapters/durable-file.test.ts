import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  createFileDurably,
  MODE_PRIVATE,
  MODE_PRIVATE_FOLDER,
  MODE_PUBLIC,
  makeFolder,
  readError,
  readFileBounded,
  replaceFileDurably,
  writeError,
} from "../../src/adapters/durable-file.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("createFileDurably", () => {
  it("writes a file with its mode, and not over another", () => {
    const path = join(folder, "new");
    createFileDurably(path, "first", { mode: MODE_PRIVATE });
    expect(readFileSync(path, "utf8")).toBe("first");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = () => createFileDurably(path, "second", { mode: MODE_PRIVATE });
    expect(again).toThrow(expect.objectContaining({ code: "FILE_EXISTS" }));
    expect(readFileSync(path, "utf8")).toBe("first");
  });

  it("says when the folder is not there", () => {
    const write = () => createFileDurably(join(folder, "none", "file"), "x", { mode: MODE_PUBLIC });
    expect(write).toThrow(expect.objectContaining({ code: "FILE_UNWRITABLE" }));
  });
});

describe("replaceFileDurably", () => {
  it("writes a file whether or not one is there, and leaves nothing else", () => {
    const place = join(folder, "replaced");
    mkdirSync(place);
    const path = join(place, "file");
    for (const content of ["one", "two"]) {
      replaceFileDurably(path, Buffer.from(content), { mode: MODE_PUBLIC });
      expect(readFileSync(path, "utf8")).toBe(content);
    }
    expect(readdirSync(place)).toEqual(["file"]);
  });

  it("leaves the old content where it fails, and nothing else", () => {
    const place = join(folder, "kept");
    mkdirSync(join(place, "file"), { recursive: true });
    writeFileSync(join(place, "file", "inside"), "old");
    const write = () => replaceFileDurably(join(place, "file"), "new", { mode: MODE_PUBLIC });
    expect(write).toThrow(expect.objectContaining({ code: "FILE_UNWRITABLE" }));
    expect(readdirSync(place)).toEqual(["file"]);
    chmodSync(place, 0o700);
  });
});

describe("readFileBounded", () => {
  it("reads up to its bound and no further", () => {
    const path = join(folder, "bounded");
    writeFileSync(path, "12345");
    expect(Buffer.from(readFileBounded(path, { maxBytes: 5 })).toString()).toBe("12345");
    expect(() => readFileBounded(path, { maxBytes: 4 })).toThrow(expect.objectContaining({ code: "FILE_UNREADABLE" }));
  });

  it("says when the file is not there", () => {
    for (const name of ["none", join("bounded", "below")]) {
      const read = () => readFileBounded(join(folder, name), { maxBytes: 10 });
      expect(read).toThrow(expect.objectContaining({ code: "FILE_NOT_FOUND" }));
    }
  });

  it.each([".", "/dev/zero", "/dev/null"])("reads no %s", (name) => {
    const path = name.startsWith("/") ? name : join(folder, name);
    expect(() => readFileBounded(path, { maxBytes: 10 })).toThrow(expect.objectContaining({ code: "FILE_UNREADABLE" }));
  });
});

describe("a file where a folder is needed", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const below = join(file, "below");
  const steps: readonly (readonly [string, () => unknown, string])[] = [
    ["creates nothing below it", () => createFileDurably(below, "x", { mode: MODE_PUBLIC }), "FILE_UNWRITABLE"],
    ["replaces nothing below it", () => replaceFileDurably(below, "x", { mode: MODE_PUBLIC }), "FILE_UNWRITABLE"],
    ["makes no folder below it", () => makeFolder(below, { mode: MODE_PRIVATE_FOLDER }), "FILE_UNWRITABLE"],
    ["reads nothing below it", () => readFileBounded(below, { maxBytes: 1 }), "FILE_NOT_FOUND"],
  ];
  it.each(steps)("%s", (_title, step, code) => {
    expect(step).toThrow(expect.objectContaining({ name: "PortError", code, path: below }));
  });

  it("is no folder itself", () => {
    const make = () => makeFolder(file, { mode: MODE_PRIVATE_FOLDER });
    expect(make).toThrow(expect.objectContaining({ code: "FILE_EXISTS", path: file }));
  });
});

describe("system errors", () => {
  it.each([
    ["ENOSPC", "DISK_FULL"],
    ["EDQUOT", "DISK_FULL"],
    ["EFBIG", "DISK_FULL"],
    ["EEXIST", "FILE_EXISTS"],
    ["ENOENT", "FILE_UNWRITABLE"],
    ["ENOTDIR", "FILE_UNWRITABLE"],
    ["EACCES", "FILE_UNWRITABLE"],
    ["EIO", "FILE_UNWRITABLE"],
  ])("of writing: %s is %s", (errno, code) => {
    expect(writeError(Object.assign(new Error(), { code: errno }), "place")).toMatchObject({ code, path: "place" });
  });

  it.each([
    ["ENOENT", "FILE_NOT_FOUND"],
    ["ENOTDIR", "FILE_NOT_FOUND"],
    ["EACCES", "FILE_UNREADABLE"],
    ["EIO", "FILE_UNREADABLE"],
  ])("of reading: %s is %s", (errno, code) => {
    expect(readError(Object.assign(new Error(), { code: errno }), "place")).toMatchObject({ code, path: "place" });
  });

  it("are told from bugs, which stay what they are", () => {
    for (const bug of [new TypeError(), Object.assign(new Error(), { code: "ERR_INVALID_ARG_TYPE" }), null, "text"]) {
      expect(writeError(bug, "place")).toBe(bug);
      expect(readError(bug, "place")).toBe(bug);
    }
  });
});
