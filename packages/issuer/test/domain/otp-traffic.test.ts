import { describe, expect, it } from "vitest";
import { createTrafficMeter, seriesOf, type TrafficMeter } from "../../src/domain/otp-traffic.ts";
import { createTestIssuer, expectOk, NOW } from "../issuer-fixture.ts";

/** When what was sent at NOW counts. */
const RIPE = NOW + 240;

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
    expect(meter.state(NOW + 100)).toBe("normal");
    expect(meter.state(RIPE)).toBe(state);
  });

  it("takes no rush for an attack while people may still be typing", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+919876", 1_000, 0);
    expect(meter.state(NOW + 179)).toBe("normal");
    traffic(meter, "+919876", 0, 900, NOW + 60);
    expect(meter.state(RIPE)).toBe("normal");
  });

  it("forgets after a quarter of an hour", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+919876", 500, 0);
    expect(meter.state(NOW + 1_079)).toBe("stopped");
    expect(meter.state(NOW + 1_140)).toBe("normal");
  });

  it("holds back new series while it stops, after two messages each, and says how long", () => {
    const meter = createTrafficMeter();
    traffic(meter, "+911111", 500, 0);
    expect(meter.admit("+912222", RIPE)).toBeNull();
    meter.sent("+912222", RIPE);
    expect(meter.admit("+912222", RIPE)).toBeNull();
    meter.sent("+912222", RIPE);
    const refused = meter.admit("+912222", RIPE);
    expect(refused?.code).toBe("OTP_TRAFFIC_PAUSED");
    expect(meter.admit("+912222", RIPE + (refused?.retryAfterSeconds ?? 0))).toBeNull();
  });

  it("lets a series through from which somebody confirmed within a day", () => {
    const meter = createTrafficMeter();
    meter.confirmed("+912222", NOW);
    traffic(meter, "+911111", 500, 0, NOW + 80_000);
    traffic(meter, "+912222", 50, 0, NOW + 80_000);
    expect(meter.admit("+912222", NOW + 80_240)).toBeNull();
    traffic(meter, "+911111", 500, 0, NOW + 86_160);
    traffic(meter, "+912222", 50, 0, NOW + 86_160);
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
    expect(meter.state(RIPE)).toBe("stopped");
  });
});

describe("requests and confirmations", () => {
  it("are counted by the number's series, and held back by it", async () => {
    const traffic = createTrafficMeter();
    const issuer = await createTestIssuer({ traffic });
    for (let number = 0; number < 120; number++) {
      await issuer.request({ mobile: `70${String(number).padStart(3, "0")}00000` });
    }
    expect(traffic.state(RIPE)).toBe("stopped");
    const first = expectOk(await issuer.request({ mobile: "6100000001" }, RIPE));
    const firstCode = issuer.lastCode();
    expectOk(await issuer.request({ mobile: "6100000002" }, RIPE));
    expect(await issuer.request({ mobile: "6100000003" }, RIPE)).toMatchObject({ code: "OTP_TRAFFIC_PAUSED" });
    // At a desk it goes on.
    expectOk(await issuer.request({ mobile: "6100000003", humanChecked: true }, RIPE));
    expectOk(await issuer.confirm(first.challengeId, firstCode, RIPE));
    expectOk(await issuer.confirm(first.challengeId, firstCode, RIPE));
    expectOk(await issuer.request({ mobile: "6100000004" }, RIPE));
  });
});

describe("seriesOf", () => {
  it("is the country and four digits: nobody's number", () => {
    expect(seriesOf("+916100000001")).toBe("+916100");
  });
});
