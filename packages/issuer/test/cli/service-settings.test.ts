import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readMetricsKey, readServiceSettings } from "../../src/cli/service-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-service-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "service.json");

function read(file: string | null, environment: Record<string, string> = {}) {
  rmSync(path, { force: true });
  if (file !== null) writeFileSync(path, file);
  return readServiceSettings(path, environment);
}

describe("readServiceSettings", () => {
  it("has a default for everything: the loopback address, and no proxy believed", () => {
    expect(read(null, { PATH: "/bin" })).toEqual({
      host: "127.0.0.1",
      port: 8080,
      publicFolder: null,
      publicOrigin: null,
      trustedProxies: 0,
      maxConnections: 1024,
      maxInFlight: 256,
      headersSeconds: 5,
      requestSeconds: 10,
      keepAliveSeconds: 5,
      drainSeconds: 0,
      stopSeconds: 30,
    });
  });

  it("takes the file's values, and the environment's before them", () => {
    const environment = {
      MOHOR_SERVICE_PORT: "9000",
      MOHOR_SERVICE_PUBLIC_FOLDER: "/srv/public",
      MOHOR_SERVICE_HOST: "::1",
    };
    expect(read('{"port":1,"trustedProxies":2,"stopSeconds":7}', environment)).toMatchObject({
      host: "::1",
      port: 9000,
      publicFolder: "/srv/public",
      trustedProxies: 2,
      stopSeconds: 7,
    });
  });

  it.each(["https://status.example.in", "https://status.example.in:8443", "http://localhost:8080", "http://127.0.0.1"])(
    "takes %s as the address of the pages",
    (publicOrigin) => {
      expect(read(JSON.stringify({ publicOrigin }))).toMatchObject({ publicOrigin });
    },
  );

  it.each([
    ["publicOrigin", '{"publicOrigin":"http://status.example.in"}', {}],
    ["publicOrigin", '{"publicOrigin":"https://status.example.in/"}', {}],
    ["publicOrigin", '{"publicOrigin":"status.example.in"}', {}],
    ["publicOrigin", '{"publicOrigin":"https://a@b.example.in"}', {}],
    ["publicOrigin", null, { MOHOR_SERVICE_PUBLIC_ORIGIN: `https://${"x".repeat(30)}.in` }],
    ["prot", '{"prot":1}', {}],
    ["metricsKey", '{"metricsKey":"in the file"}', {}],
    ["prot", null, { MOHOR_SERVICE_PROT: "1" }],
    ["port", '{"port":"8080"}', {}],
    ["port", '{"port":65536}', {}],
    ["port", null, { MOHOR_SERVICE_PORT: "http" }],
    ["port", null, { MOHOR_SERVICE_PORT: "" }],
    ["host", '{"host":"example.in"}', {}],
    ["trustedProxies", '{"trustedProxies":-1}', {}],
    ["requestSeconds", '{"requestSeconds":0.5}', {}],
    ["maxInFlight", '{"maxInFlight":0}', {}],
    [path, "{", {}],
    [path, "[]", {}],
    [path, "null", {}],
  ])("names %s where it is at fault", (detail, file, environment) => {
    expect(() => read(file, environment)).toThrow(
      expect.objectContaining({ code: "SERVICE_SETTINGS_MALFORMED", detail }),
    );
  });
});

describe("readMetricsKey", () => {
  it("takes the variable, or the line of the file that one names, or none", () => {
    expect(readMetricsKey({})).toBeNull();
    expect(readMetricsKey({ MOHOR_METRICS_KEY: "0123456789abcdef" })).toBe("0123456789abcdef");
    const file = join(folder, "key");
    writeFileSync(file, "0123456789abcdef0\n");
    expect(readMetricsKey({ MOHOR_METRICS_KEY_FILE: file })).toBe("0123456789abcdef0");
  });

  it("refuses a key that can be guessed", () => {
    expect(() => readMetricsKey({ MOHOR_METRICS_KEY: "0123456789abcde" })).toThrow(
      expect.objectContaining({ code: "SERVICE_SETTINGS_MALFORMED", detail: "MOHOR_METRICS_KEY" }),
    );
  });
});
