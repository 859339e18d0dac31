// The way to a telephone as an issuer is set up: the gateways of `sms.json`, or the console where there is no such file.

import { existsSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { readDeliveryReport } from "../adapters/delivery-report-form.ts";
import { createConsoleSender } from "../adapters/sms-console.ts";
import type { DeliveryReportUrl, SmsGateway } from "../adapters/sms-gateway.ts";
import { createHttpGateway } from "../adapters/sms-http.ts";
import { createKannelGateway } from "../adapters/sms-kannel.ts";
import { createSmsRoute, type SendEvent } from "../adapters/sms-route.ts";
import { DEFAULT_CIRCUIT_POLICY } from "../domain/circuit-breaker.ts";
import { deliveryReportAddress } from "../domain/delivery-report.ts";
import { DEFAULT_MESSAGE_RULES, type MessageRules } from "../domain/otp-message.ts";
import type { KeyedHash, MessageSender } from "../domain/ports.ts";
import type { DeliveryReports } from "../http/service.ts";
import { readSecretAt } from "./secret-place.ts";
import { type GatewaySettings, readSmsSettings, type SmsSettings } from "./sms-settings.ts";

/** A sender with the rules for its texts. `settings` is null for the console. */
export type OpenSmsSender = {
  readonly sender: MessageSender;
  readonly messages: MessageRules;
  readonly settings: SmsSettings | null;
};

/** What opening needs of the world. */
export type SmsSurroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hash: KeyedHash;
  /** NumericDate, for the addresses of delivery reports. */
  readonly now: () => number;
  readonly onEvent: (event: SendEvent) => void;
  /** A line of the console sender. */
  readonly write: (line: string) => void;
};

/** Attempts at one gateway: one more where that cannot send a text twice. */
const ATTEMPTS_PER_GATEWAY = 2;

/**
 * Opens what `file` says; the console where there is none. Throws Failure SETTINGS_MALFORMED with the place at fault (a secret that is missing
 * among them), PortError FILE_….
 */
export function openSmsSender(file: string, surroundings: SmsSurroundings): OpenSmsSender {
  const { environment, write, onEvent } = surroundings;
  if (!existsSync(file)) {
    const sender = createConsoleSender({ write, outboxPath: environment.MOHOR_SMS_OUTBOX });
    return { sender, messages: DEFAULT_MESSAGE_RULES, settings: null };
  }
  const settings = readSmsSettings(file);
  const { templates, deskTemplates, statusTemplates, webOtpHost, attemptSeconds, totalSeconds } = settings;
  const sender = createSmsRoute(openGateways(settings, surroundings), {
    policy: {
      attemptMilliseconds: attemptSeconds * 1_000,
      totalMilliseconds: totalSeconds * 1_000,
      attemptsPerGateway: ATTEMPTS_PER_GATEWAY,
      circuit: DEFAULT_CIRCUIT_POLICY,
    },
    elapsedMilliseconds: () => performance.now(),
    onEvent,
  });
  return { sender, messages: { templates, deskTemplates, statusTemplates, webOtpHost }, settings };
}

function openGateways(settings: SmsSettings, surroundings: SmsSurroundings): readonly SmsGateway[] {
  const { reportOrigin } = settings;
  const reportUrl: DeliveryReportUrl | undefined =
    reportOrigin === null
      ? undefined
      : (gateway, messageId) => deliveryReportUrl(reportOrigin, { gateway, messageId }, surroundings);
  return settings.gateways.map((gateway, index) =>
    openGateway(gateway, `sms.json.gateways.${index}`, surroundings.environment, reportUrl),
  );
}

function openGateway(
  gateway: GatewaySettings,
  place: string,
  environment: SmsSurroundings["environment"],
  reportUrl: DeliveryReportUrl | undefined,
): SmsGateway {
  const withReports = reportUrl === undefined ? {} : { deliveryReportUrl: reportUrl };
  if (gateway.kind === "kannel") {
    const { name, url, username, dlt } = gateway;
    const password = readSecretAt(gateway.password, `${place}.password`, environment);
    return createKannelGateway({ name, url, username, password, dlt, ...withReports });
  }
  const { name, description, dlt } = gateway;
  const secrets = Object.fromEntries(
    Object.entries(gateway.secrets).map(([secret, at]) => [
      secret,
      readSecretAt(at, `${place}.secrets.${secret}`, environment),
    ]),
  );
  return createHttpGateway({ name, description, dlt, secrets, ...(gateway.reports === null ? {} : withReports) });
}

/** Where the gateway reports on a message; the route of the service reads the same parameters. */
async function deliveryReportUrl(
  origin: string,
  message: { readonly gateway: string; readonly messageId: string },
  { hash, now }: SmsSurroundings,
): Promise<string> {
  const { gateway, messageId, sentAt, mac } = await deliveryReportAddress(message, hash, { now: now() });
  return `${origin}/v1/delivery-reports/${gateway}?id=${messageId}&at=${sentAt}&mac=${mac}`;
}

/** The delivery reports of the gateways in the settings. */
export function deliveryReportsOf(settings: SmsSettings | null): DeliveryReports {
  return {
    read(name, report) {
      const gateway = settings?.gateways.find((candidate) => candidate.name === name);
      const form = gateway?.kind === "kannel" ? "kannel" : (gateway?.reports ?? null);
      return form === null ? "unknown" : readDeliveryReport(form, report);
    },
  };
}
