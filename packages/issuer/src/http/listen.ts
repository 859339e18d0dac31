// The socket in front of the application; the only importer of @hono/node-server. It holds what the application never sees: how
// long a client may take, how large its headers may be, and how the process ends without dropping what it has accepted.

import type { IncomingMessage, Server } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import type { Duplex } from "node:stream";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Code } from "@mohor/schema";
import type { App } from "./app.ts";
import { MAX_HEADER_BYTES, MAX_HEADER_COUNT } from "./http-limits.ts";
import { Problem, renderProblem } from "./problem.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

/** How long things may take, in seconds, and how many connections there may be. */
export type ListenRules = {
  readonly host: string;
  readonly port: number;
  readonly maxConnections: number;
  readonly headersSeconds: number;
  /** From the first byte of a request to the last. */
  readonly requestSeconds: number;
  readonly keepAliveSeconds: number;
  /** What a stop waits for before it drops what is left. */
  readonly stopSeconds: number;
};

/** A running listener. */
export type Listener = {
  readonly host: string;
  readonly port: number;
  /** Takes no more connections, lets what was accepted be answered, and drops the rest after `stopSeconds`: how many. Once. */
  readonly stop: () => Promise<number>;
};

/** What an answer may take: a route of SMS gateways is given up after at most 60 seconds, and a database after some tens. */
const MAX_ANSWER_SECONDS = 90;

/** How often slow clients are looked for. */
const CHECK_MILLISECONDS = 500;

/** Longer than a request takes from a client that holds a connection to us. */
const LINGER_MILLISECONDS = 500;
const SWEEP_MILLISECONDS = 50;

/** Listens. Rejects with the system's error where the address cannot be had. */
export async function listen(app: App, rules: ListenRules): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { socket } = (env as HttpBindings).incoming;
      return app.fetch(request, { peerAddress: socket.remoteAddress ?? "" });
    },
    serverOptions: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: rules.headersSeconds * 1_000,
      requestTimeout: rules.requestSeconds * 1_000,
      keepAliveTimeout: rules.keepAliveSeconds * 1_000,
      connectionsCheckingInterval: CHECK_MILLISECONDS,
    },
  }) as Server;
  server.maxHeadersCount = MAX_HEADER_COUNT;
  server.maxConnections = rules.maxConnections;
  // A client that takes no more of its answer: reading slowly is a way to hold memory. Silence while we work is not its fault.
  server.timeout = (rules.requestSeconds + MAX_ANSWER_SECONDS) * 1_000;
  server.on("clientError", answerBrokenRequest);
  // Expect: 100-continue with anything else is answered by the protocol's own 417; with 100 the body's bound applies as always.
  let unanswered = 0;
  server.on("request", (_request: IncomingMessage, response) => {
    unanswered++;
    response.once("close", () => unanswered--);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(rules.port, rules.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { address, port } = server.address() as AddressInfo;
  return {
    host: address,
    port,
    stop: () => stop(server, rules, () => unanswered),
  };
}

/**
 * Policy: not http.Server's own close, which drops connections without a request at once, those whose request is just on its way
 * among them. They are given LINGER_MILLISECONDS first; the application meanwhile ends each with `Connection: close`.
 */
function stop(server: Server, { stopSeconds }: ListenRules, unanswered: () => number): Promise<number> {
  return new Promise((resolve) => {
    let dropped = 0;
    let sweep: NodeJS.Timeout | undefined;
    const linger = setTimeout(() => {
      sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MILLISECONDS);
    }, LINGER_MILLISECONDS);
    const giveUp = setTimeout(() => {
      dropped = unanswered();
      server.closeAllConnections();
    }, stopSeconds * 1_000);
    NetServer.prototype.close.call(server, () => {
      clearTimeout(linger);
      clearTimeout(giveUp);
      clearInterval(sweep);
      resolve(dropped);
    });
  });
}

/** What Node's parser says, as our codes. */
const BROKEN: Readonly<Record<string, Code>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "HTTP_REQUEST_SLOW",
  HPE_HEADER_OVERFLOW: "HTTP_HEADERS_TOO_LARGE",
};

/** A problem, as everywhere, for what never became a request. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new Problem(BROKEN[error.code ?? ""] ?? "HTTP_REQUEST_MALFORMED");
  const { body, status, headers } = renderProblem(problem, "en");
  const text = JSON.stringify(body);
  const lines = Object.entries({
    ...SECURITY_HEADERS,
    ...headers,
    "content-length": String(Buffer.byteLength(text)),
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? "Error"}\r\n${lines.join("")}\r\n${text}`);
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};
