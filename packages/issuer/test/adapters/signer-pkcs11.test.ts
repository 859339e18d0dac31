import { createHash, createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromHex, kidOf, toHex } from "@mohor/schema";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSoftToken, type SoftToken } from "../../../../test-support/soft-token.ts";
import type { HeldKey } from "../../src/adapters/checked-signer.ts";
import { MIN_KDF_COST } from "../../src/adapters/sealed-file.ts";
import { generateKeyFile, openFileSigner } from "../../src/adapters/signer-file.ts";
import { connectToken, type Token } from "../../src/adapters/signer-pkcs11.ts";
import { NOW } from "../issuer-fixture.ts";
import { standIn, tokenProcesses, until } from "./token-process.ts";

let soft: SoftToken;
let key: HeldKey;
const open: Token[] = [];
const folder = mkdtempSync(join(tmpdir(), "mohor-pkcs11-"));
const starts = join(folder, "starts");
const MESSAGE = new TextEncoder().encode("what is signed");

beforeAll(async () => {
  soft = await createSoftToken();
  Object.assign(process.env, soft.environment, { STARTS: starts });
  key = await connect().generateKey({ purpose: "certificate", created: NOW });
});
afterEach(() => {
  for (const token of open.splice(0)) token.close();
});
afterAll(() => {
  soft.remove();
  rmSync(folder, { recursive: true, force: true });
});

type Changed = {
  readonly label?: string;
  readonly module?: string;
  readonly timeoutSeconds?: number;
  readonly pin?: string | null;
  readonly processFile?: string;
};

function connect(changed: Changed = {}): Token {
  const { label = soft.label, module = soft.module, timeoutSeconds = 10, pin = soft.pin, processFile } = changed;
  const options = { pin, ...(processFile === undefined ? {} : { processFile }) };
  const token = connectToken({ label, module, timeoutSeconds }, options);
  open.push(token);
  return token;
}

describe("a key in a token", () => {
  it("is made inside, is listed, and signs in another process", async () => {
    const made = await connect().generateKey({ purpose: "status-list", created: NOW });
    expect(made).toMatchObject({ kid: toHex(kidOf(made.publicKey)), purpose: "status-list", created: NOW });
    const token = connect();
    expect(await token.listKeys()).toEqual(expect.arrayContaining([key, made]));
    const signer = await token.openSigner([made.kid, key.kid]);
    expect(signer.keys).toEqual([made, key]);
    for (const { kid } of [made, key]) expect(await signer.sign(fromHex(kid), MESSAGE)).toHaveLength(64);
  });

  it("gives the same bytes as the same key in a sealed file", async () => {
    const seed = createHash("sha256").update("TEST-ONLY in both").digest();
    const passphrase = "correct horse battery staple";
    const random = { bytes: () => Uint8Array.from(seed) };
    const file = await generateKeyFile(folder, {
      purpose: "root",
      created: NOW,
      passphrase,
      random,
      cost: MIN_KDF_COST,
    });
    const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
    const pem = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs8" });
    await soft.importKey(String(pem), { label: `mohor root ${NOW}`, id: "ab12" });
    const inToken = await connect().openSigner([file.kid]);
    const inFile = await openFileSigner(folder, [file.kid], passphrase);
    expect(inToken.keys).toEqual(inFile.keys);
    for (const length of [1, 63, 64, 1_000, 60_000]) {
      const message = new Uint8Array(length).fill(length);
      expect(await inToken.sign(fromHex(file.kid), message)).toEqual(await inFile.sign(fromHex(file.kid), message));
    }
  });

  it("is listed without a PIN, and does nothing without one", async () => {
    const token = connect({ pin: null });
    expect(await token.listKeys()).toContainEqual(key);
    await expect(token.openSigner([key.kid])).rejects.toMatchObject({ code: "HSM_PIN_MISSING" });
    const made = token.generateKey({ purpose: "root", created: NOW });
    await expect(made).rejects.toMatchObject({ code: "HSM_PIN_MISSING" });
  });

  it("is found by its kid alone", async () => {
    const missing = connect().openSigner(["00000000"]);
    await expect(missing).rejects.toMatchObject({ code: "SIGNING_KEY_UNAVAILABLE" });
  });

  it("signs many requests at once, each its own", async () => {
    const signer = await connect().openSigner([key.kid]);
    const messages = Array.from({ length: 200 }, (_, i) => Uint8Array.of(i, 1));
    const signatures = await Promise.all(messages.map((message) => signer.sign(fromHex(key.kid), message)));
    expect(new Set(signatures.map(toHex)).size).toBe(messages.length);
  });
});

