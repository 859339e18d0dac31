import { afterEach, describe, expect, it, vi } from "vitest";
import { languageOfFlags, nowOf } from "../src/index.ts";

afterEach(() => vi.unstubAllEnvs());

describe("nowOf", () => {
  it("is what --now says, 1970 included, else the machine's clock in whole seconds", () => {
    expect(nowOf({ now: 0 })).toBe(0);
    const now = nowOf({});
    expect(Number.isSafeInteger(now)).toBe(true);
    expect(Math.abs(now - Date.now() / 1000)).toBeLessThan(2);
  });
});

describe("languageOfFlags", () => {
  it("is what --lang says, else the environment's", () => {
    vi.stubEnv("MOHOR_LANG", "hi");
    expect(languageOfFlags({ lang: "bn" })).toBe("bn");
    expect(languageOfFlags({})).toBe("hi");
  });
});
