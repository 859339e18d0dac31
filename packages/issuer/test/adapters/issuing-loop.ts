// Issuing certificates over a store, as a program does that may die at any moment: what it has acknowledged it has said. Used by the workers of the kill, race and full-disk tests.

import { webCryptoRandom } from "../../src/adapters/random-webcrypto.ts";
import { createSelfCheck } from "../../src/adapters/self-check-verifier.ts";
import { openPostgresStore } from "../../src/adapters/store-postgres.ts";
import { openSqliteStore } from "../../src/adapters/store-sqlite.ts";
import { enrolRow, toEnrolledRecord } from "../../src/domain/enrolment.ts";
import { type IssuePorts, issueCertificate } from "../../src/domain/issue-certificate.ts";
import { confirmOtp, requestOtp } from "../../src/domain/otp-challenge.ts";
import { DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import type { Stores, TextMessage } from "../../src/domain/ports.ts";
import { createIndexSource } from "../../src/domain/status-index.ts";
import {
  expectOk,
  NOW,
  registryRow,
  TEST_CHANGE,
  TEST_ISSUE_RULES,
  TEST_RULES,
  TEST_SIGNING_KEY,
  testCipher,
  testHash,
  testSigner,
} from "../issuer-fixture.ts";

/** A request that a client has its transaction id and code for. */
export type OpenRequest = { readonly person: number; readonly challengeId: string; readonly code: string };

/** What a client was told. */
export type Acknowledged = { readonly challengeId: string; readonly qrText: string; readonly origin: string };

/** An issuer over one store, for people known by number. */
export type IssuingLoop = {
  readonly stores: Stores;
  readonly enrol: (people: readonly number[]) => Promise<void>;
  readonly request: (person: number) => Promise<OpenRequest>;
  /** Confirms and issues, as often as asked; rejects as the ports do. */
  readonly complete: (open: Pick<OpenRequest, "challengeId" | "code">) => Promise<Acknowledged>;
};

const OTP_RULES = { otp: DEFAULT_OTP_POLICY, mobiles: TEST_RULES.mobiles };

export function mobileOfPerson(person: number): string {
  return `+9161${String(person).padStart(8, "0")}`;
}

/** `place`: the path of a SQLite file, or the address of a PostgreSQL. */
export async function openIssuingLoop(place: string): Promise<IssuingLoop> {
  const stores = place.startsWith("postgresql://")
    ? await openPostgresStore(place, testCipher)
    : openSqliteStore(place, testCipher);
  await stores.signingKeys.register(TEST_SIGNING_KEY);
  const sent = new Map<string, string>();
  const otpPorts = {
    challenges: stores.challenges,
    hash: testHash,
    random: webCryptoRandom,
    sender: {
      async send({ to, text }: TextMessage) {
        sent.set(to, text.slice(0, 6));
      },
    },
  };
  const ports: IssuePorts = {
    ...stores,
    indices: createIndexSource({ signingKeys: stores.signingKeys, hash: testHash }, { blockSize: 4 }),
    signer: testSigner,
    selfCheck: createSelfCheck(),
  };
  return {
    stores,
    async enrol(people) {
      const records = people.map((person) => {
        const row = registryRow({ beneficiary_id: `FICT-${person}`, mobile: mobileOfPerson(person) });
        return toEnrolledRecord(expectOk(enrolRow(row, TEST_RULES, { now: NOW })).enrolment, testHash);
      });
      await stores.records.upsert(await Promise.all(records), TEST_CHANGE);
    },
    async request(person) {
      const mobile = mobileOfPerson(person);
      const answer = await requestOtp(
        {
          mobile,
          name: "Asha Rani Biswas",
          language: "en",
          notice: { version: "1", language: "en" },
          humanChecked: false,
        },
        otpPorts,
        { now: NOW, rules: OTP_RULES },
      );
      return { person, challengeId: expectOk(answer).challengeId, code: sent.get(mobile) ?? "" };
    },
    async complete({ challengeId, code }) {
      const attempt = { challengeId, code, humanChecked: false };
      const { confirmed } = expectOk(await confirmOtp(attempt, otpPorts, { now: NOW, rules: OTP_RULES }));
      const issued = expectOk(await issueCertificate(confirmed, ports, { now: NOW, rules: TEST_ISSUE_RULES }));
      return { challengeId, qrText: issued.certificate.qrText, origin: issued.origin };
    },
  };
}
