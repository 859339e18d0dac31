// Keys and certificates that live as long as one test: what Apple and Google give an issuer, made by openssl.

import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { osTool } from "../../../../test-support/os-tool.ts";

export type AppleKeys = {
  readonly certificate: string;
  readonly privateKey: string;
  readonly intermediate: string;
};

/** An intermediate certificate, and a certificate for a pass type signed by it. */
export async function appleKeys(): Promise<AppleKeys> {
  const openssl = await osTool("openssl");
  const folder = mkdtempSync(join(tmpdir(), "mohor-apple-"));
  const run = (...args: string[]) => execFileSync(openssl, args, { cwd: folder, stdio: "pipe" });
  try {
    const subject = (name: string) => ["-subj", `/CN=${name}/OU=TEAM123456/O=Throw-away`];
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", ...subject("CA"));
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "r.pem", ...subject("Pass Type ID"));
    run("x509", "-req", "-in", "r.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "c.pem");
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    return { certificate: read("c.pem"), privateKey: read("key.pem"), intermediate: read("ca.pem") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An RSA key in the form of a service account's. */
export function googleKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}
