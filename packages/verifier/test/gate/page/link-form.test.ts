// The certificate in a link's fragment reaches verify as the text that it is.

import { encodeLinkForm } from "@mohor/schema";
import { verify } from "@mohor/verifier";
import { expect, test } from "vitest";
import { linkTextOf } from "../../../src/gate/page/link-form.ts";
import { NOW, qrTextOf, trustOf } from "../../test-issuer.ts";

test.each(["gate.example.in", "gate.example.in:8443", "127.0.0.1:8080"])("a page opened from %s judges it", (host) => {
  const url = new URL(encodeLinkForm(host, qrTextOf()));
  const text = linkTextOf({ host: url.host, hash: url.hash });
  expect(verify(text ?? "", trustOf(), { now: NOW }).outcome).toBe("valid");
});

test("a page opened without a fragment has nothing to judge", () => {
  expect(linkTextOf({ host: "gate.example.in", hash: "" })).toBeNull();
  expect(linkTextOf({ host: "gate.example.in", hash: "#" })).toBeNull();
});
