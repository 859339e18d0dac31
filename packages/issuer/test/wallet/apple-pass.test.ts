import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { createApplePass } from "../../src/wallet/apple-pass.ts";
import { keptCertificate } from "./kept.ts";
import { type AppleKeys, appleKeys } from "./throw-away-keys.ts";

const SETTINGS = { passTypeIdentifier: "pass.in.example.vaccination", teamIdentifier: "TEAM123456" };
const folder = mkdtempSync(join(tmpdir(), "mohor-pass-"));
let keys: AppleKeys;

/** The pass, taken apart by a program that knows nothing of ours. */
beforeAll(async () => {
  keys = await appleKeys();
  writeFileSync(join(folder, "p.pkpass"), createApplePass(keptCertificate(), { ...SETTINGS, ...keys }));
  writeFileSync(join(folder, "ca.pem"), keys.intermediate);
  execFileSync(await osTool("unzip"), ["-q", "p.pkpass", "-d", "pass"], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(join(folder, "pass", name));
const files = () =>
  readdirSync(join(folder, "pass"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "pass").length + 1));

describe("a certificate for Apple Wallet", () => {
  it("holds the QR text unchanged, the name, the end of validity, and cannot be passed on", () => {
    const kept = keptCertificate();
    const pass = JSON.parse(read("pass.json").toString());
    expect(pass).toMatchObject({
      formatVersion: 1,
      ...SETTINGS,
      serialNumber: kept.certificateId,
      organizationName: kept.issuer,
      sharingProhibited: true,
    });
    expect(pass.barcodes).toEqual([
      expect.objectContaining({ format: "PKBarcodeFormatQR", message: kept.qrText, messageEncoding: "iso-8859-1" }),
    ]);
    expect(Date.parse(pass.expirationDate) / 1000).toBe(kept.claims.exp);
    expect(pass.generic.secondaryFields[0].value).toBe(kept.claims.identity.fullName);
  });

  it("says every label and value that is a key in Bengali, Hindi and English", () => {
    const pass = JSON.parse(read("pass.json").toString());
    const said = Object.values(pass.generic as Record<string, { label?: string; value: string; key: string }[]>).flat();
    const keysUsed = said
      .flatMap(({ label, value }) => [label, value])
      .filter((text) => /^[a-z]+(?:[A-Z-][a-z]+)*$/.test(text ?? ""));
    expect(keysUsed).toContain("status-partially");
    for (const language of ["bn", "hi", "en"]) {
      const strings = read(`${language}.lproj/pass.strings`).toString();
      for (const key of keysUsed) expect(strings).toContain(`"${key}" = "`);
    }
  });

  it("lists the digest of every file, and the list is signed by the certificate that the intermediate vouches for", async () => {
    const manifest = JSON.parse(read("manifest.json").toString());
    const expected = files().filter((name) => name !== "manifest.json" && name !== "signature");
    expect(Object.keys(manifest).sort()).toEqual(expected.sort());
    for (const name of expected) expect(manifest[name]).toBe(createHash("sha1").update(read(name)).digest("hex"));
    expect(expected).toEqual(expect.arrayContaining(["icon.png", "icon@2x.png", "icon@3x.png"]));
    const verify = ["smime", "-verify", "-inform", "DER", "-in", "pass/signature", "-content", "pass/manifest.json"];
    const run = (...args: string[]) => execFileSync("openssl", [...verify, ...args], { cwd: folder, stdio: "pipe" });
    expect(run("-CAfile", "ca.pem", "-purpose", "any").length).toBeGreaterThan(0);
    writeFileSync(join(folder, "pass/manifest.json"), "{}");
    expect(() => run("-CAfile", "ca.pem", "-purpose", "any")).toThrow();
  });

  it("cannot be made with a key that does not go with the certificate's form", () => {
    expect(() => createApplePass(keptCertificate(), { ...SETTINGS, ...keys, privateKey: "no key" })).toThrow();
  });
});
