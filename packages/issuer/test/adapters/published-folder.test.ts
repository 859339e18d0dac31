import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { replaceFileDurably } from "../../src/adapters/durable-file.ts";
import { openPublishedFolder } from "../../src/adapters/published-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-published-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("reads a file with a tag that follows from its bytes, and anew when it was replaced", async () => {
  const published = openPublishedFolder(folder, { maxBytes: 16 });
  writeFileSync(join(folder, "a.json"), "one");
  const first = await published.read("a.json");
  expect(new TextDecoder().decode(first?.bytes)).toBe("one");
  expect(await published.read("a.json")).toBe(await published.read("a.json"));
  replaceFileDurably(join(folder, "a.json"), "two", { mode: 0o644 });
  const second = await published.read("a.json");
  expect(new TextDecoder().decode(second?.bytes)).toBe("two");
  expect(second?.etag).not.toBe(first?.etag);
});

it("has no file where there is none, where a folder is, and without a folder of its own", async () => {
  const published = openPublishedFolder(folder, { maxBytes: 16 });
  mkdirSync(join(folder, "bundles"));
  writeFileSync(join(folder, "file"), "x");
  for (const name of ["missing", "bundles", "file/below"]) expect(await published.read(name)).toBeNull();
  expect(await openPublishedFolder(null, { maxBytes: 16 }).read("a.json")).toBeNull();
});

it("refuses a file that is larger than the bound", async () => {
  writeFileSync(join(folder, "large"), "x".repeat(17));
  await expect(openPublishedFolder(folder, { maxBytes: 16 }).read("large")).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
  });
  writeFileSync(join(folder, "large"), "x".repeat(16));
  expect((await openPublishedFolder(folder, { maxBytes: 16 }).read("large"))?.bytes).toHaveLength(16);
});

it("holds no more than a bounded number of files", async () => {
  const published = openPublishedFolder(folder, { maxBytes: 16 });
  for (let i = 0; i < 70; i++) {
    writeFileSync(join(folder, `f${i}`), String(i));
    expect(new TextDecoder().decode((await published.read(`f${i}`))?.bytes)).toBe(String(i));
  }
});
