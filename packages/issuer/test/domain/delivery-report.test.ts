import { describe, expect, it } from "vitest";
import {
  checkDeliveryReport,
  DELIVERY_REPORT_SECONDS,
  deliveryReportAddress,
  isGatewayName,
} from "../../src/domain/delivery-report.ts";
import { codeOf, NOW, testHash } from "../issuer-fixture.ts";

const MESSAGE = { gateway: "kannel", messageId: "00112233445566778899aabbccddeeff" };

async function address() {
  const { sentAt, ...rest } = await deliveryReportAddress(MESSAGE, testHash, { now: NOW });
  return { ...rest, sentAt: String(sentAt) };
}

describe("checkDeliveryReport", () => {
  it("takes a report at the address made for its message, for two days and however often it comes", async () => {
    const report = await address();
    for (const now of [NOW, NOW, NOW + DELIVERY_REPORT_SECONDS]) {
      expect(await checkDeliveryReport(report, testHash, { now })).toEqual({ ok: true, ...MESSAGE });
    }
    const late = await checkDeliveryReport(report, testHash, { now: NOW + DELIVERY_REPORT_SECONDS + 1 });
    expect(codeOf(late)).toBe("DELIVERY_REPORT_LATE");
  });

  it.each([
    ["another gateway", { gateway: "other" }],
    ["another message", { messageId: "00112233445566778899aabbccddeefe" }],
    ["another time", { sentAt: String(NOW + 1) }],
    ["another authentication code", { mac: "0".repeat(32) }],
    ["no authentication code", { mac: "" }],
    ["a gateway that cannot be", { gateway: "../x" }],
    ["a message that cannot be", { messageId: "x" }],
    ["a time that cannot be", { sentAt: "1e9" }],
    ["an endless text", { mac: "0".repeat(1_000_000) }],
  ])("refuses %s", async (_what, change) => {
    const report = { ...(await address()), ...change };
    expect(codeOf(await checkDeliveryReport(report, testHash, { now: NOW }))).toBe("DELIVERY_REPORT_REFUSED");
  });
});

describe("isGatewayName", () => {
  it.each(["a", "kannel", "msg91-backup", "a".repeat(32)])("takes %s", (name) => {
    expect(isGatewayName(name)).toBe(true);
  });

  it.each(["", "A", "1a", "a/b", "a b", "a".repeat(33)])("refuses %j", (name) => {
    expect(isGatewayName(name)).toBe(false);
  });
});
