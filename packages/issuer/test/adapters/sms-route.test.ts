import { describe, expect, it } from "vitest";
import type { GatewayAnswer, SmsGateway } from "../../src/adapters/sms-gateway.ts";
import { createSmsRoute, type RoutePolicy, type SendEvent } from "../../src/adapters/sms-route.ts";
import { DEFAULT_CIRCUIT_POLICY } from "../../src/domain/circuit-breaker.ts";
import type { TextMessage } from "../../src/domain/ports.ts";

const MESSAGE: TextMessage = {
  kind: "code",
  desk: "",
  messageId: "00112233445566778899aabbccddeeff",
  to: "+916100000001",
  text: "271828 is your code",
  code: "271828",
  language: "en",
  validSeconds: 180,
};

const POLICY: RoutePolicy = {
  attemptMilliseconds: 5_000,
  totalMilliseconds: 12_000,
  attemptsPerGateway: 2,
  circuit: DEFAULT_CIRCUIT_POLICY,
};

const ACCEPTED: GatewayAnswer = { outcome: "accepted", providerId: "p" };
const REJECTED: GatewayAnswer = { outcome: "rejected", reason: "template-not-registered" };
const UNAVAILABLE: GatewayAnswer = { outcome: "unavailable", reason: "econnrefused" };
const UNKNOWN: GatewayAnswer = { outcome: "unknown", reason: "time-out" };

/** A route over gateways that answer from a list, the last answer again and again; each answer takes `milliseconds`. */
function routeOver(
  answers: Readonly<Record<string, readonly GatewayAnswer[]>>,
  {
    isIdempotent = false,
    milliseconds = 10,
    codesOnly = [],
  }: { isIdempotent?: boolean; milliseconds?: number; codesOnly?: readonly string[] } = {},
) {
  let clock = 0;
  const events: SendEvent[] = [];
  const texts: string[] = [];
  const timeouts: number[] = [];
  const gateways = Object.entries(answers).map(([name, list]): SmsGateway => {
    let count = 0;
    return {
      name,
      carries: (kind) => kind === "code" || !codesOnly.includes(name),
      isIdempotent,
      async send({ text }, { timeoutMilliseconds }) {
        texts.push(text);
        timeouts.push(timeoutMilliseconds);
        clock += Math.min(milliseconds, timeoutMilliseconds);
        return list[Math.min(count++, list.length - 1)] as GatewayAnswer;
      },
    };
  });
  const route = createSmsRoute(gateways, {
    policy: POLICY,
    elapsedMilliseconds: () => clock,
    onEvent: (event) => void events.push(event),
  });
  const wait = (seconds: number) => {
    clock += seconds * 1_000;
  };
  return { route, events, texts, timeouts, wait };
}

function tale(events: readonly SendEvent[]): readonly string[] {
  return events.map(({ gateway, outcome }) => `${gateway} ${outcome}`);
}

describe("the route over gateways", () => {
  it("gives the message to the first gateway and to no other", async () => {
    const { route, events } = routeOver({ first: [ACCEPTED], second: [ACCEPTED] });
    await route.send(MESSAGE);
    expect(tale(events)).toEqual(["first accepted"]);
  });

  it("passes over those that do not carry this kind of message, without a word", async () => {
    const { route, events } = routeOver({ first: [ACCEPTED], second: [ACCEPTED] }, { codesOnly: ["first"] });
    await route.send({ ...MESSAGE, kind: "status" });
    await route.send(MESSAGE);
    expect(tale(events)).toEqual(["second accepted", "first accepted"]);
    const none = routeOver({ first: [ACCEPTED] }, { codesOnly: ["first"] });
    await expect(none.route.send({ ...MESSAGE, kind: "desk-code" })).rejects.toMatchObject({ code: "OTP_NOT_SENT" });
    expect(none.events).toEqual([]);
  });

  it("asks a gateway again that certainly did not take it", async () => {
    const { route, events } = routeOver({ first: [UNAVAILABLE, ACCEPTED], second: [ACCEPTED] });
    await route.send(MESSAGE);
    expect(tale(events)).toEqual(["first unavailable", "first accepted"]);
  });

  it("asks a gateway again that may have taken it only where it sends a message once", async () => {
    const plain = routeOver({ first: [UNKNOWN, ACCEPTED], second: [ACCEPTED] });
    await plain.route.send(MESSAGE);
    expect(tale(plain.events)).toEqual(["first unknown", "second accepted"]);
    const idempotent = routeOver({ first: [UNKNOWN, ACCEPTED], second: [ACCEPTED] }, { isIdempotent: true });
    await idempotent.route.send(MESSAGE);
    expect(tale(idempotent.events)).toEqual(["first unknown", "first accepted"]);
  });

  it("goes on to the next gateway where one refuses, and never with another text", async () => {
    const { route, events, texts } = routeOver({ first: [REJECTED], second: [UNKNOWN], third: [ACCEPTED] });
    await route.send(MESSAGE);
    expect(tale(events)).toEqual(["first rejected", "second unknown", "third accepted"]);
    expect(new Set(texts)).toEqual(new Set([MESSAGE.text]));
  });

  it("says so when none took it", async () => {
    const { route, events } = routeOver({ first: [UNAVAILABLE], second: [REJECTED] });
    await expect(route.send(MESSAGE)).rejects.toMatchObject({ code: "OTP_NOT_SENT" });
    expect(tale(events)).toEqual(["first unavailable", "first unavailable", "second rejected"]);
  });

  it("lets nobody wait longer than for all attempts together", async () => {
    const { route, timeouts } = routeOver(
      { first: [UNAVAILABLE], second: [UNAVAILABLE], third: [ACCEPTED] },
      { milliseconds: 5_000 },
    );
    await expect(route.send(MESSAGE)).rejects.toMatchObject({ code: "OTP_NOT_SENT" });
    expect(timeouts).toEqual([5_000, 5_000, 2_000]);
  });

  it("stops asking a gateway after five failures in a row, and tries it again after a pause", async () => {
    const { route, events, wait } = routeOver({ first: [UNKNOWN], second: [ACCEPTED] });
    for (let count = 0; count < 7; count++) await route.send(MESSAGE);
    expect(tale(events).filter((line) => line === "first unknown")).toHaveLength(5);
    expect(tale(events).slice(-2)).toEqual(["first paused", "second accepted"]);
    wait(30);
    await route.send(MESSAGE);
    expect(tale(events).slice(-2)).toEqual(["first unknown", "second accepted"]);
  });

  it("does not blame a gateway for messages that it refuses", async () => {
    const { route, events } = routeOver({ first: [REJECTED], second: [ACCEPTED] });
    for (let count = 0; count < 20; count++) await route.send(MESSAGE);
    expect(tale(events)).not.toContain("first paused");
  });

  it("tells nothing of the person in its events and errors", async () => {
    const { route, events } = routeOver({ first: [REJECTED] });
    const error = await route.send(MESSAGE).catch((caught: unknown) => caught);
    const told = JSON.stringify(events) + String(error) + JSON.stringify(error);
    for (const secret of [MESSAGE.to, MESSAGE.to.slice(3), MESSAGE.code, MESSAGE.text])
      expect(told).not.toContain(secret);
  });
});
