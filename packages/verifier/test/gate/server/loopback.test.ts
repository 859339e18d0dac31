// Only programs on the gate's own machine may ask it for verdicts.

import { expect, test } from "vitest";
import { isLocalRequest, parseLoopback } from "../../../src/gate/server/loopback.ts";

test.each([
  ["8080", "127.0.0.1", 8080],
  ["127.0.0.1:8080", "127.0.0.1", 8080],
  ["localhost:0", "localhost", 0],
  ["[::1]:65535", "::1", 65_535],
])("%s may be listened on", (text, host, port) => {
  expect(parseLoopback(text)).toEqual({ host, port });
});

test.each([
  "0.0.0.0:8080",
  "192.168.1.4:8080",
  "gate.example.in:8080",
  "127.0.0.1:65536",
  "127.0.0.1:",
  ":8080",
  "127.0.0.1:80a",
  "",
])("%s may not", (text) => {
  expect(parseLoopback(text)).toBeNull();
});

test.each([
  ["127.0.0.1:8080", undefined, true],
  ["localhost:8080", "http://localhost:8080", true],
  ["[::1]:8080", undefined, true],
  // A name of somebody else's that leads here: DNS rebinding.
  ["evil.example:8080", undefined, false],
  ["127.0.0.1.evil.example:8080", undefined, false],
  ["127.0.0.1:9090", undefined, false],
  ["127.0.0.1", undefined, false],
  [undefined, undefined, false],
  // Another site's page in a browser on this machine.
  ["127.0.0.1:8080", "https://evil.example", false],
  ["127.0.0.1:8080", "null", false],
  ["127.0.0.1:8080", "http://localhost:8080", false],
])("a request to %s from %s is local: %s", (host, origin, isLocal) => {
  expect(isLocalRequest(host, origin, 8080)).toBe(isLocal);
});
