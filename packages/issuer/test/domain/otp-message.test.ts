import { describe, expect, it } from "vitest";
import {
  DEFAULT_DESK_TEMPLATES,
  DEFAULT_MESSAGE_RULES,
  DEFAULT_OTP_TEMPLATES,
  isDeskTemplate,
  isOtpTemplate,
  otpMessageSize,
  otpMessageText,
  registeredForm,
} from "../../src/domain/otp-message.ts";

const LANGUAGES = ["bn", "hi", "en"] as const;
const WITH_PAGE = { ...DEFAULT_MESSAGE_RULES, webOtpHost: "status.example.in" };

describe("otpMessageText", () => {
  it.each(LANGUAGES)("begins with the code in %s", (language) => {
    expect(otpMessageText("012345", { language, lifeSeconds: 180 })).toMatch(/^012345 /);
  });

  it.each(LANGUAGES)("says how long the code lives in %s", (language) => {
    expect(otpMessageText("999999", { language, lifeSeconds: 180 })).toMatch(/\b3\b/);
    expect(otpMessageText("999999", { language, lifeSeconds: 30 })).toMatch(/\b1\b/);
  });

  it.each(LANGUAGES)("ends with the line that binds the code to the page in %s", (language) => {
    const lines = otpMessageText("012345", { language, lifeSeconds: 180, rules: WITH_PAGE }).split("\n");
    expect(lines.at(-1)).toBe("@status.example.in #012345");
    expect(lines).toHaveLength(2);
  });

  it("fills a place once: a value is never read as a place", () => {
    const rules = { ...DEFAULT_MESSAGE_RULES, templates: { ...DEFAULT_OTP_TEMPLATES, en: "{code} for {minutes}" } };
    expect(otpMessageText("{minutes}", { language: "en", lifeSeconds: 180, rules })).toBe("{minutes} for 3");
  });
});

describe("otpMessageSize", () => {
  const rules = DEFAULT_MESSAGE_RULES;

  it.each(["bn", "hi"] as const)("is one part of UCS-2 with eight digits in %s", (language) => {
    expect(otpMessageSize(language, { digits: 8, lifeSeconds: 600, rules })).toMatchObject({
      encoding: "ucs-2",
      parts: 1,
    });
  });

  it("is one part of GSM-7 in English, the page's line included", () => {
    expect(otpMessageSize("en", { digits: 8, lifeSeconds: 600, rules: WITH_PAGE })).toMatchObject({
      encoding: "gsm-7",
      parts: 1,
    });
  });

  it("is two parts in Bengali with the page's line", () => {
    expect(otpMessageSize("bn", { digits: 6, lifeSeconds: 180, rules: WITH_PAGE }).parts).toBe(2);
  });
});

describe("registeredForm", () => {
  it("has a typed tag for every place, the page's line included", () => {
    const form = registeredForm("en", WITH_PAGE);
    expect(form.match(/\{#numeric#\}/g)).toHaveLength(3);
    expect(form).toMatch(/\n@status\.example\.in #\{#numeric#\}$/);
  });
});

describe("isOtpTemplate", () => {
  it.each(LANGUAGES)("takes the default in %s", (language) => {
    expect(isOtpTemplate(DEFAULT_OTP_TEMPLATES[language])).toBe(true);
  });

  it.each([
    ["without a code", "your code is {minutes}"],
    ["with two codes", "{code} or {code}"],
    ["with the code where no lock screen shows it", `${"x".repeat(41)}{code}`],
    ["with a place that nothing fills", "{code} {name}"],
    ["with a stray brace", "{code} {"],
    ["with a line that looks like the page's", "{code}\n@evil.example #{minutes}"],
    ["with a control character", "{code}\u0000"],
    ["with half a character", "{code}\ud800"],
    ["longer than three parts", `{code}${"x".repeat(155)}`],
  ])("refuses a text %s", (_what, text) => {
    expect(isOtpTemplate(text)).toBe(false);
  });
});

describe("a code that a help desk asked for", () => {
  const desk = "Kendra 17, Barasat, North 24 P";
  const said = { lifeSeconds: 180, rules: WITH_PAGE, desk };

  it.each(LANGUAGES)("comes with the desk's name in %s, and without the line for a page", (language) => {
    const text = otpMessageText("012345", { language, ...said });
    expect(text).toMatch(/^012345 /);
    expect(text).toContain(desk);
    expect(text).toMatch(/\b3\b/);
    expect(text).not.toContain("@");
  });

  it.each([
    ["en", "gsm-7", 1],
    ["bn", "ucs-2", 2],
    ["hi", "ucs-2", 3],
  ] as const)("is in %s %s, at most %i parts with the longest name", (language, encoding, parts) => {
    const size = otpMessageSize(language, { digits: 6, ...said });
    expect(size.encoding).toBe(encoding);
    expect(size.parts).toBeLessThanOrEqual(parts);
  });

  it("is registered with a tag for the desk", () => {
    const form = registeredForm("en", WITH_PAGE, { isAtDesk: true });
    expect(form.match(/\{#[a-z]+#\}/g)).toEqual(["{#numeric#}", "{#alphanumeric#}", "{#numeric#}"]);
  });

  it("needs a template that names the desk", () => {
    for (const language of LANGUAGES) {
      expect(isDeskTemplate(DEFAULT_DESK_TEMPLATES[language])).toBe(true);
      expect(isDeskTemplate(DEFAULT_OTP_TEMPLATES[language])).toBe(false);
      expect(isOtpTemplate(DEFAULT_DESK_TEMPLATES[language])).toBe(false);
    }
  });
});
