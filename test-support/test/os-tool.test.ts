import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, test, vi } from "vitest";
import { osTool } from "../os-tool.ts";

// The first run on a new machine installs the tool.
vi.setConfig({ testTimeout: 600_000 });
afterEach(() => vi.unstubAllEnvs());

describe("osTool", () => {
  test("gives the path of a program that runs, to all that ask at once", async () => {
    const paths = await Promise.all([1, 2, 3].map(() => osTool("zbarimg")));
    expect(new Set(paths).size).toBe(1);
    expect(execFileSync(paths[0] ?? "", ["--version"], { encoding: "utf8" })).toMatch(/^\d+\.\d+/);
  });

  test("throws one line that names the tool and the command that gets it, where it is not and cannot be installed", async () => {
    vi.stubEnv("PATH", "/nonexistent");
    const failure = await osTool("zbarimg").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { message } = failure as Error;
    expect(message).toMatch(/^zbarimg is missing \(.+\): sudo apt-get install --no-install-recommends zbar-tools$/);
    expect(message).not.toContain("\n");
  });
});
