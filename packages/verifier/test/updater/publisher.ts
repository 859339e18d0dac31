// A publisher's folder for tests, as `issuer trust publish` writes it, and a web server that serves it: honestly with ETags, or in any
// other way that a test wants.

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeSignedStatusUpdate, decodeSignedTrustBundle, toHex } from "@mohor/schema";

/** Files by their name in the folder. */
export type Folder = ReadonlyMap<string, Uint8Array>;

/** What is published: bundles with the newest last, status updates whose whole lists are among them, issued sets. */
export type Published = {
  readonly bundles: readonly Uint8Array[];
  readonly updates?: readonly Uint8Array[];
  readonly issuedSets?: readonly Uint8Array[];
};

export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The folder of these documents. */
export function folderOf({ bundles, updates = [], issuedSets = [] }: Published): Folder {
  const files = new Map<string, Uint8Array>();
  const put = (name: string, bytes: Uint8Array) => {
    files.set(name, bytes);
    return { name, size: bytes.length, sha256: digestOf(bytes) };
  };
  const versions = bundles.map((bytes) => {
    const decoded = decodeSignedTrustBundle(bytes);
    if (!decoded.ok) throw new Error(decoded.code);
    const { version } = decoded.value.bundle;
    return { version, ...put(`bundles/${version}.cose`, bytes) };
  });
  const lists = new Map<string, { version: number; updates: object[] }>();
  for (const bytes of updates) {
    const decoded = decodeSignedStatusUpdate(bytes);
    if (!decoded.ok) throw new Error(decoded.code);
    const { subject, version, baseVersion: base } = decoded.value.update;
    const name = `status/${toHex(subject).slice(0, 16)}/${base}-${version}.cose`;
    const list = lists.get(toHex(subject)) ?? { version, updates: [] };
    list.updates.push({ base, ...put(name, bytes) });
    lists.set(toHex(subject), { ...list, version: Math.max(version, list.version) });
  }
  const newest = bundles.at(-1) ?? new Uint8Array(0);
  const index = {
    format: 1,
    bundle: { version: versions.at(-1)?.version, ...put("trust-bundle.cose", newest) },
    bundles: versions,
    statusLists: [...lists].map(([subject, list]) => ({ subject, ...list })),
    issuedSets: issuedSets.map((bytes) => put(`issued-sets/${digestOf(bytes)}.cbor`, bytes)),
  };
  files.set("index.json", Buffer.from(JSON.stringify(index)));
  return files;
}

/** A server's way with one request; it returns true where it has dealt with it. */
export type Manner = (name: string, response: ServerResponse, request: IncomingMessage) => boolean;

export type Publisher = {
  readonly address: string;
  /** What is served from now on, and how. */
  serve(folder: Folder, manner?: Manner): void;
  /** Requests since the last call. */
  requests(): { readonly name: string; readonly headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
};

/** A server on a free port. */
export async function startPublisher(): Promise<Publisher> {
  let files: Folder = new Map();
  let deal: Manner = () => false;
  let seen: { name: string; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    seen.push({ name, headers: request.headers });
    if (deal(name, response, request)) return;
    const bytes = files.get(name);
    if (bytes === undefined) {
      response.writeHead(404).end("not here");
      return;
    }
    const etag = `"${digestOf(bytes).slice(0, 32)}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, "content-length": bytes.length }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    serve(folder, manner = () => false) {
      [files, deal] = [folder, manner];
    },
    requests() {
      const since = seen;
      seen = [];
      return since;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
