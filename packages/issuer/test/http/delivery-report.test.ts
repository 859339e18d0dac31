// Delivery reports over HTTP, at the addresses that the service itself makes.

import { describe, expect, it } from "vitest";
import { deliveryReportsOf } from "../../src/cli/sms-sender.ts";
import type { SmsSettings } from "../../src/cli/sms-settings.ts";
import { deliveryReportAddress } from "../../src/domain/delivery-report.ts";
import { NOW, testHash } from "../issuer-fixture.ts";
import { createTestService, METRICS_KEY, problemOf } from "./service-fixture.ts";

const words = { delivered: ["delivered"], failed: ["failed", "undelivered"] };
const GATEWAYS = [
  { kind: "kannel", name: "kannel" },
  { kind: "http", name: "form", reports: { in: "form", path: ["MessageStatus"], ...words } },
  { kind: "http", name: "json", reports: { in: "json", path: ["event", "status"], ...words } },
  { kind: "http", name: "query", reports: { in: "query", path: ["status"], ...words } },
  { kind: "http", name: "mute", reports: null },
];

async function newService() {
  // Only what the reports look at.
  const deliveryReports = deliveryReportsOf({ gateways: GATEWAYS } as unknown as SmsSettings);
  const test = await createTestService({ service: { deliveryReports } });
  const address = async (gateway: string, id = "00112233445566778899aabbccddeeff") => {
    const { messageId, sentAt, mac } = await deliveryReportAddress({ gateway, messageId: id }, testHash, { now: NOW });
    return `/v1/delivery-reports/${gateway}?id=${messageId}&at=${sentAt}&mac=${mac}`;
  };
  const counted = async () => {
    const metrics = await test.send("GET", "/v1/metrics", { headers: { authorization: `Bearer ${METRICS_KEY}` } });
    const lines = (await metrics.text()).split("\n").filter((line) => line.includes('step="delivery"'));
    return lines.map((line) => line.replace(/.*result="([^"]*)".* (\d+)$/, "$1 $2"));
  };
  return { test, address, counted };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

describe("a delivery report", () => {
  it("is counted once, however often it comes", async () => {
    const { test, address, counted } = await newService();
    for (let count = 0; count < 3; count++) {
      expect((await test.send("GET", `${await address("kannel")}&state=1`)).status).toBe(204);
    }
    const other = await address("kannel", "f".repeat(32));
    await test.send("GET", `${other}&state=16`);
    expect(await counted()).toEqual(["kannel delivered 1", "kannel failed 1"]);
  });

  it("is read in the form of each gateway", async () => {
    const { test, address, counted } = await newService();
    const raw = "To=%2B916100000001&MessageStatus=undelivered";
    await test.send("POST", await address("form"), { raw, headers: FORM });
    await test.send("POST", await address("json"), { raw: '{"event":{"status":"delivered"}}' });
    await test.send("GET", `${await address("query")}&status=failed`);
    expect(await counted()).toEqual(["form failed 1", "json delivered 1", "query failed 1"]);
  });

  it("counts nothing where it is nothing final, or no report at all", async () => {
    const { test, address, counted } = await newService();
    await test.send("GET", `${await address("kannel")}&state=8`);
    await test.send("POST", await address("form"), { raw: "MessageStatus=sent", headers: FORM });
    for (const raw of ["{", "null", '{"event":1}', "\ud800"]) {
      expect((await test.send("POST", await address("json"), { raw })).status).toBe(204);
    }
    expect(await counted()).toEqual([]);
  });

  it("is refused where nobody asked for it, comes too late, or is too long", async () => {
    const { test, address } = await newService();
    const good = await address("kannel");
    for (const path of ["/v1/delivery-reports/kannel", good.replace(/mac=./, "mac="), await address("mute")]) {
      expect(await problemOf(await test.send("GET", path))).toEqual([403, "DELIVERY_REPORT_REFUSED"]);
    }
    const raw = "x".repeat(5_000);
    const long = await test.send("POST", await address("form"), { raw, headers: FORM });
    expect(await problemOf(long)).toEqual([413, "HTTP_BODY_TOO_LARGE"]);
    test.clock.now += 172_801;
    expect(await problemOf(await test.send("GET", good))).toEqual([410, "DELIVERY_REPORT_LATE"]);
  });

  it("leaves no number in the log", async () => {
    const { test, address } = await newService();
    await test.send("POST", await address("form"), { raw: "To=6100000001&MessageStatus=failed", headers: FORM });
    await test.send("GET", `${await address("kannel")}&state=1&to=6100000001`);
    expect(test.log.join("\n")).not.toContain("6100000001");
  });
});
