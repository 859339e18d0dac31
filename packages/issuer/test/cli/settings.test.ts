import { describe, expect, it } from "vitest";
import { checkSettings, defaultSettings } from "../../src/cli/settings.ts";

const DAY = 86_400;
const token = { module: "/usr/lib/driver.so", label: "issuer", timeoutSeconds: 10 };
const store = { kind: "postgres", url: { from: "file", name: "/etc/mohor/database-url" } };
const { validity, trust, schedule, content } = defaultSettings("Health Department");

/** The place that is found at fault with these in place of the defaults; null where none is. */
function faultWith(changed: object): string | null {
  try {
    checkSettings({ ...defaultSettings("Health Department"), ...changed });
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: "SETTINGS_MALFORMED" });
    return (error as { readonly detail: string }).detail;
  }
}

describe("checkSettings", () => {
  it("takes the defaults, and values at the ends of their ranges", () => {
    expect(faultWith({})).toBeNull();
    expect(faultWith({ utcOffsetMinutes: -840 })).toBeNull();
    expect(faultWith({ utcOffsetMinutes: 840 })).toBeNull();
    expect(faultWith({ validity: { ...validity, forAudience: 1 } })).toBeNull();
    expect(faultWith({ validity: { ...validity, forAudience: 181 * DAY } })).toBeNull();
    expect(faultWith({ trust: { ageingAfterSeconds: 60, staleAfterSeconds: 60, expiresAfterDays: 1 } })).toBeNull();
    expect(faultWith({ trust: { ...trust, expiresAfterDays: 3_650 } })).toBeNull();
    expect(faultWith({ schedule: { ...schedule, products: {} } })).toBeNull();
    expect(faultWith({ token })).toBeNull();
    expect(faultWith({ store })).toBeNull();
    expect(faultWith({ store: { ...store, url: { from: "environment", name: "DATABASE_URL" } } })).toBeNull();
    expect(faultWith({ token: { ...token, label: "x".repeat(32), timeoutSeconds: 300 } })).toBeNull();
  });

  it.each<readonly [string, object]>([
    ["settings.issuer", { issuer: "x".repeat(65) }],
    ["settings.purpose", { purpose: "status-list" }],
    ["settings.otpDigits", { otpDigits: 4 }],
    ["settings.utcOffsetMinutes", { utcOffsetMinutes: -841 }],
    ["settings.utcOffsetMinutes", { utcOffsetMinutes: 841 }],
    ["settings.utcOffsetMinutes", { utcOffsetMinutes: 5.5 }],
    ["settings.validity.byStatus.not", { validity: { ...validity, byStatus: { ...validity.byStatus, not: 0 } } }],
    ["settings.validity.forAudience", { validity: { ...validity, forAudience: 181 * DAY + 1 } }],
    ["settings.trust.expiresAfterDays", { trust: { ...trust, expiresAfterDays: 0 } }],
    ["settings.trust.expiresAfterDays", { trust: { ...trust, expiresAfterDays: 3_651 } }],
    ["settings.trust.ageingAfterSeconds", { trust: { ...trust, staleAfterSeconds: DAY - 1 } }],
    ["settings.trust.staleAfterSeconds", { trust: { ...trust, staleAfterSeconds: 2 ** 32 } }],
    ["settings.schedule.earliestDose", { schedule: { ...schedule, earliestDose: "2021-02-30" } }],
    ["settings.schedule.daysAfterLastDose", { schedule: { ...schedule, daysAfterLastDose: -1 } }],
    [
      "settings.schedule.products.NEW.dosesRequired",
      { schedule: { ...schedule, products: { NEW: { dosesRequired: 0, minimumIntervalDays: 0 } } } },
    ],
    ["settings.content.name", { content: { ...content, name: true } }],
    ["settings.schedule", { schedule: [] }],
    ["settings.store.kind", { store: { ...store, kind: "sqlite" } }],
    ["settings.store.url", { store: { kind: "postgres" } }],
    ["settings.store.url", { store: { kind: "postgres", url: "postgresql://issuer@localhost/mohor" } }],
    ["settings.store.url.from", { store: { ...store, url: { from: "flag", name: "x" } } }],
    ["settings.token", { token: null }],
    ["settings.token.pin", { token: { ...token, pin: "1234" } }],
    ["settings.token.module", { token: { ...token, module: "driver.so" } }],
    ["settings.token.label", { token: { ...token, label: "x".repeat(33) } }],
    ["settings.token.label", { token: { ...token, label: "issuer " } }],
    ["settings.token.timeoutSeconds", { token: { ...token, timeoutSeconds: 0 } }],
    ["settings.token.timeoutSeconds", { token: { module: token.module, label: token.label } }],
  ])("names %s", (place, changed) => {
    expect(faultWith(changed)).toBe(place);
  });

  it.each([null, [], "settings", 1])("names the whole where it is %j", (settings) => {
    expect(() => checkSettings(settings)).toThrow(expect.objectContaining({ detail: "settings" }));
  });
});
