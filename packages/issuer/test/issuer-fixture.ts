// An issuer for tests: any stores, a clock that tests set, random bytes from a counter, a telephone that remembers, one signing
// key from a fixed seed. Everything else is the real thing.

import { createHash, createPrivateKey, createPublicKey, createSecretKey, type KeyObject, sign } from "node:crypto";
import { toHex } from "@mohor/schema";
import { createKeyedHash, rowCipherOf } from "../src/adapters/keyed-hash-node.ts";
import type { RowCipher } from "../src/adapters/row-cipher.ts";
import type { IssuerSecrets, SecretUse } from "../src/adapters/secrets-file.ts";
import { createSelfCheck } from "../src/adapters/self-check-verifier.ts";
import { createMemoryStore } from "../src/adapters/store-memory.ts";
import { DEFAULT_VALIDITY } from "../src/domain/certificate-validity.ts";
import { type EnrolmentRules, enrolRow, type RegistryRow, toEnrolledRecord } from "../src/domain/enrolment.ts";
import {
  DEFAULT_ISSUE_CONTENT,
  DEFAULT_ISSUING_ALG,
  type Issued,
  type IssuePorts,
  type IssueRules,
  issueCertificate,
} from "../src/domain/issue-certificate.ts";
import { INDIA_ONLY } from "../src/domain/mobile-number.ts";
import { confirmOtp, type OtpRequest, type OtpRules, requestOtp } from "../src/domain/otp-challenge.ts";
import { DEFAULT_OTP_POLICY, type OtpPolicy } from "../src/domain/otp-limits.ts";
import type { TrafficMeter } from "../src/domain/otp-traffic.ts";
import type {
  CertificateReview,
  KeyedHash,
  RandomSource,
  RegistryChange,
  Signer,
  Stores,
  TextMessage,
} from "../src/domain/ports.ts";
import type { Refusal } from "../src/domain/refusal.ts";
import { DEFAULT_SIGNING_KEY_POLICY, planSigningKey, type SigningKey } from "../src/domain/signing-key.ts";
import { reviewCertificate } from "../src/domain/stale-certificate.ts";
import type { StatusDecision } from "../src/domain/status-change.ts";
import { createIndexSource } from "../src/domain/status-index.ts";
import { DEFAULT_SCHEDULE } from "../src/domain/vaccine-schedule.ts";

/** 2023-11-14T22:13:20Z: after every date in the sample. */
export const NOW = 1_700_000_000;

/** India's zone. */
export const UTC_OFFSET_MINUTES = 330;

export const TEST_RULES: EnrolmentRules = {
  mobiles: INDIA_ONLY,
  schedule: DEFAULT_SCHEDULE,
  utcOffsetMinutes: UTC_OFFSET_MINUTES,
};

export const TEST_ISSUE_RULES: IssueRules = {
  schedule: DEFAULT_SCHEDULE,
  validity: DEFAULT_VALIDITY,
  content: DEFAULT_ISSUE_CONTENT,
  utcOffsetMinutes: UTC_OFFSET_MINUTES,
  purpose: "certificate",
  alg: DEFAULT_ISSUING_ALG,
};

const USES: readonly SecretUse[] = [
  "mobile",
  "record",
  "content",
  "otp",
  "index",
  "report",
  "block",
  "token",
  "request",
  "rows",
];

/** Secrets that are the same in every run and every process. */
export const TEST_SECRETS: IssuerSecrets = USES.map((use) => ({
  use,
  number: 1,
  key: createSecretKey(createHash("sha256").update(`test secret ${use}`).digest()),
}));

export const testHash: KeyedHash = createKeyedHash(TEST_SECRETS);
export const testCipher: RowCipher = rowCipherOf(TEST_SECRETS);

/** Bytes from SHA-256 over a counter: different every time, the same in every run. */
export function countingRandom(label: string): RandomSource {
  let counter = 0;
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash("sha256").update(`${label} ${counter++}`).digest();
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}

/** A change of the registry by an operator, at NOW, under the rules of TEST_RULES. */
export const TEST_CHANGE: RegistryChange = {
  now: NOW,
  actor: "operator",
  review: (certificate, records) => reviewCertificate(certificate, records, { now: NOW, rules: TEST_RULES }),
};

