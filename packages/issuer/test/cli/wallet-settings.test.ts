import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { NO_WALLETS, readWallets } from "../../src/cli/wallet-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "mohor-wallets-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "wallets.json");

function read(wallets: unknown) {
  writeFileSync(path, JSON.stringify(wallets));
  return readWallets(path);
}

describe("readWallets", () => {
  it("offers none where there is no file, and each only where it is named", () => {
    expect(readWallets(join(folder, "none.json"))).toEqual(NO_WALLETS);
    expect(read({})).toEqual(NO_WALLETS);
  });

  it("takes the https origin that people reach the service at, as browsers write it", () => {
    for (const credentialIssuer of ["https://status.example.in", "https://status.example.in:8443"]) {
      expect(read({ openid4vci: { credentialIssuer } }).openid4vci).toEqual({ credentialIssuer });
    }
  });

  it.each([
    "http://status.example.in",
    "https://status.example.in/",
    "https://status.example.in/mohor",
    "https://status.example.in?x",
    "https://status.example.in#x",
    "https://STATUS.example.in",
    "https://status.example.in:443",
    "https://user@status.example.in",
    "status.example.in",
    "https://",
    `https://${"x".repeat(120)}.in`,
    "",
  ])("refuses %s, which wallets would not find or would compare in vain", (credentialIssuer) => {
    const malformed = (detail: string) => expect.objectContaining({ code: "WALLET_SETTINGS_MALFORMED", detail });
    const place = "openid4vci.credentialIssuer";
    expect(() => read({ openid4vci: { credentialIssuer } })).toThrow(malformed(place));
  });

  it("refuses a name that it does not know", () => {
    const openid4vci = { credentialIssuer: "https://status.example.in", more: 1 };
    expect(() => read({ openid4vci })).toThrow(expect.objectContaining({ detail: "openid4vci.more" }));
  });
});
