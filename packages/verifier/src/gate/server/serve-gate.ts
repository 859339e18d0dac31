// The gate's files and, for a kiosk or a turnstile's program, a verdict for a text or a picture, to this machine only. Node's own HTTP
// server: two routes need no framework.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { acceptedEncoding, type BuiltFile, readBuiltFiles } from "@mohor/offline-app/files";
import { MAX_PICTURE_BYTES } from "@mohor/schema";
import { gateHeaders } from "./headers.ts";
import { isLocalRequest, type LoopbackAddress } from "./loopback.ts";

/** What the server offers. */
export type GateServerParts = {
  /** The folder with the built gate. */
  readonly folder: string;
  readonly address: LoopbackAddress;
  /** The lines of JSON that answer a text or a picture, one for each code found. */
  readonly judge: (body: Uint8Array<ArrayBuffer>, isText: boolean) => Promise<readonly string[]>;
  /** Trust files for the page, by name under `trust/`; looked up at each request. */
  readonly trustFiles: ReadonlyMap<string, Uint8Array>;
  /** Another origin that the page may fetch trust files from. */
  readonly publisher: string | null;
};

/** A server that listens. */
export type GateServer = { readonly url: string; readonly close: () => Promise<void> };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

/** Where the page looks for trust files unless it is set otherwise. */
const TRUST = "/trust/";

type ServedFile = Pick<BuiltFile, "encoded"> & { readonly bytes: Uint8Array };
const NONE: BuiltFile["encoded"] = new Map();

/** Bytes of a posted text: the longest link, in four-byte characters. */
const MAX_TEXT_BYTES = 8_192;
const REQUEST_MILLISECONDS = 10_000;
const MAX_HEADER_BYTES = 8_192;

/** Serves until closed. Rejects where the address cannot be listened on. */
export async function serveGate(parts: GateServerParts): Promise<GateServer> {
  const files = new Map<string, ServedFile>();
  for (const [name, file] of await readBuiltFiles(parts.folder)) files.set(`/${name}`, file);
  const headers = gateHeaders(parts.publisher);
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_MILLISECONDS },
    (request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      answer(request, response, parts, files, portOf(server)).catch(() => {
        // A client that went away, or a bug: neither is told to the client.
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(parts.address.port, parts.address.host, resolve);
  });
  const host = parts.address.host.includes(":") ? `[${parts.address.host}]` : parts.address.host;
  return {
    url: `http://${host}:${portOf(server)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: GateServerParts,
  files: ReadonlyMap<string, ServedFile>,
  port: number,
): Promise<void> {
  if (!isLocalRequest(request.headers.host, request.headers.origin, port)) return refuse(response, 403);
  const path = (request.url ?? "/").split("?")[0] as string;
  if (path === "/verify") {
    if (request.method !== "POST") return refuse(response, 405, { allow: "POST" });
    return answerVerify(request, response, parts);
  }
  const trustFile = path.startsWith(TRUST) ? parts.trustFiles.get(path.slice(TRUST.length)) : undefined;
  const file =
    trustFile === undefined ? files.get(path === "/" ? "/index.html" : path) : { bytes: trustFile, encoded: NONE };
  if (file === undefined) return refuse(response, 404);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, { allow: "GET, HEAD" });
  const encoding = acceptedEncoding(request.headers["accept-encoding"]?.toString(), file.encoded);
  const body = (encoding === null ? undefined : file.encoded.get(encoding)) ?? file.bytes;
  response.writeHead(200, {
    ...(file.encoded.size === 0 ? {} : { vary: "accept-encoding" }),
    ...(encoding === null ? {} : { "content-encoding": encoding }),
    "content-type": MEDIA_TYPES[extname(path === "/" ? "index.html" : path)] ?? "application/octet-stream",
    "content-length": body.length,
    // The service worker keeps the files; what asks the server wants the newest.
    "cache-control": "no-cache",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** A text (text/plain) or a picture (image/…) to one JSON line for each code, or for the lack of one. */
async function answerVerify(request: IncomingMessage, response: ServerResponse, parts: GateServerParts): Promise<void> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isText = type === "text/plain";
  // These types make a browser ask first before another site's page may send them; text/plain does not, and Origin tells it.
  if (!isText && !/^(?:image\/[a-z+.-]+|application\/octet-stream)$/.test(type)) return refuse(response, 415);
  const body = await readBody(request, isText ? MAX_TEXT_BYTES : MAX_PICTURE_BYTES);
  if (body === null) return refuse(response, 413, { connection: "close" });
  const lines = await parts.judge(body, isText);
  response.writeHead(200, { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" });
  response.end(lines.map((line) => `${line}\n`).join(""));
}

/** The body, or null past the bound; what follows is not read. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Uint8Array).length;
    if (length > maxBytes) return null;
    chunks.push(chunk as Uint8Array);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...headers });
  response.end(`${status}\n`);
}
