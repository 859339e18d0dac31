import { describe, expect, it } from "vitest";
import { createTrafficMeter, seriesOf, type TrafficMeter } from "../../src/domain/otp-traffic.ts";
import { createTestIssuer, expectOk, NOW } from "../issuer-fixture.ts";

/** `sends` messages to a series, `confirmations` of them confirmed. */
function traffic(meter: TrafficMeter, series: string, sends: number, confirmations: number, now = NOW): void {
  for (let count = 0; count < sends; count++) meter.sent(series, now);
  for (let count = 0; count < confirmations; count++) meter.confirmed(series, now);
}

describe("the traffic meter", () => {
  it.each([
    [99, 0, "normal"],
    [100, 50, "normal"],
    [101, 50, "alarm"],
    [200, 50, "alarm"],
    [201, 50, "stopped"],
    [100, 0, "stopped"],
  ] as const)("calls %i sends with %i confirmations %s", (sends, confirmations, state) => {
    const meter = createTrafficMeter();
    traffic(meter, "+919876", sends, confirmations);
    expect(meter.state(NOW)).toBe(state);
  });

  it("forgets after a quarter of an hour", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+919876", 500, 0);
    expect(meter.state(NOW + 899)).toBe("stopped");
    expect(meter.state(NOW + 960)).toBe("normal");
  });

  it("holds back new series while it stops, after two messages each, and says how long", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+911111", 500, 0);
    expect(meter.admit("+912222", NOW)).toBeNull();
    meter.sent("+912222", NOW);
    expect(meter.admit("+912222", NOW)).toBeNull();
    meter.sent("+912222", NOW);
    const refused = meter.admit("+912222", NOW);
    expect(refused?.code).toBe("OTP_TRAFFIC_PAUSED");
    expect(meter.admit("+912222", NOW + (refused?.retryAfterSeconds ?? 0))).toBeNull();
  });

  it("lets a series through from which somebody confirmed within a day", () => {
    const meter = createTrafficMeter();
    meter.confirmed("+912222", NOW);
    traffic(meter, "+911111", 500, 0, NOW + 80_000);
    traffic(meter, "+912222", 50, 0, NOW + 80_000);
    expect(meter.admit("+912222", NOW + 80_000)).toBeNull();
    traffic(meter, "+911111", 500, 0, NOW + 86_400);
    traffic(meter, "+912222", 50, 0, NOW + 86_400);
    expect(meter.admit("+912222", NOW + 86_400)?.code).toBe("OTP_TRAFFIC_PAUSED");
  });

  it("stays small, whatever is sent to it", () => {
    const meter = createTrafficMeter();
    for (let number = 0; number < 100_000; number++) {
      const series = `+91${String(number).padStart(5, "0")}`;
      meter.sent(series, NOW);
      meter.confirmed(series, NOW);
    }
    expect(meter.state(NOW)).toBe("normal");
  });

  it("does not go back with a clock that does", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+911111", 500, 0);
    traffic(meter, "+911111", 1, 0, NOW - 100);
    expect(meter.state(NOW)).toBe("stopped");
  });
});

describe("requests and confirmations", () => {
  it("are counted by the number's series, and held back by it", async () => {
    const traffic = createTrafficMeter();
    const issuer = await createTestIssuer({ traffic });
    for (let number = 0; number < 120; number++) {
      await issuer.request({ mobile: `70${String(number).padStart(3, "0")}00000` });
    }
    expect(traffic.state(NOW)).toBe("stopped");
    const first = expectOk(await issuer.request({ mobile: "6100000001" }));
    const firstCode = issuer.lastCode();
    expectOk(await issuer.request({ mobile: "6100000002" }));
    expect(await issuer.request({ mobile: "6100000003" })).toMatchObject({ code: "OTP_TRAFFIC_PAUSED" });
    // At a desk it goes on.
    expectOk(await issuer.request({ mobile: "6100000003", humanChecked: true }));
    expectOk(await issuer.confirm(first.challengeId, firstCode));
    expectOk(await issuer.confirm(first.challengeId, firstCode));
    expectOk(await issuer.request({ mobile: "6100000004" }));
  });
});

describe("seriesOf", () => {
  it("is the country and four digits: nobody's number", () => {
    expect(seriesOf("+916100000001")).toBe("+916100");
  });
});
