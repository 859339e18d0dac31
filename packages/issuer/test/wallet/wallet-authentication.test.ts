import { describe, expect, it } from "vitest";
import { type PullUriRequest, readPullUriRequest } from "../../src/wallet/pull-uri-request.ts";
import { isFromPartner, isWalletHmac, MAX_PULL_AGE_SECONDS } from "../../src/wallet/wallet-authentication.ts";
import { API_KEY, pullUriRequest, walletHmac } from "./wallet-client.ts";

const PARTNER = { orgId: "in.gov.wallet", apiKey: API_KEY };
const BODY = pullUriRequest({});
const bytes = (text: string) => new TextEncoder().encode(text);

describe("the wallet's HMAC", () => {
  it.each(["raw", "hex"] as const)("is accepted as base64 of %s", (encoding) => {
    expect(isWalletHmac(walletHmac(BODY, API_KEY, encoding), bytes(BODY), PARTNER)).toBe(true);
  });

  it("covers every byte of the body as received", () => {
    const header = walletHmac(BODY, API_KEY, "raw");
    for (let at = 0; at < BODY.length; at++) {
      const changed = bytes(BODY);
      changed[at] = (changed[at] as number) ^ 1;
      expect(isWalletHmac(header, changed, PARTNER)).toBe(false);
    }
  });

  it.each([
    ["nothing", ""],
    ["another key's", walletHmac(BODY, "another key of a wallet", "raw")],
    ["hex alone", Buffer.from(walletHmac(BODY, API_KEY, "raw"), "base64").toString("hex")],
    ["lower case", walletHmac(BODY, API_KEY, "raw").toLowerCase()],
  ])("is refused as %s", (_, header) => {
    expect(isWalletHmac(header, bytes(BODY), PARTNER)).toBe(false);
  });
});

describe("the key hash in the document", () => {
  const request = readPullUriRequest(bytes(BODY)) as PullUriRequest;
  const at = (offset: number) => isFromPartner(request, PARTNER, { now: request.sentAt + offset });

  it("holds for the partner, for ten minutes around the request's time", () => {
    expect([0, MAX_PULL_AGE_SECONDS, -MAX_PULL_AGE_SECONDS].map(at)).toEqual([true, true, true]);
    expect([MAX_PULL_AGE_SECONDS + 1, -MAX_PULL_AGE_SECONDS - 1].map(at)).toEqual([false, false]);
  });

  it("is refused under another key, for another organisation, and with the time changed", () => {
    const now = request.sentAt;
    expect(isFromPartner(request, { ...PARTNER, apiKey: "another key of a wallet" }, { now })).toBe(false);
    expect(isFromPartner(request, { ...PARTNER, orgId: "in.gov.other" }, { now })).toBe(false);
    expect(isFromPartner({ ...request, ts: "2026-04-01T10:30:01+05:30" }, PARTNER, { now })).toBe(false);
  });
});
