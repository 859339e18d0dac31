// `serve`: the HTTP service over a data directory.

import type { Command } from "@mohor/command-line";
import { DEFAULT_DIRECTORY } from "../data-directory.ts";
import { action, type OutputFlags, plainCommand } from "../flags.ts";
import { type Command, Failure } from "@mohor/command-line";
import { systemClock } from "../../adapters/clock-system.ts";
import { createPinoLog } from "../../adapters/log-pino.ts";
import { createPrometheusMetrics } from "../../adapters/metrics-prometheus.ts";
import { readPageFiles } from "../../adapters/page-files.ts";
import { openPublishedFolder } from "../../adapters/published-folder.ts";
import { publishedSigningKeys } from "../../adapters/published-keys.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { createSelfCheck } from "../../adapters/self-check-verifier.ts";
import { DEFAULT_RETENTION } from "../../domain/person-requests.ts";
import { createIndexSource } from "../../domain/status-index.ts";
import { type App, createApp } from "../../http/app.ts";
import { keepHouse } from "../../http/housekeeping.ts";
import { MAX_PUBLISHED_BYTES } from "../../http/http-limits.ts";
import { type Listener, listen } from "../../http/listen.ts";
import type { Service } from "../../http/service.ts";
import { builtPages } from "../../web/server/build-pages.ts";
import { DEFAULT_DIRECTORY, dataDirectory, type OpenIssuer, withIssuer } from "../data-directory.ts";
import { action, type OutputFlags, plainCommand } from "../flags.ts";
import { readMetricsKey, readServiceSettings, type ServiceSettings } from "../service-settings.ts";
import { issueRules, otpRules } from "../settings.ts";
import { deliveryReportsOf, openSmsSender } from "../sms-sender.ts";
import { openStandingSigner } from "../standing-signer.ts";
import { readWallets } from "../wallet-settings.ts";

type Flags = OutputFlags & { readonly dir: string };

export function serveCommand(): Command {
  return plainCommand("", "serve", "run the HTTP service; SIGTERM ends it when it has answered what it accepted")
    .option("--dir <dir>", "the issuer's data directory", DEFAULT_DIRECTORY)
    .action(action(serve));
}

async function serve(flags: Flags): Promise<void> {
  // From here on, so that a signal that comes while the service is loaded and keys are opened is not missed.
  const signal = nextSignal();
  // Loaded here: what an HTTP service is made of takes a third of a second, which every other command would wait for.
  const { runService } = await import("../run-service.ts");
  await runService(flags.dir, signal);
}

/** The first signal that asks the process to end. A second one ends it at once, as if there were no handler. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, resolve);
  });
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
  { publicFolder, trustedProxies, maxInFlight }: ServiceSettings,
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
      service: { trustedProxies, maxInFlight, metricsKey },
      retention: DEFAULT_RETENTION,
      issuer: settings.issuer,
    },
    deliveryReports: deliveryReportsOf(sms.settings),
    clock: systemClock,
    log,
    metrics,
    published: openPublishedFolder(publicFolder, { maxBytes: MAX_PUBLISHED_BYTES }),
    pages: await readPageFiles(await builtPages()),
    wallets: readWallets(directory.wallets),
    isStopping,
  };
}
