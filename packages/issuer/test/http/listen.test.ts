// The socket: clients that are slow, that break the protocol or go away, and a stop that finishes what it accepted.

import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, type ListenRules, listen } from "../../src/http/listen.ts";
import { createTestService, MOBILE, NAME, type TestServiceOptions } from "./service-fixture.ts";

const RULES: ListenRules = {
  host: "127.0.0.1",
  port: 0,
  maxConnections: 8,
  headersSeconds: 1,
  requestSeconds: 2,
  keepAliveSeconds: 1,
  stopSeconds: 5,
};

const open: { listener?: Listener; sockets: Socket[] } = { sockets: [] };
afterEach(async () => {
  for (const socket of open.sockets.splice(0)) socket.destroy();
  await open.listener?.stop();
  delete open.listener;
});

async function listening(options: TestServiceOptions = {}, rules: Partial<ListenRules> = {}) {
  const test = await createTestService(options);
  const listener = await listen(test.app, { ...RULES, ...rules });
  open.listener = listener;
  return { ...test, listener, url: `http://127.0.0.1:${listener.port}` };
}

/** A connection, and all that came back on it when it has ended. */
function dial(port: number): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  open.sockets.push(socket);
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  socket.on("error", () => {});
  return { socket, answer: new Promise((resolve) => socket.on("close", () => resolve(text))) };
}

const BODY = JSON.stringify({
  mobile: MOBILE,
  fullName: NAME,
  language: "en",
  notice: { version: "1", language: "en" },
});
const HEAD = `POST /v1/otp-requests HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n`;

/** Status and code of a raw answer, which must be a problem. */
function problemIn(answer: string): readonly [string, string] {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toContain("application/problem+json");
  expect(head).toContain("x-content-type-options: nosniff");
  return [head.split(" ")[1] ?? "", JSON.parse(body).code];
}

describe("a slow client", () => {
  it("has its time for the headers, and is then told and cut off", async () => {
    const { listener } = await listening();
    const { socket, answer } = dial(listener.port);
    socket.write(HEAD);
    expect(problemIn(await answer)).toEqual(["408", "HTTP_REQUEST_SLOW"]);
  });

  it("has its time for the body, however it drips", async () => {
    const { listener, messages } = await listening();
    const { socket, answer } = dial(listener.port);
    socket.write(`${HEAD}\r\n`);
    let at = 0;
    const drip = setInterval(() => socket.writable && at < 20 && socket.write(BODY.slice(at, ++at)), 50);
    const text = await answer;
    clearInterval(drip);
    expect(messages).toHaveLength(0);
    expect(problemIn(text)).toEqual(["408", "HTTP_REQUEST_SLOW"]);
  });

  it("does not keep the others waiting", async () => {
    const { url, listener } = await listening();
    for (let i = 0; i < 5; i++) dial(listener.port).socket.write(HEAD);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
  });
});

describe("a client that breaks the protocol", () => {
  it.each([
    ["400", "HTTP_REQUEST_MALFORMED", "GARBAGE\r\n\r\n"],
    ["400", "HTTP_REQUEST_MALFORMED", "GET / HTTP/1.1\r\nbad header\r\n\r\n"],
    ["400", "HTTP_REQUEST_MALFORMED", `${HEAD}transfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["400", "HTTP_REQUEST_MALFORMED", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"],
    ["431", "HTTP_HEADERS_TOO_LARGE", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"a".repeat(9_000)}\r\n\r\n`],
  ])("gets %s %s", async (status, code, bytes) => {
    const { listener } = await listening();
    const { socket, answer } = dial(listener.port);
    socket.write(bytes);
    expect(problemIn(await answer)).toEqual([status, code]);
  });

  it("or goes away in the middle leaves nothing behind", async () => {
    const { listener, url, log } = await listening();
    const { socket, answer } = dial(listener.port);
    socket.write(`${HEAD}\r\n${BODY.slice(0, 10)}`, () => socket.destroy());
    await answer;
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    expect(log.join("")).not.toContain("HTTP_INTERNAL_ERROR");
  });
});

describe("a stop", () => {
  it("answers what was accepted, takes no more, and ends", async () => {
    let release = (): void => {};
    let arrived = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const accepted = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const sender = {
      send() {
        arrived();
        return held;
      },
    };
    const { url, listener } = await listening({ sender });
    const answer = fetch(`${url}/v1/otp-requests`, {
      method: "POST",
      body: BODY,
      headers: { "content-type": "application/json" },
    });
    // An idle connection that is kept open must not hold the stop up.
    await (await fetch(`${url}/v1/health`)).text();
    await accepted;
    const stopped = listener.stop();
    await expect(dial(listener.port).answer).resolves.toBe("");
    release();
    expect((await answer).status).toBe(201);
    expect(await stopped).toBe(0);
  });

  it("still answers a request that is on its way on an open connection", async () => {
    const { listener } = await listening({ service: { isStopping: () => true } });
    const { socket, answer } = dial(listener.port);
    await new Promise((resolve) => socket.once("connect", resolve));
    const stopped = listener.stop();
    socket.write("GET /v1/health HTTP/1.1\r\nhost: x\r\n\r\n");
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK.*connection: close.*\{"status":"ok"\}$/is);
    expect(await stopped).toBe(0);
  });

  it("drops what is not done in its time, and says how much", async () => {
    const { url, listener } = await listening(
      { sender: { send: () => new Promise<void>(() => {}) } },
      { stopSeconds: 1 },
    );
    const answer = fetch(`${url}/v1/otp-requests`, {
      method: "POST",
      body: BODY,
      headers: { "content-type": "application/json" },
    });
    answer.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await listener.stop()).toBe(1);
    await expect(answer).rejects.toThrow();
  });
});

it("tells the application the address of the socket, whatever a header says", async () => {
  const seen: string[] = [];
  const test = await createTestService();
  const app = {
    fetch: (request: Request, peer: { readonly peerAddress: string }) => {
      seen.push(peer.peerAddress);
      return test.app.fetch(request, peer);
    },
  };
  open.listener = await listen(app, RULES);
  await fetch(`http://127.0.0.1:${open.listener.port}/v1/health`, { headers: { "x-forwarded-for": "203.0.113.1" } });
  expect(seen).toEqual(["127.0.0.1"]);
});
