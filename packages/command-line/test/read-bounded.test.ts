import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Failure, readBounded } from "../src/index.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "mohor-read-"));
  await writeFile(join(directory, "hundred"), new Uint8Array(100).fill(7));
});

afterAll(() => rm(directory, { recursive: true }));

it("reads a file of exactly the bound, and refuses one byte more", async () => {
  expect(await readBounded(join(directory, "hundred"), 100)).toEqual(new Uint8Array(100).fill(7));
  expect(await codeOf(readBounded(join(directory, "hundred"), 99))).toBe("FILE_TOO_LARGE");
});

it("stops at the bound of a file that never ends", async () => {
  expect(await codeOf(readBounded("/dev/zero", 1_000_000))).toBe("FILE_TOO_LARGE");
});

it("tells a missing file from a folder", async () => {
  expect(await codeOf(readBounded(join(directory, "nothing"), 1))).toBe("FILE_NOT_FOUND");
  expect(await codeOf(readBounded(directory, 1))).toBe("FILE_UNREADABLE");
});

async function codeOf(reading: Promise<unknown>): Promise<string> {
  const failure = await reading.catch((error: unknown) => error);
  return failure instanceof Failure ? failure.code : "none";
}
