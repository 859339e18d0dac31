import { describe, expect, it } from "vitest";
import { otpMessageText } from "../../src/domain/otp-message.ts";

const LANGUAGES = ["bn", "hi", "en"] as const;

describe("otpMessageText", () => {
  it.each(LANGUAGES)("begins with the code in %s", (language) => {
    expect(otpMessageText("012345", { language, lifeSeconds: 180 })).toMatch(/^012345 /);
  });

  it.each(LANGUAGES)("says how long the code lives in %s", (language) => {
    expect(otpMessageText("999999", { language, lifeSeconds: 180 })).toMatch(/\b3\b/);
    expect(otpMessageText("999999", { language, lifeSeconds: 30 })).toMatch(/\b1\b/);
  });

  it.each(["bn", "hi"] as const)("fits one UCS-2 segment of 70 characters with eight digits in %s", (language) => {
    expect(otpMessageText("12345678", { language, lifeSeconds: 600 }).length).toBeLessThanOrEqual(70);
  });

  it("fits one GSM-7 segment of 160 characters in English", () => {
    expect(otpMessageText("12345678", { language: "en", lifeSeconds: 600 })).toMatch(/^[\x20-\x7e]{1,160}$/);
  });

  it("speaks of one minute in the singular", () => {
    expect(otpMessageText("1", { language: "en", lifeSeconds: 60 })).toContain("1 minute.");
  });
});
