// The HTTP service over a data directory. Wiring only: read settings, build adapters, hand them to the application, listen, and end
// in order.

import { Failure } from "@mohor/command-line";
import { systemClock } from "../adapters/clock-system.ts";
import { createPinoLog } from "../adapters/log-pino.ts";
import { createPrometheusMetrics } from "../adapters/metrics-prometheus.ts";
import { readPageFiles } from "../adapters/page-files.ts";
import { openPublishedFolder } from "../adapters/published-folder.ts";
import { publishedSigningKeys } from "../adapters/published-keys.ts";
import { webCryptoRandom } from "../adapters/random-webcrypto.ts";
import { createSelfCheck } from "../adapters/self-check-verifier.ts";
import { createTrafficMeter } from "../domain/otp-traffic.ts";
import { DEFAULT_RETENTION } from "../domain/person-requests.ts";
import { createIndexSource } from "../domain/status-index.ts";
import { type App, createApp } from "../http/app.ts";
import { keepHouse } from "../http/housekeeping.ts";
import { MAX_PUBLISHED_BYTES } from "../http/http-limits.ts";
import { type Listener, listen } from "../http/listen.ts";
import type { Service } from "../http/service.ts";
import { ASSIST_PREFIX, builtAssistPages } from "../web/server/build-assist-pages.ts";
import { builtPages } from "../web/server/build-pages.ts";
import { dataDirectory, type OpenIssuer, withIssuer } from "./data-directory.ts";
import { readMetricsKey, readServiceSettings, type ServiceSettings } from "./service-settings.ts";
import { issueRules, otpRules } from "./settings.ts";
import { deliveryReportsOf, openSmsSender } from "./sms-sender.ts";
import { openStandingSigner } from "./standing-signer.ts";
import { readWallets } from "./wallet-settings.ts";

/** Sequence numbers the service takes at once: one durable write for 256 certificates. What is left at its end is skipped. */
const INDEX_BLOCK_SIZE = 256;

const HOUSEKEEPING_MILLISECONDS = 60_000;

/** Runs the service until `signal` is fulfilled, and then until it has answered what it accepted. */
export async function runService(root: string, signal: Promise<NodeJS.Signals>): Promise<void> {
  // Before anything that takes long: a misspelt setting shows at once.
  const settings = readServiceSettings(dataDirectory(root).service, process.env);
  const metricsKey = readMetricsKey(process.env);
  await withIssuer(root, async (issuer) => {
    let isStopping = false;
    const service = await buildService(issuer, settings, { metricsKey, isStopping: () => isStopping });
    const listener = await startListening(createApp(service), settings);
    const { host, port } = listener;
    service.log({ event: "listening", host, port });
    await keepHouse(service);
    const housekeeping = setInterval(() => void keepHouse(service), HOUSEKEEPING_MILLISECONDS);

    service.log({ event: "stopping", signal: await signal });
    isStopping = true;
    clearInterval(housekeeping);
    await new Promise((resolve) => setTimeout(resolve, settings.drainSeconds * 1_000));
    service.log({ event: "stopped", unfinished: await listener.stop() });
  });
}

/** The citizen's pages at the root, the help desk's below their own prefix. */
async function readAllPages(): Promise<Service["pages"]> {
  const own = await readPageFiles(await builtPages());
  const assist = await readPageFiles(await builtAssistPages());
  return new Map([...own, ...[...assist].map(([name, file]) => [ASSIST_PREFIX + name, file] as const)]);
}

async function startListening(app: App, settings: ServiceSettings): Promise<Listener> {
  try {
    return await listen(app, settings);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!/^E[A-Z]+$/.test(code ?? "")) throw cause;
    throw new Failure("SERVICE_ADDRESS_UNAVAILABLE", `${settings.host}:${settings.port} (${code})`, { cause });
  }
}

async function buildService(
  issuer: OpenIssuer,
  { publicFolder, trustedProxies, maxInFlight, publicOrigin }: ServiceSettings,
  { metricsKey, isStopping }: { readonly metricsKey: string | null; readonly isStopping: () => boolean },
): Promise<Service> {
  const { directory, settings, stores, hash } = issuer;
  const signingKeys = publishedSigningKeys(stores.signingKeys, directory.trustBundles);
  const log = createPinoLog(process.stdout);
  const metrics = createPrometheusMetrics({ processMetrics: true });
  const sms = openSmsSender(directory.sms, {
    environment: process.env,
    hash,
    now: systemClock.now,
    write: (line) => void process.stderr.write(`${line}\n`),
    onEvent({ gateway, outcome, reason, milliseconds }) {
      metrics.outcome("message", `${gateway} ${outcome}`);
      log({ event: "message", gateway, outcome, ...(reason === undefined ? {} : { reason }), milliseconds });
    },
  });
  return {
    stores,
    hash,
    random: webCryptoRandom,
    sender: sms.sender,
    issue: {
      records: stores.records,
      certificates: stores.certificates,
      statuses: stores.statuses,
      signingKeys,
      indices: createIndexSource({ signingKeys, hash }, { blockSize: INDEX_BLOCK_SIZE }),
      signer: await openStandingSigner(issuer, { now: systemClock.now() }),
      selfCheck: createSelfCheck(),
    },
    rules: {
      otp: { ...otpRules(settings), messages: sms.messages },
      issue: issueRules(settings),
      service: { trustedProxies, maxInFlight, metricsKey, publicOrigin },
      retention: DEFAULT_RETENTION,
      issuer: settings.issuer,
    },
    deliveryReports: deliveryReportsOf(sms.settings),
    traffic: createTrafficMeter(),
    clock: systemClock,
    log,
    metrics,
    pages: await readAllPages(),
    wallets: readWallets(directory.wallets),
    published: openPublishedFolder(publicFolder, { maxBytes: MAX_PUBLISHED_BYTES }),
    isStopping,
  };
}
