import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkSmsSettings } from "../../src/cli/sms-settings.ts";

type Tree = Record<string, unknown>;

function example(name: string): Tree {
  return JSON.parse(readFileSync(new URL(`../../sms-gateways/${name}.json`, import.meta.url), "utf8"));
}

/** The example with the value at a path replaced; undefined takes it away. */
function changed(name: string, path: string, value: unknown): Tree {
  const settings = example(name);
  const names = path.split("/");
  const last = names.pop() as string;
  const parent = names.reduce((at, member) => at[member] as Tree, settings);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return settings;
}

/** The place that is found at fault; null where none is. */
function faultOf(settings: unknown): string | null {
  try {
    checkSmsSettings(settings);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: "SETTINGS_MALFORMED" });
    return (error as { readonly detail: string }).detail;
  }
}

const GATEWAY = "gateways/0";
const DESCRIPTION = `${GATEWAY}/description`;

describe("checkSmsSettings", () => {
  it.each([
    ["http on this machine", "fast2sms", `${DESCRIPTION}/url`, "http://127.0.0.1:8080/send"],
    ["a place in the path", "fast2sms", `${DESCRIPTION}/url`, "https://example.in/{secret.key}/send"],
    ["a host for the page", "kannel", "webOtpHost", "status.example.in"],
    ["no delivery reports", "kannel", "reportOrigin", null],
    ["a gateway without desks", "kannel", `${GATEWAY}/dlt/deskTemplateIds`, null],
    ["a gateway without statuses", "kannel", `${GATEWAY}/dlt/statusTemplateIds`, null],
    ["a chain of telemarketers", "kannel", `${GATEWAY}/dlt/telemarketerChain`, "0".repeat(64)],
  ])("takes %s", (_what, name, path, value) => {
    expect(faultOf(changed(name, path, value))).toBeNull();
  });

  const FAULTS: readonly (readonly [name: string, path: string, value: unknown, place?: string])[] = [
    ["kannel", "templates/bn", "no code at all"],
    ["kannel", "templates/hi", undefined],
    ["kannel", "deskTemplates/bn", "{code} {minutes}"],
    ["kannel", "deskTemplates", undefined],
    ["kannel", "statusTemplates/en", "{status} {date}"],
    ["kannel", `${GATEWAY}/dlt/templateIds`, null],
    ["kannel", `${GATEWAY}/dlt/statusTemplateIds/hi`, "x"],
    ["kannel", "webOtpHost", "https://status.example.in"],
    ["kannel", "attemptSeconds", 0],
    ["kannel", "attemptSeconds", 13],
    ["kannel", "totalSeconds", 61],
    ["kannel", "reportOrigin", "https://issuer.example.in/"],
    ["kannel", "reportOrigin", "http://issuer.example.in"],
    ["kannel", "gateways", []],
    ["kannel", `${GATEWAY}/kind`, "smtp"],
    ["kannel", `${GATEWAY}/name`, "Kannel"],
    ["kannel", `${GATEWAY}/url`, "http://kannel.example.in/cgi-bin/sendsms"],
    ["kannel", `${GATEWAY}/password`, "secret"],
    ["kannel", `${GATEWAY}/surprise`, 1],
    ["kannel", `${GATEWAY}/dlt/entityId`, "12 01"],
    ["kannel", `${GATEWAY}/dlt/templateIds/en`, ""],
    ["fast2sms", `${DESCRIPTION}/url`, "https://{header}.example.in/"],
    ["fast2sms", `${DESCRIPTION}/url`, "https://user:password@example.in/"],
    ["fast2sms", `${DESCRIPTION}/url`, "https://example.in/?to={to}"],
    ["fast2sms", `${DESCRIPTION}/url`, "nowhere"],
    ["fast2sms", `${DESCRIPTION}/method`, "PUT"],
    ["fast2sms", `${DESCRIPTION}/headers/authorization`, "line\r\nend"],
    ["fast2sms", `${DESCRIPTION}/headers/x-text`, "{text}", "sms.json.gateways.0.description.headers"],
    ["fast2sms", `${DESCRIPTION}/query/to`, "{mobile}", "sms.json.gateways.0.description.query: {mobile}"],
    [
      "fast2sms",
      `${DESCRIPTION}/body/value/list`,
      [["{secret.other}"]],
      "sms.json.gateways.0.description.body: {secret.other}",
    ],
    ["fast2sms", `${DESCRIPTION}/method`, "GET", "sms.json.gateways.0.description.body"],
    [
      "fast2sms",
      `${DESCRIPTION}/body/value`,
      JSON.parse(`${"[".repeat(9)}${"]".repeat(9)}`),
      "sms.json.gateways.0.description.body.value.0.0.0.0.0.0",
    ],
    ["fast2sms", `${DESCRIPTION}/answer/path`, [{}], "sms.json.gateways.0.description.answer.path.0"],
    ["exotel", `${GATEWAY}/reports/in`, "header"],
    ["exotel", `${GATEWAY}/secrets/key`, { from: "here", name: "x" }, "sms.json.gateways.0.secrets.key.from"],
  ];
  const cases = FAULTS.map(([name, path, value, place]) => ({ name, path, value, place }));
  it.each(cases)("names the place at fault in $name: $path", ({ name, path, value, place }) => {
    const expected = place ?? `sms.json.${path.replaceAll("/", ".")}`;
    expect(faultOf(changed(name, path, value))).toBe(expected);
  });

  it("refuses two gateways of one name", () => {
    const settings = example("kannel");
    const gateways = settings.gateways as unknown[];
    expect(faultOf({ ...settings, gateways: [...gateways, ...gateways] })).toBe("sms.json.gateways.1.name");
  });

  it.each([[null], [[]], ["text"], [1]])("refuses %j", (settings) => {
    expect(faultOf(settings)).toBe("sms.json");
  });
});
