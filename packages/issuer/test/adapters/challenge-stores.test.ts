// The stores of OTP challenges, held against each other over any story of requests and tries.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runs } from "../../../../test-support/effort.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { createSqliteStore, openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import type { Challenge, NumberHistory } from "../../src/domain/challenge.ts";
import type { ChallengeStore } from "../../src/domain/ports.ts";
import { NOW, testCipher } from "../issuer-fixture.ts";

const RIGHT = new Uint8Array(32).fill(7);
const WRONG = new Uint8Array(32).fill(8);

type Step =
  | { readonly kind: "open"; readonly number: number; readonly block: number; readonly after: number }
  | {
      readonly kind: "try";
      readonly id: number;
      readonly right: boolean;
      readonly block: number;
      readonly after: number;
    };

/** Now and then the clock is set back, or two days pass. */
const after = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000, max: -1 }) },
  { weight: 1, arbitrary: fc.constant(180_000) },
);
const block = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("open" as const), number: fc.nat(2), block, after }),
  fc.record({ kind: fc.constant("try" as const), id: fc.nat(8), right: fc.boolean(), block, after }),
);

/** What a store answers to the steps, and what it shows the rules meanwhile. */
async function tale(store: ChallengeStore, steps: readonly Step[]): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const seen = ({ unconfirmed, ...history }: NumberHistory) => {
    const { attempts = null, expiresAt = null } = unconfirmed ?? {};
    told.push(structuredClone({ ...history, attempts, expiresAt }));
  };
  let now = NOW;
  let ids = 0;
  for (const one of steps) {
    now += one.after;
    const client = one.block === 0 ? undefined : { blockHash: `b${one.block}` };
    if (one.kind === "open") {
      const challenge: Challenge = {
        challengeId: `t${ids++}`,
        mobileHash: `m${one.number}`,
        purpose: "certificate",
        state: "live",
        codeHash: RIGHT,
        codeKeyId: "otp-1",
        codeDigits: 6,
        numberSeries: "+916100",
        attempts: 0,
        requestedAt: now,
        expiresAt: now + 1_000,
        replayUntil: now + 5_000,
        name: "Asha Das",
        consent: { noticeVersion: "1", noticeLanguage: "bn", givenAt: now },
      };
      const admit = (history: NumberHistory) => {
        seen(history);
        return { ok: true, carriedAttempts: history.unconfirmed?.attempts ?? 0 } as const;
      };
      await store.open(challenge, admit, client);
      continue;
    }
    const attempt = { challengeId: `t${one.id}`, codeHash: one.right ? RIGHT : WRONG, now, maxAttempts: 3, chance: 5 };
    const outcome = await store.tryCode({ ...attempt, ...client }, (history) => {
      seen(history);
      return null;
    });
    told.push(outcome, structuredClone(await store.failureBuckets(now)));
  }
  return told;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mohor-challenges-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the challenge store in memory", () => {
  it("answers as that in SQL does", async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const path = join(folder, `${files++}.sqlite`);
        createSqliteStore(path);
        const sqlite = openSqliteStore(path, testCipher);
        try {
          expect(await tale(createMemoryStore().challenges, steps)).toEqual(await tale(sqlite.challenges, steps));
        } finally {
          await sqlite.close();
        }
      }),
      runs(100),
    );
  });
});
