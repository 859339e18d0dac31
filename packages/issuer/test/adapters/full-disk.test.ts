// A disk that is full: a small tmpfs, mounted in a mount namespace that ends with the worker, so nothing is left behind. Needs
// no root: an unprivileged user gets a user namespace too, where the system allows it.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleRegistryCsv } from "../../src/sample/index.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-full-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKER = fileURLToPath(new URL("./full-disk-worker.ts", import.meta.url));
const SIZE = "16m";

let result: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  const disk = join(folder, "disk");
  const csv = join(folder, "people.csv");
  mkdirSync(disk);
  writeFileSync(csv, [...sampleRegistryCsv({ count: 1_000 })].join(""));
  const namespace = process.getuid?.() === 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
  const script = `mount -t tmpfs -o size=${SIZE} tmpfs "$1" && exec "$2" "$3" "$1" "$4"`;
  const run = promisify(execFile)("unshare", [
    ...namespace,
    "sh",
    "-c",
    script,
    "sh",
    disk,
    process.execPath,
    WORKER,
    csv,
  ]);
  const { stdout } = await run.catch((cause) => {
    const { stderr = "" } = cause as { stderr?: string };
    throw new Error(`the full-disk worker failed; it needs leave to mount a tmpfs (run as root): ${stderr || cause}`, {
      cause,
    });
  });
  result = JSON.parse(stdout) as typeof result;
});

describe("a full disk", () => {
  it("stops issuing with a code, loses nothing acknowledged, and the interrupted code completes later", () => {
    expect(result.issued).toMatchObject({ code: "DISK_FULL", retried: true });
    expect(result.issued?.acknowledged).toBeGreaterThan(20);
  });

  it("stops an import with a code, and another run completes it", () => {
    expect(result.imported).toMatchObject({ code: "DISK_FULL" });
    const { before, after } = result.imported as { before: number; after: number };
    expect(before).toBeLessThan(after);
    expect(after).toBe(2_000);
  });

  it("leaves no part of a new file, and all of an old one", () => {
    expect(result.files).toEqual({
      created: "DISK_FULL",
      replaced: "DISK_FULL",
      storeMade: "DISK_FULL",
      freshExists: false,
      oldContent: "old content",
      leftovers: [],
    });
  });

  it("leaves the database whole", () => {
    expect(result.integrity).toBe("ok");
  });
});