describe("a token that does not work", () => {
  it("is none: a driver that is missing, or no driver", async () => {
    const text = join(folder, "driver.so");
    writeFileSync(text, "no library");
    for (const module of ["/usr/lib/no-such-driver.so", text]) {
      const listed = connect({ module }).listKeys();
      await expect(listed).rejects.toMatchObject({ code: "HSM_MODULE_UNUSABLE", path: module });
    }
  });

  it("is not there under another label", async () => {
    await expect(connect({ label: "other" }).listKeys()).rejects.toMatchObject({ code: "HSM_TOKEN_NOT_FOUND" });
  });

  it("gets a wrong PIN once, however often it is asked", async () => {
    rmSync(starts, { force: true });
    const token = connect({ pin: "999999", processFile: standIn("counting") });
    const wrong = { code: "HSM_PIN_WRONG" };
    const atOnce = Array.from({ length: 20 }, () => token.openSigner([key.kid]));
    for (const asked of atOnce) await expect(asked).rejects.toMatchObject(wrong);
    for (let again = 0; again < 5; again++) await expect(token.listKeys()).rejects.toMatchObject(wrong);
    expect(readFileSync(starts, "utf8")).toBe("x");
    // The token itself still takes the right one.
    expect(await connect().listKeys()).toContainEqual(key);
  });

  it("stops no request for longer than its time, and nothing else meanwhile", async () => {
    const token = connect({ timeoutSeconds: 1, processFile: standIn("silent") });
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 10);
    const asked = [token.openSigner([key.kid]), token.listKeys()];
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: "HSM_TIMEOUT" });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(10);
    await until(() => tokenProcesses().length === 0);
  });

  it("is not asked for ever where its driver crashes", async () => {
    const token = connect({ processFile: standIn("dying") });
    const asked = Array.from({ length: 5 }, () => token.listKeys());
    for (const one of asked) await expect(one).rejects.toMatchObject({ code: "HSM_FAILED" });
  });

  it("answers nobody once it is closed", async () => {
    const token = connect({ processFile: standIn("silent") });
    const asked = token.listKeys();
    token.close();
    await expect(asked).rejects.toMatchObject({ code: "HSM_FAILED" });
    await until(() => tokenProcesses().length === 0);
  });
});

describe("a token that comes back", () => {
  it("signs on after its process was killed, idle or at work", async () => {
    const signer = await connect().openSigner([key.kid]);
    for (let round = 0; round < 3; round++) {
      const asked = Array.from({ length: 50 }, (_, i) => signer.sign(fromHex(key.kid), Uint8Array.of(round, i, 1)));
      for (const pid of tokenProcesses()) process.kill(pid, "SIGKILL");
      expect(await Promise.all(asked)).toHaveLength(50);
      for (const pid of tokenProcesses()) process.kill(pid, "SIGKILL");
      await until(() => tokenProcesses().length === 0);
    }
    expect(await signer.sign(fromHex(key.kid), MESSAGE)).toHaveLength(64);
  });

  it("is missed while it is pulled out, and signs again when it is plugged in", async () => {
    const signer = await connect().openSigner([key.kid]);
    const before = await signer.sign(fromHex(key.kid), MESSAGE);
    soft.pull();
    for (const pid of tokenProcesses()) process.kill(pid, "SIGKILL");
    const pulled = signer.sign(fromHex(key.kid), MESSAGE);
    await expect(pulled).rejects.toMatchObject({ code: "HSM_TOKEN_NOT_FOUND" });
    soft.plug();
    expect(await signer.sign(fromHex(key.kid), MESSAGE)).toEqual(before);
  });

  it("pulled out in the middle of its work gives a signature or a code, and never a wrong one", async () => {
    const signer = await connect().openSigner([key.kid]);
    const right = await signer.sign(fromHex(key.kid), MESSAGE);
    const asked = Array.from({ length: 100 }, () =>
      signer.sign(fromHex(key.kid), MESSAGE).catch((error: { readonly code: string }) => error.code),
    );
    soft.pull();
    const answers = await Promise.all(asked);
    soft.plug();
    for (const answer of answers) {
      if (typeof answer === "string") expect(answer).toMatch(/^HSM_/);
      else expect(answer).toEqual(right);
    }
    expect(await signer.sign(fromHex(key.kid), MESSAGE)).toEqual(right);
  });
});
