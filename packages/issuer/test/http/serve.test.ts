// `issuer serve` as a process: the flow, its end under load, and trouble around it.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createCowinClient } from "./cowin-client.ts";
import { createPremises, otpRequestBody, type Premises, postJson, SET_UP_MILLISECONDS } from "./served.ts";
import { expectJson, problemOf } from "./service-fixture.ts";

const MOBILE = "+916100000001";
const NAME = "Asha Rani Biswas";

// Each test starts processes, which take their time where much else runs.
vi.setConfig({ testTimeout: SET_UP_MILLISECONDS });

let premises: Premises;
beforeAll(async () => {
  premises = await createPremises({ count: 400 });
}, SET_UP_MILLISECONDS);
afterAll(() => premises.remove());

describe("the flow", () => {
  it("leads over a socket to a certificate that the verifier accepts offline, also for a client of CoWIN's", async () => {
    const served = await premises.serve();
    const requested = await postJson(`${served.url}/v1/otp-requests`, otpRequestBody(MOBILE, NAME));
    const { txnId } = await expectJson(requested, 201);
    const code = premises.codeFor(MOBILE);
    const confirmed = await postJson(`${served.url}/v1/otp-confirmations`, { txnId, code });
    const { accessToken } = await expectJson(confirmed, 200);
    const headers = { authorization: `Bearer ${accessToken}` };
    const png = await fetch(`${served.url}/v1/certificate.png`, { headers });
    writeFileSync(join(premises.directory, "card.png"), new Uint8Array(await png.arrayBuffer()));
    const bundle = await fetch(`${served.url}/.well-known/mohor/trust-bundle.cose`);
    writeFileSync(join(premises.directory, "fetched.cose"), new Uint8Array(await bundle.arrayBuffer()));
    const verdict = await premises.verifier("verify", "card.png", "--trust", "fetched.cose", "--json");
    expect(JSON.parse(verdict.stdout)).toMatchObject({
      outcome: "valid",
      claims: { status: "fully", identity: { fullName: NAME } },
    });

    const client = createCowinClient(served.url, fetch);
    await client.generateOtp("6100000002", "Nobody Known");
    await client.confirmOtp(premises.codeFor("+916100000002"));
    await expect(client.status()).rejects.toThrow("USRAUT0024");
    served.signal("SIGTERM");
    expect(await served.ended).toBe(0);
    expect(served.stdout()).toContain('"event":"stopped","unfinished":0');
  });
});

describe("a stop under load", () => {
  it("answers everything that was accepted, and what was acknowledged is in the store", async () => {
    const key = await premises.registerEntity("load.example.in");
    const served = await premises.serve();
    const acknowledged: string[] = [];

    // One person after another, until the service is gone; what a client is told it keeps.
    async function client(first: number): Promise<void> {
      for (let i = first; ; i++) {
        const body = otpRequestBody(`+9171${String(i).padStart(8, "0")}`, NAME);
        const requested = await postJson(`${served.url}/v1/otp-requests`, body, { "x-api-key": key }).catch(() => null);
        if (requested === null) return;
        acknowledged.push(String((await expectJson(requested, 201)).txnId));
      }
    }

    const clients = Array.from({ length: 8 }, (_, n) => client(n * 10_000));
    await new Promise((resolve) => setTimeout(resolve, 700));
    served.signal("SIGTERM");
    await Promise.all(clients);
    expect(await served.ended).toBe(0);
    expect(acknowledged.length).toBeGreaterThan(20);
    const store = new DatabaseSync(join(premises.directory, "issuer/store.sqlite"), { readOnly: true });
    const kept = store.prepare("SELECT challenge_id FROM challenge WHERE purpose = 'status-answer'").all();
    store.close();
    // Both ways: nothing acknowledged is missing, and nothing that the service did went without its answer.
    expect(kept.map((row) => row.challenge_id).toSorted()).toEqual(acknowledged.toSorted());
    expect(served.stdout()).toContain('"unfinished":0');
  });
});

describe("trouble around it", () => {
  it("of a gateway that is down is told as such, counts, and nothing of the message is said", async () => {
    let isUp = false;
    let received = "";
    const gateway = createServer((request, response) => {
      request.on("data", (chunk) => {
        received += chunk;
      });
      request.on("end", () => response.writeHead(isUp ? 200 : 503).end('{"return":true}'));
    });
    await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
    const { port } = gateway.address() as AddressInfo;
    writeFileSync(join(premises.directory, "issuer/sms.json"), smsSettings(`http://127.0.0.1:${port}/send`));
    try {
      const served = await premises.serve({ FAST2SMS_KEY: "a gateway's key" });
      const down = await postJson(`${served.url}/v1/otp-requests`, otpRequestBody("+916100000201", NAME));
      expect(down.headers.get("retry-after")).toBe("60");
      expect(await problemOf(down)).toEqual([503, "OTP_NOT_SENT"]);
      isUp = true;
      expect((await postJson(`${served.url}/v1/otp-requests`, otpRequestBody("+916100000202", NAME))).status).toBe(201);
      const code = /"message":"(\d{6,12}) [^}]*\}$/.exec(received)?.[1] ?? "";
      expect(code).toMatch(/^\d{6}$/);
      served.signal("SIGTERM");
      await served.ended;
      expect(served.stdout()).toContain('"event":"message","gateway":"test-gateway","outcome":"accepted"');
      expect(served.stdout() + served.stderr()).not.toMatch(new RegExp(`610000020|${code}|Asha`));
    } finally {
      gateway.close();
      rmSync(join(premises.directory, "issuer/sms.json"));
    }
  });
});

describe("a start", () => {
  it("without an issuer, at a taken port or with a wrong setting ends with a code and what to do", async () => {
    const missing = await premises.issuer("serve", "--dir", "nowhere");
    expect([missing.status, missing.stdout]).toEqual([4, ""]);
    expect(missing.stderr).toMatch(/\[STORE_MISSING\]\nhint: run init first/);
    expect(readdirSync(premises.directory)).not.toContain("nowhere");

    const served = await premises.serve();
    const refused = (environment: Readonly<Record<string, string>>) =>
      premises.serve(environment).then(
        () => "it listens",
        (error: Error) => error.message,
      );
    const [taken, unknown, short] = await Promise.all([
      refused({ MOHOR_SERVICE_PORT: new URL(served.url).port }),
      refused({ MOHOR_SERVICE_PROT: "1" }),
      refused({ MOHOR_METRICS_KEY: "short" }),
    ]);
    expect(taken).toMatch(/\[SERVICE_ADDRESS_UNAVAILABLE\]\nhint: /);
    expect(unknown).toMatch(/: prot \[SERVICE_SETTINGS_MALFORMED\]\nhint: /);
    expect(short).toMatch(/: MOHOR_METRICS_KEY \[SERVICE_SETTINGS_MALFORMED\]/);
    served.signal("SIGTERM");
    await served.ended;
  });
});

/** The example of a gateway that takes JSON, at another address. */
function smsSettings(url: string): string {
  const settings = JSON.parse(readFileSync(new URL("../../sms-gateways/fast2sms.json", import.meta.url), "utf8"));
  const [gateway] = settings.gateways;
  gateway.name = "test-gateway";
  gateway.description.url = url;
  return JSON.stringify(settings);
}
