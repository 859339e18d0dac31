// The message with the status: what stands in it, and what it costs on the air.

import { WORDS } from "@mohor/schema/texts";
import { describe, expect, it } from "vitest";
import { smsSizeOf } from "../../src/domain/sms-encoding.ts";
import {
  DEFAULT_STATUS_TEMPLATES,
  isStatusTemplate,
  printAddress,
  registeredStatusForm,
  statusMessageText,
} from "../../src/domain/status-message.ts";

const LANGUAGES = ["bn", "hi", "en"] as const;
const STATUSES = ["not", "partially", "fully"] as const;
// Half past midnight of 25 May 2027 in India is the evening before in UTC.
const EXP = Date.UTC(2027, 4, 24, 19, 0) / 1000;
const LINK = printAddress("https://status.example.in", "7K2M9QXW4T");

const textOf = (language: (typeof LANGUAGES)[number], status: string) =>
  statusMessageText(
    { status, exp: EXP, link: LINK },
    { language, templates: DEFAULT_STATUS_TEMPLATES, utcOffsetMinutes: 330 },
  );

describe("statusMessageText", () => {
  it.each(LANGUAGES)("says the status, the day in the authority's zone and the link in %s", (language) => {
    for (const name of STATUSES) {
      const status = WORDS[language].status[name];
      const text = textOf(language, status);
      expect(text).toContain(status);
      expect(text).toContain("25-05-2027");
      expect(text).toMatch(/ https:\/\/status\.example\.in\/p#7K2M9QXW4T$/);
      // A variable of a registered text has at most 30 characters.
      expect(status.length).toBeLessThanOrEqual(30);
    }
  });

  it("is one part in English and two in Bengali and Hindi", () => {
    for (const name of STATUSES) {
      expect(smsSizeOf(textOf("en", WORDS.en.status[name]))).toMatchObject({ encoding: "gsm-7", parts: 1 });
      for (const language of ["bn", "hi"] as const)
        expect(smsSizeOf(textOf(language, WORDS[language].status[name])).parts).toBe(2);
    }
  });
});

describe("isStatusTemplate", () => {
  it("takes the defaults, which are registered with typed tags", () => {
    for (const language of LANGUAGES) {
      expect(isStatusTemplate(DEFAULT_STATUS_TEMPLATES[language])).toBe(true);
      const tags = registeredStatusForm(language, DEFAULT_STATUS_TEMPLATES).match(/\{#[a-z]+#\}/g);
      expect(tags?.toSorted()).toEqual(["{#alphanumeric#}", "{#alphanumeric#}", "{#numeric#}", "{#url#}"]);
    }
  });

  it.each([
    "{status} {date}",
    "{status} {link}",
    "{date} {link}",
    "{status} {date} {link} {name}",
    "{status} {date} {link} {link}",
  ])("refuses %j", (text) => {
    expect(isStatusTemplate(text)).toBe(false);
  });
});
