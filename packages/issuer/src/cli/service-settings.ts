// What an operator decides about the service: `service.json` in the data directory, each value of which the environment may replace
// (MOHOR_SERVICE_PORT for `port`). Absent values have defaults; unknown names, in the file or in the environment, are errors.
// Secrets come by environment or by a file that it names, and stand in neither.

import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { Failure } from "@mohor/command-line";
import { readFileBounded } from "../adapters/durable-file.ts";
import { readSecret } from "../adapters/passphrase.ts";
import { z } from "../http/hono.ts";

/** Bytes of the file: it has twelve numbers and names. */
const MAX_FILE_BYTES = 16_384;
/** Characters of the metrics key: 16 of base64 are 96 bits. */
const MIN_METRICS_KEY_LENGTH = 16;

/** With "/p#" and the code 54 characters, which leaves the message in two parts. */
const MAX_ORIGIN_LENGTH = 40;

const PREFIX = "MOHOR_SERVICE_";

/** The settings of the service. */
export type ServiceSettings = {
  /** Address to listen at: the loopback address unless a proxy on another machine is in front. */
  readonly host: string;
  /** 0: any free one, which the log then names. */
  readonly port: number;
  /** The folder that `trust publish` writes; without it nothing stands under /.well-known/. */
  readonly publicFolder: string | null;
  /** Where people reach the pages, such as https://status.example.in: links in messages begin with it; without it none are sent. */
  readonly publicOrigin: string | null;
  /** Proxies of ours that every request passes: so many entries of X-Forwarded-For are believed, from the right. */
  readonly trustedProxies: number;
  readonly maxConnections: number;
  /** Requests worked on at once; the next one is told to come back. */
  readonly maxInFlight: number;
  /** What a client has for its headers, for its whole request, and between two requests. */
  readonly headersSeconds: number;
  readonly requestSeconds: number;
  readonly keepAliveSeconds: number;
  /** After SIGTERM: for so long the service takes requests but says that it is not ready, so that a load balancer turns away. */
  readonly drainSeconds: number;
  /** Then: for so long it waits for what it has accepted. */
  readonly stopSeconds: number;
};

const seconds = (most: number) => z.int().min(1).max(most);

const ServiceSettingsSchema: z.ZodType<ServiceSettings> = z.strictObject({
  host: z
    .string()
    .refine((host) => isIP(host) !== 0 || host === "localhost")
    .default("127.0.0.1"),
  port: z.int().min(0).max(65_535).default(8_080),
  publicFolder: z.string().min(1).nullable().default(null),
  publicOrigin: z.string().refine(isOrigin).nullable().default(null),
  trustedProxies: z.int().min(0).max(8).default(0),
  maxConnections: z.int().min(1).max(65_535).default(1_024),
  maxInFlight: z.int().min(1).max(65_535).default(256),
  headersSeconds: seconds(60).default(5),
  requestSeconds: seconds(120).default(10),
  keepAliveSeconds: seconds(120).default(5),
  drainSeconds: z.int().min(0).max(120).default(0),
  stopSeconds: seconds(600).default(30),
});

/** Scheme and host as browsers write them (RFC 6454 §6.1), short because it stands in messages; plain HTTP only on the same machine. */
function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  const isSafe = url?.protocol === "https:" || /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/.test(text);
  return isSafe && url?.origin === text && text.length <= MAX_ORIGIN_LENGTH;
}

/** The settings of this file and environment. Throws Failure SERVICE_SETTINGS_MALFORMED with the place at fault, PortError FILE_UNREADABLE. */
export function readServiceSettings(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): ServiceSettings {
  const fromFile = existsSync(path) ? parseFile(path) : {};
  const result = ServiceSettingsSchema.safeParse({ ...fromFile, ...fromEnvironment(environment) });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  throw new Failure("SERVICE_SETTINGS_MALFORMED", [...(issue?.path ?? []), ...unknown].map(String).join("."));
}

function parseFile(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES })));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Failure("SERVICE_SETTINGS_MALFORMED", path);
}

/** Values of the environment by the names of the settings; numbers are read as numbers. */
function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(environment).flatMap(([variable, text]) => {
    if (!variable.startsWith(PREFIX) || text === undefined) return [];
    const name = variable
      .slice(PREFIX.length)
      .toLowerCase()
      .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return [[name, /^\d{1,9}$/.test(text) ? Number(text) : text] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * What a client must show for the metrics: MOHOR_METRICS_KEY, or the one line of the file that MOHOR_METRICS_KEY_FILE names; null
 * where neither is set. Throws Failure SERVICE_SETTINGS_MALFORMED where it is too short, PortError FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readMetricsKey(environment: Readonly<Record<string, string | undefined>>): string | null {
  const key = readSecret(environment, "MOHOR_METRICS_KEY");
  if (key !== null && key.length < MIN_METRICS_KEY_LENGTH)
    throw new Failure("SERVICE_SETTINGS_MALFORMED", "MOHOR_METRICS_KEY");
  return key;
}
