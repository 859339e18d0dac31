// Test data of others: read from a folder beside the checkout, never committed. Where the folder is missing, each set is
// reported by name as not present, and nothing is claimed about it.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const FOLDER = new URL("../../shared/data/", import.meta.url);

/** Reads one file of a set; `path` is relative to the set's folder. */
export type ReadSet = (path: string) => string;

/** Defines the tests of a set, given its reader and the path of its folder, or reports by name that it is not present. */
export function describeSet(name: string, define: (read: ReadSet, folder: string) => void): void {
  const folder = new URL(`${name}/`, FOLDER);
  if (existsSync(folder)) {
    const read: ReadSet = (path) => readFileSync(new URL(path, folder), "utf8");
    describe(`third-party set ${name}`, () => define(read, fileURLToPath(folder)));
    return;
  }
  test(`not present: third-party set ${name}`, () => {
    process.stdout.write(`not present: third-party set ${name}\n`);
    expect(existsSync(folder)).toBe(false);
  });
}
