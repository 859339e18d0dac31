// An HTTP server of 127.0.0.1 on a free port, for tests that hold a client against what it puts on the wire.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call as it arrived. */
export type ReceivedCall = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};

/** A running server. */
export type LocalServer = {
  readonly origin: string;
  /** What arrived so far, oldest first. */
  readonly calls: readonly ReceivedCall[];
  readonly stop: () => Promise<void>;
};

/** Starts a server that answers each whole call with `answer`. */
export async function startLocalServer(
  answer: (call: ReceivedCall, response: ServerResponse) => void,
): Promise<LocalServer> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const call = { method, url, headers, body: Buffer.concat(chunks).toString() };
      calls.push(call);
      answer(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