const PKCS8_HEAD = "302e020100300506032b657004220420";
function testPrivateKey(seed: string): KeyObject {
  const secret = createHash("sha256").update(seed).digest("hex");
  return createPrivateKey({ key: Buffer.from(PKCS8_HEAD + secret, "hex"), format: "der", type: "pkcs8" });
}

function publicKeyOf(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }).subarray(12));
}

const privateKey = testPrivateKey("TEST-ONLY signing seed");
const statusPrivateKey = testPrivateKey("TEST-ONLY status list seed");

export const TEST_PUBLIC_KEY: Uint8Array = publicKeyOf(privateKey);

/** The test key's private half, to be put into a token. */
export const TEST_PRIVATE_KEY_PEM: string = String(privateKey.export({ format: "pem", type: "pkcs8" }));

/** The test key, in use from two days before NOW. */
export const TEST_SIGNING_KEY: SigningKey = planSigningKey(TEST_PUBLIC_KEY, "certificate", {
  useFrom: NOW - 172_800,
  policy: DEFAULT_SIGNING_KEY_POLICY,
  indexKeyId: testHash.currentKeyId("index"),
});

/** The status list key of tests; who needs it registers it. */
export const TEST_STATUS_KEY: SigningKey = planSigningKey(publicKeyOf(statusPrivateKey), "status-list", {
  useFrom: NOW - 172_800,
  policy: DEFAULT_SIGNING_KEY_POLICY,
  indexKeyId: testHash.currentKeyId("index"),
});

export const testSigner: Signer = {
  sign: async (kid, bytes) => sign(null, bytes, toHex(kid) === TEST_STATUS_KEY.kid ? statusPrivateKey : privateKey),
};

/** A row of the registry; what a test does not say is a fully vaccinated woman's. */
export function registryRow(fields: Partial<RegistryRow> = {}): RegistryRow {
  return {
    beneficiary_id: "FICT-1",
    revision: "1",
    full_name: "Asha Rani Biswas",
    second_name: "আশা রানী বিশ্বাস",
    second_language: "ben",
    birth_date: "1962-03-14",
    mobile: "+916100000001",
    dose1_product: "COVISHIELD",
    dose1_date: "2021-04-02",
    dose2_product: "COVISHIELD",
    dose2_date: "2021-06-28",
    dose3_product: "",
    dose3_date: "",
    dose4_product: "",
    dose4_date: "",
    deceased_on: "",
    source: "FICTITIOUS",
    ...fields,
  };
}

/** No doses at all, to spread into a row. */
export const NO_DOSES = { dose1_product: "", dose1_date: "", dose2_product: "", dose2_date: "" } as const;

/** An issuer, with the steps of its use as one-liners. */
export type TestIssuer = {
  readonly stores: Stores;
  readonly ports: IssuePorts;
  /** What was sent, newest last. */
  readonly messages: readonly TextMessage[];
  readonly enrol: (...rows: Partial<RegistryRow>[]) => Promise<void>;
  readonly request: (fields?: Partial<OtpRequest>, now?: number) => ReturnType<typeof requestOtp>;
  readonly confirm: (
    challengeId: string,
    code: string,
    now?: number,
    audience?: string,
  ) => ReturnType<typeof confirmOtp>;
  /** As from this block of addresses. */
  readonly confirmFrom: (blockHash: string, challengeId: string, code: string) => ReturnType<typeof confirmOtp>;
  /** As by somebody who has been checked to be no machine. */
  readonly confirmAtDesk: (challengeId: string, code: string) => ReturnType<typeof confirmOtp>;
  readonly issue: (
    confirmed: Parameters<typeof issueCertificate>[0],
    now?: number,
    rules?: Partial<IssueRules>,
  ) => Promise<Issued | Refusal>;
  /** Request, confirm and issue for a name on the test number. */
  readonly obtain: (
    fields?: Partial<OtpRequest>,
    now?: number,
    rules?: Partial<IssueRules>,
  ) => Promise<Issued | Refusal>;
  /** The code of the newest message. */
  readonly lastCode: () => string;
};

export type TestIssuerOptions = {
  readonly stores?: Stores;
  readonly otp?: OtpPolicy;
  readonly label?: string;
  readonly traffic?: TrafficMeter;
  /** What the registry's own changes revoke; the real rule unless a test looks at something else. */
  readonly review?: CertificateReview;
  readonly ports?: Partial<IssuePorts>;
};

