// The HTTP application over a test issuer: no socket, a clock that tests set, a log and metrics that they read.

import { createPinoLog } from "../../src/adapters/log-pino.ts";
import { createPrometheusMetrics } from "../../src/adapters/metrics-prometheus.ts";
import type { DeskLimits, EntityKind } from "../../src/domain/entity.ts";
import { makeEntityKey } from "../../src/domain/entity-key.ts";
import { DEFAULT_DESK_LIMITS, registerEntity } from "../../src/domain/entity-registration.ts";
import { INDIA_ONLY } from "../../src/domain/mobile-number.ts";
import { DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import { createTrafficMeter, DEFAULT_TRAFFIC_POLICY } from "../../src/domain/otp-traffic.ts";
import { DEFAULT_RETENTION } from "../../src/domain/person-requests.ts";
import type { MessageSender, TextMessage } from "../../src/domain/ports.ts";
import { type App, createApp } from "../../src/http/app.ts";
import { type Client, createClient } from "../../src/http/client.ts";
import type { PublishedFiles, Service, ServiceRules } from "../../src/http/service.ts";
import {
  countingRandom,
  createTestIssuer,
  NOW,
  TEST_ISSUE_RULES,
  type TestIssuer,
  type TestIssuerOptions,
  testHash,
} from "../issuer-fixture.ts";

export const MOBILE = "+91 61000 00001";
export const NAME = "Asha Rani Biswas";
export const METRICS_KEY = "a key for the metrics";
export const BASE = "http://mohor.test";
/** Where people reach the pages. */
export const ORIGIN = "https://status.example.in";

/** What a test may say otherwise. */
export type TestServiceOptions = TestIssuerOptions & {
  readonly rules?: Partial<ServiceRules>;
  readonly sender?: MessageSender;
  readonly published?: PublishedFiles;
  readonly service?: Partial<Service>;
};

/** A service with what a test looks at. */
export type TestService = {
  readonly app: App;
  readonly client: Client;
  readonly issuer: TestIssuer;
  readonly service: Service;
  /** Messages sent, newest last. */
  readonly messages: TextMessage[];
  /** Lines of the log. */
  readonly log: string[];
  readonly clock: { now: number };
  /** Sends a request as the client does, with a body as JSON or as it is. */
  readonly send: (method: string, path: string, options?: SendOptions) => Promise<Response>;
  readonly lastCode: () => string;
  /** A confirmed person's token. */
  readonly confirm: (fields?: {
    readonly name?: string;
    readonly mobile?: string;
    readonly key?: string;
  }) => Promise<string>;
  /** Registers an organisation and gives its key. */
  readonly registerEntity: (
    entityId: string,
    fields?: { readonly kind?: EntityKind; readonly origins?: readonly string[]; readonly requestsPerMinute?: number },
  ) => Promise<string>;
  /** Registers a help desk, with other limits than usual where a test wants them, and gives its key. */
  readonly registerDesk: (deskId: string, limits?: Partial<DeskLimits>) => Promise<string>;
};

/** A body as it is. */
export type RawBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

export type SendOptions = {
  readonly body?: unknown;
  readonly raw?: RawBody;
  readonly headers?: Readonly<Record<string, string>>;
  readonly peerAddress?: string;
};

export async function createTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const issuer = await createTestIssuer(options);
  const messages: TextMessage[] = [];
  const log: string[] = [];
  const clock = { now: NOW };
  const service: Service = {
    stores: issuer.stores,
    hash: testHash,
    random: countingRandom(options.label ?? "service"),
    sender: options.sender ?? { send: async (message) => void messages.push(message) },
    issue: issuer.ports,
    rules: {
      otp: { otp: options.otp ?? DEFAULT_OTP_POLICY, mobiles: INDIA_ONLY },
      issue: TEST_ISSUE_RULES,
      service: { trustedProxies: 0, maxInFlight: 64, metricsKey: METRICS_KEY, publicOrigin: ORIGIN, ...options.rules },
      retention: DEFAULT_RETENTION,
      issuer: "Health Department",
    },
    deliveryReports: { read: () => "unknown" },
    // Tests ask for many codes that nobody confirms; what is held back then has tests of its own.
    traffic: createTrafficMeter({ ...DEFAULT_TRAFFIC_POLICY, leastSends: Number.POSITIVE_INFINITY }),
    clock: { now: () => clock.now, monotonicSeconds: () => performance.now() / 1000 },
    log: createPinoLog({ write: (line) => void log.push(line) }),
    metrics: createPrometheusMetrics({ processMetrics: false }),
    published: options.published ?? { read: async () => null },
    pages: new Map(),
    wallets: { digilocker: null, apple: null, google: null, openid4vci: null },
    isStopping: () => false,
    ...options.service,
  };
  const app = createApp(service);
  const send: TestService["send"] = (method, path, { body, raw, headers = {}, peerAddress = "192.0.2.1" } = {}) => {
    const content = raw ?? (body === undefined ? null : JSON.stringify(body));
    const type = content === null ? {} : { "content-type": "application/json" };
    // Bodies that are streams need the word that they go one way.
    const init = { method, headers: { ...type, ...headers }, body: content, duplex: "half" } as const;
    return app.fetch(new Request(new URL(path, BASE), init), { peerAddress });
  };
  const fetchApp: typeof fetch = (input, init) => app.fetch(new Request(input, init), { peerAddress: "192.0.2.1" });
  const lastCode = () => messages.at(-1)?.code ?? "";
  return {
    app,
    client: createClient(BASE, { fetch: fetchApp }),
    issuer,
    service,
    messages,
    log,
    clock,
    send,
    lastCode,
    async confirm({ name = NAME, mobile = MOBILE, key } = {}) {
      const headers = key === undefined ? {} : { "x-api-key": key };
      const body = { mobile, fullName: name, language: "en", notice: { version: "1", language: "en" } };
      const requested = await send("POST", "/v1/otp-requests", { body, headers });
      const { txnId } = await expectJson(requested, 201);
      const confirmed = await send("POST", "/v1/otp-confirmations", { body: { txnId, code: lastCode() }, headers });
      return String((await expectJson(confirmed, 200)).accessToken);
    },
    async registerDesk(entityId, limits = {}) {
      const { apiKey, key } = makeEntityKey(service.random, { from: NOW });
      const desk = { place: "Station Road, Barasat", ...DEFAULT_DESK_LIMITS, ...limits };
      const about = { name: "Kendra 17", purpose: "", origins: [], requestsPerMinute: 600 };
      const registration = { entityId, kind: "help-desk", ...about, desk } as const;
      const audit = { at: NOW, actor: "operator", action: "entity-added", subject: entityId, detail: {} };
      await issuer.stores.entities.register(registerEntity(registration, key, { now: NOW }), audit);
      return apiKey;
    },
    async registerEntity(entityId, { kind = "verifying-entity", origins = [], requestsPerMinute = 600 } = {}) {
      const { apiKey, key } = makeEntityKey(service.random, { from: NOW });
      const registration = { entityId, kind, name: "A railway", purpose: "booking", origins, requestsPerMinute };
      const audit = { at: NOW, actor: "operator", action: "entity-added", subject: entityId, detail: {} };
      await issuer.stores.entities.register(registerEntity(registration, key, { now: NOW }), audit);
      return apiKey;
    },
  };
}

/** The JSON of an answer with this status; another status fails the test with the answer. */
export async function expectJson(response: Response, status: number): Promise<Record<string, unknown>> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`status ${response.status} instead of ${status}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

/** Status and code of a problem, having looked that it is one in every respect. */
export async function problemOf(response: Response): Promise<readonly [number, string]> {
  const text = await response.text();
  if (response.headers.get("content-type") !== "application/problem+json") {
    throw new Error(`no problem: ${response.status} ${text}`);
  }
  const body = JSON.parse(text) as Record<string, unknown>;
  if (body.status !== response.status || body.type !== `/problems/${body.code}`)
    throw new Error(`odd problem: ${text}`);
  if (typeof body.title !== "string" || typeof body.detail !== "string") throw new Error(`mute problem: ${text}`);
  const retryAfter = response.headers.get("retry-after");
  if ((retryAfter === null ? undefined : Number(retryAfter)) !== body.retryAfterSeconds) {
    throw new Error(`Retry-After ${retryAfter} beside ${text}`);
  }
  return [response.status, String(body.code)];
}
