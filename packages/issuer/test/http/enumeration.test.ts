// Nobody learns who is enrolled before a code is confirmed: for an enrolled number with the right name, the right number with a
// wrong name, and a number that nobody has, requests and wrong codes get the same bytes in the same time (OWASP ASVS 5.0 6.3.8).
// SQLite on a disk, so that the time of the store is in it. `npm run soak:enumeration` takes 10,000 requests of each.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { EFFORT } from "../../../../test-support/effort.ts";
import { createSqliteStore, openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import { testCipher, wrongCodeFor } from "../issuer-fixture.ts";
import { createTestService } from "./service-fixture.ts";
import { cropped, welchT } from "./welch.ts";

const KINDS = ["enrolled", "wrong name", "unknown number"] as const;
type Kind = (typeof KINDS)[number];

/** Requests of each kind: 10,000 in the long form. */
const ROUNDS = Math.ceil(100 * EFFORT);
const THRESHOLD = 4.5;

const directory = mkdtempSync(join(tmpdir(), "mohor-enumeration-"));
afterAll(() => rmSync(directory, { recursive: true }));

// No limit may answer in place of the service: this test asks more often than any person.
const FREE = { count: 1e9, seconds: 1 };
const policy = {
  ...DEFAULT_OTP_POLICY,
  sendsPerNumber: [FREE],
  failuresPerNumber: { ...FREE, coolDownSeconds: 1 },
  waitPerNumber: { fromFailure: 1e9, firstSeconds: 1, longestSeconds: 1 },
  sendsPerBlock: [FREE],
  failuresPerBlock: FREE,
  takeoversPerDay: 1e9,
};

it.each(["a person alone", "a help desk"] as const)(
  "answers a request for a code and a wrong code of %s alike, byte for byte and in time",
  async (who) => {
    const path = join(directory, `${who}.sqlite`);
    createSqliteStore(path);
    const stores = openSqliteStore(path, testCipher);
    const { send, issuer, lastCode, clock, registerDesk } = await createTestService({ stores, otp: policy });
    const isDesk = who === "a help desk";
    const unlimited = { codesPerHour: 1e9, wrongCodesPerDay: 1e9 };
    const own = isDesk ? { "x-api-key": await registerDesk("desk.example.in", unlimited) } : {};
    const below = isDesk ? "/v1/desk" : "/v1";
    const people = 200;
    for (let i = 0; i < people; i++) {
      await issuer.enrol({
        beneficiary_id: `FICT-${i}`,
        mobile: numberOf("enrolled", i),
        full_name: "Asha Rani Biswas",
      });
      await issuer.enrol({
        beneficiary_id: `FICTW-${i}`,
        mobile: numberOf("wrong name", i),
        full_name: "Karim Ullah Khan",
      });
    }

    const times: Record<"request" | "wrong code", Record<Kind, number[]>> = {
      request: { enrolled: [], "wrong name": [], "unknown number": [] },
      "wrong code": { enrolled: [], "wrong name": [], "unknown number": [] },
    };
    const bodies = { request: new Set<string>(), "wrong code": new Set<string>() };
    const headers = new Set<string>();

    async function timed(step: keyof typeof times, kind: Kind | null, path: string, body: object): Promise<string> {
      const started = process.hrtime.bigint();
      const answer = await send("POST", path, { body, headers: own });
      const text = await answer.text();
      const elapsed = Number(process.hrtime.bigint() - started);
      if (kind !== null) {
        times[step][kind].push(elapsed);
        bodies[step].add(`${answer.status} ${plain(text)}`);
        const names = [...answer.headers].map(
          ([name, value]) => `${name}: ${/^[0-9a-f]{32}$/.test(value) ? "ID" : value}`,
        );
        headers.add(`${step}\n${names.join("\n")}`);
      }
      return text;
    }

    /** Without the random id, and with times as seconds from now. */
    function plain(text: string): string {
      const relative = (_: string, at: string) => `"expiresAt":"now + ${Number(at) - clock.now}"`;
      return text.replace(/"[0-9a-f]{32}"/, '"TXN"').replace(/"expiresAt":(\d+)/, relative);
    }

    for (let round = -20; round < ROUNDS; round++) {
      // Every kind in every round, in an order that follows from the round: what the machine does besides falls on all alike.
      for (const kind of rotated(KINDS, round)) {
        const counted = round < 0 ? null : kind;
        const mobile = numberOf(kind, Math.abs(round) % people);
        const request = {
          mobile,
          fullName: "Asha Rani Biswas",
          language: "en",
          notice: { version: "1", language: "en" },
        };
        const { txnId } = JSON.parse(await timed("request", counted, `${below}/otp-requests`, request));
        const attempt = { txnId, code: wrongCodeFor(lastCode()), ...(isDesk ? { mobile, language: "en" } : {}) };
        await timed("wrong code", counted, `${below}/otp-confirmations`, attempt);
      }
      // A code that replaces a live one inherits its tries: each round begins when the codes of the last are over.
      clock.now += policy.lifeSeconds;
    }
    await stores.close();

    expect([...bodies.request]).toEqual([
      `201 {"txnId":"TXN","codeDigits":6,"expiresAt":"now + ${policy.lifeSeconds}","resendAfterSeconds":0}`,
    ]);
    expect([...bodies["wrong code"]]).toEqual([expect.stringMatching(/^403 .*"OTP_INVALID".*"attemptsLeft":4\}$/)]);
    expect(headers.size).toBe(2);
    for (const step of ["request", "wrong code"] as const) {
      for (const [one, other] of [
        ["enrolled", "wrong name"],
        ["enrolled", "unknown number"],
        ["wrong name", "unknown number"],
      ] as const) {
        const [a, b] = cropped(times[step][one], times[step][other], 0.95);
        const t = welchT(a, b);
        process.stdout.write(`${step}: ${one} against ${other}: t = ${t.toFixed(2)} over ${a.length} + ${b.length}\n`);
        expect(Math.abs(t), `${step}: ${one} against ${other}`).toBeLessThan(THRESHOLD);
      }
    }
  },
  60_000 * Math.max(2, EFFORT),
);

it("would find a difference of a tenth of the time", () => {
  // The test of the test: samples as noisy as the real ones.
  const noisy = (scale: number) => Array.from({ length: ROUNDS }, (_, i) => scale * (1 + 0.3 * Math.sin(i * 7.3) ** 2));
  expect(Math.abs(welchT(noisy(1), noisy(1.1)))).toBeGreaterThan(THRESHOLD);
  expect(Math.abs(welchT(noisy(1), noisy(1)))).toBeLessThan(THRESHOLD);
});

function numberOf(kind: Kind, index: number): string {
  return `+91${6_100_000_000 + KINDS.indexOf(kind) * 100_000 + index}`;
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  // All six orders in turn, so that no kind always follows the same other.
  const orders = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
    [2, 1, 0],
    [1, 0, 2],
  ] as const;
  return (orders[((by % 6) + 6) % 6] as readonly number[]).map((index) => items[index] as T);
}
