// What `deploy` shows fits the program: settings, variables, commands and versions that it names are there.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FILES = new Map(
  readdirSync(join(ROOT, "deploy")).map((name) => [name, readFileSync(join(ROOT, "deploy", name), "utf8")]),
);
const ALL = [...FILES.values()].join("\n");
const OPERATE = readFileSync(join(ROOT, "docs/operate.md"), "utf8");

function issuer(...args: string[]) {
  return spawnSync(process.execPath, [join(ROOT, "packages/issuer/src/cli/main.ts"), ...args], {
    encoding: "utf8",
    env: {},
  });
}

describe("deploy", () => {
  it("names settings and secrets that docs/operate.md explains", () => {
    const variables = new Set(ALL.match(/MOHOR_[A-Z_]+/g));
    expect(variables.size).toBeGreaterThan(5);
    for (const variable of variables) {
      const setting = variable
        .replace(/^MOHOR_SERVICE_/, "")
        .toLowerCase()
        .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const explained = variable.startsWith("MOHOR_SERVICE_") ? `\`${setting}\`` : `\`${variable}\``;
      expect(OPERATE, variable).toContain(explained);
    }
  });

  it("runs commands that the issuer has, with options that they have", () => {
    const lines = [
      ...ALL.matchAll(/(?:main\.ts|run --rm issuer) ((?:[a-z][a-z-]* ?)+)((?: ?--[^\n]*)?)/g),
      ...[...ALL.matchAll(/(?:CMD|command:) \["(serve)"(, [^\]]*)\]/g)],
    ];
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const [, words = "", options = ""] of lines) {
      const { stdout, status } = issuer(...words.trim().split(" "), "--help");
      expect([words, status]).toEqual([words, 0]);
      for (const option of options.match(/--[a-z-]+/g) ?? []) expect(stdout, words).toContain(option);
    }
  });

  it("is of the Node version that the checkout pins", () => {
    const { node } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).devDependencies;
    expect(FILES.get("Dockerfile")).toContain(`FROM node:${node}-slim`);
    const { packageManager, scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const pnpm = /pnpm@([\d.]+)/.exec(packageManager ?? scripts.start)?.[1];
    expect(FILES.get("Dockerfile")).toContain(`pnpm@${pnpm}`);
  });

  it("gives the service longer to stop than it takes", () => {
    const [, drain = "0"] = /MOHOR_SERVICE_DRAIN_SECONDS: "(\d+)"/.exec(FILES.get("compose.yaml") ?? "") ?? [];
    expect(Number(/stop_grace_period: (\d+)s/.exec(FILES.get("compose.yaml") ?? "")?.[1])).toBeGreaterThan(
      30 + Number(drain),
    );
    expect(Number(/TimeoutStopSec=(\d+)/.exec(FILES.get("mohor-issuer.service") ?? "")?.[1])).toBeGreaterThan(30);
  });
});
