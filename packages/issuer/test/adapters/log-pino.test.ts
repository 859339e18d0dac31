// The log lets nothing personal through, not even by mistake of a caller.

import { describe, expect, it } from "vitest";
import { createPinoLog, redact } from "../../src/adapters/log-pino.ts";

describe("the log", () => {
  it("writes one JSON object a line, errors at their level", () => {
    const lines: string[] = [];
    const log = createPinoLog({ write: (line) => void lines.push(line) });
    log({ event: "listening", host: "127.0.0.1", port: 8080 });
    log({
      event: "error",
      code: "STORE_BUSY",
      kind: "PortError",
      frames: ["    at run (file:///opt/mohor/store.ts:10:2)"],
    });
    expect(lines.every((line) => line.endsWith("}\n"))).toBe(true);
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({ level: "info", event: "listening", host: "127.0.0.1", port: 8080 });
    expect(first.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(second).toMatchObject({ level: "error", frames: ["at run (file:///opt/mohor/store.ts:10:2)"] });
  });

  it("leaves out a field that it does not know", () => {
    expect(redact({ event: "request", mobile: "+916100000001", name: "Asha", constructor: "x" })).toEqual({
      event: "request",
    });
  });

  it.each([
    ["event", "Asha asked"],
    ["requestId", "+916100000001"],
    ["method", "GET /x"],
    ["route", "/v1/status?mobile=6100000001"],
    ["route", "/v1/x/6100000001"],
    ["route", "/আশা"],
    ["status", "200"],
    ["code", "123456"],
    ["milliseconds", 916_100_000_001],
    ["entityId", "6100000001.example"],
    ["kind", "Error: no such user Asha"],
    ["host", "আশা"],
    ["gateway", "+91"],
    ["reason", "to-6100000001"],
  ])("replaces a %s that is none: %s", (field, value) => {
    expect(redact({ [field]: value })).toEqual({ [field]: "[redacted]" });
  });

  it("keeps of a stack only places", () => {
    const frames = [
      "    at Object.send (file:///opt/mohor/sms.ts:1:2)",
      "    at node:internal/process/task_queues:103:5",
      "Error: cannot send to 6100000001",
      "    at Asha Rani (+91 61000 00001)",
      7,
    ];
    expect(redact({ frames }).frames).toEqual([
      "at Object.send (file:///opt/mohor/sms.ts:1:2)",
      "at node:internal/process/task_queues:103:5",
      "[redacted]",
      "[redacted]",
      "[redacted]",
    ]);
    expect(redact({ frames: "x" })).toEqual({ frames: [] });
  });
});