export async function createTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const stores = options.stores ?? createMemoryStore();
  const messages: TextMessage[] = [];
  const otpPorts = {
    challenges: stores.challenges,
    hash: testHash,
    random: countingRandom(options.label ?? "test"),
    sender: { send: async (message: TextMessage) => void messages.push(message) },
    ...(options.traffic === undefined ? {} : { traffic: options.traffic }),
  };
  const rules: OtpRules = { otp: options.otp ?? DEFAULT_OTP_POLICY, mobiles: INDIA_ONLY };
  const ports: IssuePorts = {
    ...stores,
    indices: createIndexSource({ signingKeys: stores.signingKeys, hash: testHash }, { blockSize: 4 }),
    signer: testSigner,
    selfCheck: createSelfCheck(),
    ...options.ports,
  };
  await stores.signingKeys.register(TEST_SIGNING_KEY);

  const issuer: TestIssuer = {
    stores,
    ports,
    messages,
    async enrol(...rows) {
      for (const fields of rows) {
        const enrolled = enrolRow(registryRow(fields), TEST_RULES, { now: NOW });
        if (!enrolled.ok) throw new TypeError(enrolled.code);
        const change = { ...TEST_CHANGE, review: options.review ?? TEST_CHANGE.review };
        const { conflicting } = await stores.records.upsert(
          [await toEnrolledRecord(enrolled.enrolment, testHash)],
          change,
        );
        if (conflicting.length > 0) throw new TypeError("ROW_REVISION_CONFLICT");
      }
    },
    request: (fields = {}, now = NOW) =>
      requestOtp(
        {
          mobile: "+916100000001",
          name: "Asha Rani Biswas",
          language: "en",
          notice: { version: "1", language: "en" },
          humanChecked: false,
          ...fields,
        },
        otpPorts,
        { now, rules },
      ),
    confirm: (challengeId, code, now = NOW, audience) => {
      const attempt = { challengeId, code, humanChecked: false, ...(audience === undefined ? {} : { audience }) };
      return confirmOtp(attempt, otpPorts, { now, rules });
    },
    confirmFrom: (blockHash, challengeId, code) =>
      confirmOtp({ challengeId, code, blockHash, humanChecked: false }, otpPorts, { now: NOW, rules }),
    confirmAtDesk: (challengeId, code) =>
      confirmOtp({ challengeId, code, humanChecked: true }, otpPorts, { now: NOW, rules }),
    issue: (confirmed, now = NOW, changed = {}) =>
      issueCertificate(confirmed, ports, { now, rules: { ...TEST_ISSUE_RULES, ...changed } }),
    async obtain(fields = {}, now = NOW, changed = {}) {
      const requested = await issuer.request(fields, now);
      if (!requested.ok) return requested;
      const confirmed = await issuer.confirm(requested.challengeId, issuer.lastCode(), now, fields.audience);
      return confirmed.ok ? issuer.issue(confirmed.confirmed, now, changed) : confirmed;
    },
    lastCode: () => /\d{6,12}/.exec(messages.at(-1)?.text ?? "")?.[0] ?? "",
  };
  return issuer;
}

/** A code that is not this one. */
export function wrongCodeFor(code: string): string {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, "0");
}

/** The value of a success; a refusal fails the test with its code. */
export function expectOk<T extends { readonly ok: boolean }>(answer: T): Extract<T, { readonly ok: true }> {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer as Extract<T, { readonly ok: true }>;
}

/** The code of a refusal, or "ok". */
export function codeOf(answer: { readonly ok: boolean; readonly code?: string }): string {
  return answer.ok ? "ok" : (answer.code ?? "no code");
}

/** A holder's own revocation, a second after NOW. */
export const REVOKE: StatusDecision = { status: "revoked", at: NOW + 1, reason: "holder-request", actor: "holder" };

/** A keyed hash of a number, as the stores see it. */
export async function mobileHashOf(mobile: string): Promise<string> {
  const digest = await testHash.hmac("mobile", "mobile-1", new TextEncoder().encode(mobile));
  return toHex(digest.subarray(0, 16));
}
