// An attacker with thousands of address blocks walks over a million numbers at full speed, for two days of a virtual clock, while
// people use the service. The domain's own functions answer both; only the telephone is ours.

import { describe, expect, it } from "vitest";
import { EFFORT, SEED } from "../../../../test-support/effort.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { INDIA_ONLY } from "../../src/domain/mobile-number.ts";
import { confirmOtp, type OtpRules, requestOtp } from "../../src/domain/otp-challenge.ts";
import { chanceOfGuess, DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import type { MessageSender } from "../../src/domain/ports.ts";
import { createPrng } from "../../src/sample/prng.ts";
import { countingRandom, NOW, testHash, wrongCodeFor } from "../issuer-fixture.ts";

const NUMBERS = 1_000_000;
const DAY = 86_400;
const STEP = 60;

type Plan = {
  /** Blocks that nobody but the attacker uses. */
  readonly attackBlocks: number;
  /** People a minute; each has a number among the million, and a block that a hundred numbers share. */
  readonly people: number;
  /** Of a hundred people, those in whose block the attacker is too. */
  readonly besideAttacker: number;
  readonly days: number;
};

type Tally = {
  attackerSends: number;
  attackerGuesses: number;
  /** The largest sum of chances in any day. */
  expectedTakeoversPerDay: number;
  people: number;
  /** Confirmed within fifteen minutes. */
  served: number;
  peopleBesideAttacker: number;
  servedBesideAttacker: number;
  longCodes: number;
};

async function attack(plan: Plan): Promise<Tally> {
  const prng = createPrng(SEED);
  const { challenges } = createMemoryStore();
  let lastCode = "";
  const sender: MessageSender = {
    send: async ({ code }) => {
      lastCode = code;
    },
  };
  const ports = { challenges, hash: testHash, random: countingRandom("attack"), sender };
  const rules: OtpRules = { otp: DEFAULT_OTP_POLICY, mobiles: INDIA_ONLY };
  const tally: Tally = {
    attackerSends: 0,
    attackerGuesses: 0,
    expectedTakeoversPerDay: 0,
    people: 0,
    served: 0,
    peopleBesideAttacker: 0,
    servedBesideAttacker: 0,
    longCodes: 0,
  };
  const mobile = (number: number) => `+9198${String(number).padStart(8, "0")}`;

  async function request(number: number, blockHash: string, now: number) {
    const notice = { version: "1", language: "en" };
    const fields = { mobile: mobile(number), name: "Asha Das", language: "en", notice, humanChecked: false } as const;
    return requestOtp({ ...fields, blockHash }, ports, { now, rules });
  }
  async function confirm(challengeId: string, code: string, blockHash: string, now: number) {
    return confirmOtp({ challengeId, code, blockHash, humanChecked: false }, ports, { now, rules });
  }

  // The attacker: each block asks for a code for the next number as soon as it may, and guesses until it may not.
  const attackBlocks = [
    ...Array.from({ length: plan.attackBlocks }, (_, index) => `attacker-${index}`),
    ...Array.from({ length: Math.ceil(plan.besideAttacker / 10) }, (_, index) => `shared-${index}`),
  ];
  const nextAt = new Map(attackBlocks.map((block) => [block, 0]));
  const guesses: { at: number; chance: number }[] = [];
  let walk = 0;
  async function attackFrom(block: string, now: number): Promise<void> {
    for (let tries = 0; tries < 4; tries++) {
      const asked = await request(walk++ % NUMBERS, block, now);
      if (!asked.ok) {
        if (asked.code !== "OTP_BLOCK_LIMIT") continue;
        nextAt.set(block, now + (asked.retryAfterSeconds ?? STEP));
        return;
      }
      tally.attackerSends++;
      const wrong = wrongCodeFor(lastCode);
      for (;;) {
        const tried = await confirm(asked.challengeId, wrong, block, now);
        if (tried.ok || tried.code !== "OTP_INVALID") break;
        guesses.push({ at: now, chance: chanceOfGuess(asked.codeDigits) });
      }
      // The try that spent the code was a guess too.
      guesses.push({ at: now, chance: chanceOfGuess(asked.codeDigits) });
    }
  }

  // A person: waits as told, at most fifteen minutes in all; three in a hundred codes are typed wrong.
  type Person = { number: number; block: string; since: number; at: number; isBeside: boolean };
  let waiting: Person[] = [];
  async function serve(person: Person, now: number): Promise<void> {
    const asked = await request(person.number, person.block, now);
    let again = asked.ok ? 60 : (asked.retryAfterSeconds ?? 60);
    if (asked.ok) {
      if (asked.codeDigits > 6) tally.longCodes++;
      const code = lastCode;
      const typed = prng.chance(3) ? [wrongCodeFor(code), code] : [code];
      for (const [index, attempt] of typed.entries()) {
        const confirmed = await confirm(asked.challengeId, attempt, person.block, now + 20 + 10 * index);
        if (confirmed.ok) {
          tally.served++;
          if (person.isBeside) tally.servedBesideAttacker++;
          return;
        }
        again = Math.max(60, confirmed.retryAfterSeconds ?? 0);
      }
    }
    if (now + again <= person.since + 900) waiting.push({ ...person, at: now + again });
  }

  for (let now = NOW; now < NOW + plan.days * DAY; now += STEP) {
    for (const [block, at] of nextAt) if (at <= now) await attackFrom(block, now);
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (let count = 0; count < plan.people; count++) {
      const isBeside = prng.chance(plan.besideAttacker);
      const number = prng.below(NUMBERS);
      const block = isBeside ? `shared-${prng.below(Math.ceil(plan.besideAttacker / 10))}` : `block-${number % 10_000}`;
      tally.people++;
      if (isBeside) tally.peopleBesideAttacker++;
      due.push({ number, block, since: now, at: now, isBeside });
    }
    for (const person of due) await serve(person, now);
    if (now % 3_600 < STEP) await challenges.forget(now);
  }

  tally.attackerGuesses = guesses.length;
  let [sum, oldest] = [0, 0];
  for (const { at, chance } of guesses) {
    sum += chance;
    for (let first = guesses[oldest]; first !== undefined && first.at <= at - DAY; first = guesses[++oldest]) {
      sum -= first.chance;
    }
    tally.expectedTakeoversPerDay = Math.max(tally.expectedTakeoversPerDay, sum / 1e12);
  }
  return tally;
}

function print(what: string, tally: Tally): void {
  process.stdout.write(`${what}: ${JSON.stringify(tally)}\n`);
}

describe("an attacker at full speed over a million numbers", () => {
  it("may expect a thousandth of a takeover a day, and shuts nobody out", async () => {
    const attackBlocks = Math.ceil(60 * EFFORT);
    const people = Math.ceil(2 * Math.min(EFFORT, 10));
    const tally = await attack({ attackBlocks, people, besideAttacker: 0, days: 1.2 });
    print(`attack from ${attackBlocks} address blocks`, tally);
    expect(tally.attackerGuesses).toBeGreaterThan(40 * attackBlocks);
    expect(tally.expectedTakeoversPerDay).toBeLessThanOrEqual(DEFAULT_OTP_POLICY.takeoversPerDay);
    expect(tally.served / tally.people).toBeGreaterThan(0.99);
  }, 1_800_000);

  it("is a nuisance to those who share its network, and to nobody else", async () => {
    const people = Math.ceil(2 * Math.min(EFFORT, 10));
    const tally = await attack({ attackBlocks: 0, people, besideAttacker: 10, days: 0.5 });
    print("attack from a block that one person in ten is behind", tally);
    const others = (tally.served - tally.servedBesideAttacker) / (tally.people - tally.peopleBesideAttacker);
    expect(tally.expectedTakeoversPerDay).toBeLessThanOrEqual(DEFAULT_OTP_POLICY.takeoversPerDay);
    expect(others).toBeGreaterThan(0.99);
  }, 600_000);
});
