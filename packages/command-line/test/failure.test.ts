import { describe, expect, it } from "vitest";
import { fileFailure } from "../src/index.ts";

describe("fileFailure", () => {
  it.each([
    ["read", "ENOENT", "FILE_NOT_FOUND"],
    ["read", "ENOTDIR", "FILE_NOT_FOUND"],
    ["read", "EACCES", "FILE_UNREADABLE"],
    ["read", "EISDIR", "FILE_UNREADABLE"],
    ["write", "ENOENT", "FILE_UNWRITABLE"],
    ["write", "ENOTDIR", "FILE_UNWRITABLE"],
    ["write", "EACCES", "FILE_UNWRITABLE"],
    ["write", "EROFS", "FILE_UNWRITABLE"],
    ["write", "ENOSPC", "DISK_FULL"],
    ["write", "EDQUOT", "DISK_FULL"],
    ["write", "EFBIG", "DISK_FULL"],
    ["write", "EEXIST", "FILE_EXISTS"],
  ] as const)("on %s takes %s for %s", (direction, errno, code) => {
    const error = Object.assign(new Error(), { code: errno });
    expect(fileFailure(error, "place", direction)).toMatchObject({ code, detail: "place", cause: error });
  });

  it("rethrows a bug", () => {
    for (const bug of [new TypeError("bug"), Object.assign(new Error(), { code: "ERR_INVALID_ARG_TYPE" })]) {
      expect(() => fileFailure(bug, "place", "write")).toThrow(bug);
    }
  });
});
