// A seeded number, name, code, token and key, in every form that a careless line could give them, are found nowhere that they should
// not be: log, metrics, bodies of errors, what is printed at a crash, and the database's files.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { PASSPHRASE } from "../cli/issuer-in-use.ts";
import { wrongCodeFor } from "../issuer-fixture.ts";
import { createWallet, publicAddressAt, refusalOf } from "../wallet/openid4vci-wallet.ts";
import { createPremises, otpRequestBody, type Premises, postJson, SET_UP_MILLISECONDS } from "./served.ts";

const MOBILE = "+916100000001";
const NAME = "Asha Rani Biswas";
const SECOND_NAME = "আশা রানী বিশ্বাস";
const CREDENTIAL_ISSUER = "https://status.example.in";
const METRICS_KEY = "metrics-key-of-the-canary-test";

// Each test starts processes, which take their time where much else runs.
vi.setConfig({ testTimeout: SET_UP_MILLISECONDS });

let premises: Premises;
beforeAll(async () => {
  premises = await createPremises();
  premises.offerWallets({ openid4vci: { credentialIssuer: CREDENTIAL_ISSUER } });
}, SET_UP_MILLISECONDS);
afterAll(() => premises.remove());

/** The forms of a text: as it is, reversed, in base64 at each of its three offsets, in hex, and escaped as in addresses and JSON. */
function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The characters at the ends mix with what stands beside the text.
    return encoded.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [
    ...new Set([
      text,
      [...text].reverse().join(""),
      ...base64,
      ...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
      bytes.toString("hex"),
      bytes.toString("hex").toUpperCase(),
      encodeURIComponent(text),
      escaped,
    ]),
  ];
}

it("finds none of them", async () => {
  const key = await premises.registerEntity("rail.example.in");
  const deskKey = await premises.registerDesk("kendra-17.example.in");
  const served = await premises.serve({
    MOHOR_METRICS_KEY: METRICS_KEY,
    MOHOR_SERVICE_PUBLIC_ORIGIN: "https://status.example.in",
  });
  const errors: string[] = [];
  const keep = async (answer: Response): Promise<Response> => {
    if (!answer.ok) errors.push(`${[...answer.headers].flat().join("\n")}\n${await answer.clone().text()}`);
    return answer;
  };
  const request = (mobile: string, name: string, headers: Record<string, string> = {}) =>
    postJson(`${served.url}/v1/otp-requests`, otpRequestBody(mobile, name), headers).then(keep);
  const confirm = (txnId: string, code: string) =>
    postJson(`${served.url}/v1/otp-confirmations`, { txnId, code }).then(keep);

  const { txnId } = (await (await request(MOBILE, NAME)).json()) as { txnId: string };
  const code = premises.codeFor(MOBILE);
  await confirm(txnId, wrongCodeFor(code));
  await confirm(txnId, `${code}x`);
  const { accessToken } = (await (await confirm(txnId, code)).json()) as { accessToken: string };
  const authorization = `Bearer ${accessToken}`;
  const qrText = await (await fetch(`${served.url}/v1/certificate.txt`, { headers: { authorization } })).text();
  expect(qrText).toMatch(/^MQ1:/);

  const visit = await visitDesk(served.url, deskKey, keep);

  const wanted = await postJson(
    `${served.url}/v1/certificate/credential-offer`,
    { withTxCode: true },
    { authorization },
  );
  const { offerLink, txCode } = (await wanted.json()) as { offerLink: string; txCode: string };
  const grants = JSON.parse(new URL(offerLink).searchParams.get("credential_offer") ?? "").grants;
  const walletCode: string = grants["urn:ietf:params:oauth:grant-type:pre-authorized_code"]["pre-authorized_code"];
  const wallet = createWallet(async (input, init) =>
    keep(await publicAddressAt(CREDENTIAL_ISSUER, served.url)(input, init)),
  );
  const offer = await wallet.readOffer(offerLink);
  await refusalOf(wallet.redeem(offer, wrongCodeFor(txCode)));
  const credentialToken = await wallet.redeem(offer, txCode);
  await refusalOf(wallet.redeem(offer, txCode));
  const { credential } = await wallet.fetchCredential(offer, credentialToken);
  await refusalOf(wallet.fetchCredential(offer, credentialToken.slice(1)));

  // What could make a careless service repeat what it was sent.
  await request(MOBILE, NAME);
  await request(`${MOBILE}x`, NAME);
  await request(MOBILE, `${NAME} ${NAME} ${NAME} ${NAME} ${NAME}`);
  await request(MOBILE, NAME, { "x-api-key": `${key}0` });
  for (const body of [
    `{"mobile":"${MOBILE}","${NAME}":1}`,
    `{"mobile":"${MOBILE}","mobile":"${MOBILE}"}`,
    `{"mobile":"${MOBILE}`,
    `${NAME}`,
    `{"mobile":"${MOBILE}","fullName":{"${NAME}":"${code}"}}`,
  ]) {
    await keep(
      await fetch(`${served.url}/v1/otp-requests`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      }),
    );
  }
  for (const path of [
    `/${encodeURIComponent(NAME)}`,
    `/v1/status/${MOBILE}`,
    `/v1/status?mobile=${MOBILE}&token=${accessToken}`,
    `/v1/openid4vci/${walletCode}?token=${credentialToken}`,
    `/problems/${code}`,
    `/.well-known/mohor/${MOBILE}`,
    `/p/${visit.printCode}`,
    `/v1/desk/${visit.accessToken}`,
  ]) {
    await keep(
      await fetch(served.url + path, {
        headers: {
          "x-forwarded-for": MOBILE,
          "user-agent": NAME,
          referer: `http://x/${MOBILE}`,
          "accept-language": NAME.replaceAll(" ", "-"),
        },
      }),
    );
  }
  await keep(await postJson(`${served.url}/v3/vaccination/confirmOTP`, { txnId, otp: wrongCodeFor(code), name: NAME }));
  await keep(await fetch(`${served.url}/v1/status`, { headers: { authorization: `${authorization}${accessToken}` } }));
  expect(errors.length).toBeGreaterThan(14);

  const metrics = await (
    await fetch(`${served.url}/v1/metrics`, { headers: { authorization: `Bearer ${METRICS_KEY}` } })
  ).text();
  expect(metrics).toContain("mohor_http_requests_total");
  served.signal("SIGTERM");
  await served.ended;
  const crash = crashOutput("crash") + crashOutput("later");
  expect(crash.match(/internal error: TypeError/g)).toHaveLength(2);

  const pepper = readdirSync(join(premises.directory, "issuer"), { recursive: true, withFileTypes: true });
  const stored = pepper
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"));
  expect(stored.length).toBeGreaterThan(4);

  // The console sender shows the message on standard error: that is its purpose, and its lines are left out by their beginning.
  const stderr = served.stderr().replace(/^SMS to .*(?:\n\n?@.*)?$/gm, "");
  const places = { log: served.stdout(), stderr, metrics, errors: errors.join("\n"), crash, store: stored.join("\n") };
  const secrets = {
    number: MOBILE.slice(1),
    "national number": MOBILE.slice(3),
    "number with spaces": "61000 00001",
    name: NAME,
    surname: "Biswas",
    "second name": SECOND_NAME,
    token: accessToken,
    "API key": key.slice(-64),
    "number at the desk": visit.mobile.slice(1),
    "name at the desk": visit.name,
    "token of the desk": visit.accessToken,
    "key of the desk": deskKey.slice(-64),
    "code of the printer": visit.printCode,
    passphrase: PASSPHRASE,
    "metrics key": METRICS_KEY,
    "QR text": qrText.slice(4, 40),
    "pre-authorized code": walletCode,
    "credential token": credentialToken,
    credential: Buffer.from(credential).toString("base64url").slice(0, 48),
  };
  for (const [place, text] of Object.entries(places)) {
    for (const [secret, value] of Object.entries(secrets)) {
      for (const form of formsOf(value)) {
        // A short form may stand in a megabyte by chance; the longer ones of the same secret tell as much.
        if (form.length < 8) continue;
        expect(
          text.includes(Buffer.from(form).toString(place === "store" ? "latin1" : "utf8")),
          `${secret} as ${form} in ${place}`,
        ).toBe(false);
      }
    }
    // Six digits may stand anywhere by chance, but not between two that are not digits where words are written.
    if (place === "store") continue;
    for (const digits of [code, visit.code, txCode])
      expect(new RegExp(`(?<![0-9a-f.])${digits}(?![0-9a-f])`).test(text), `code in ${place}`).toBe(false);
  }
});

/** Another person's visit at a help desk, with what goes wrong on it, papers, and the link of the message. */
async function visitDesk(url: string, deskKey: string, keep: (answer: Response) => Promise<Response>) {
  // The registry writes numbers in many ways; of the columns these are the name, the number, the first dose and the day of death.
  const numberOf = (typed = "") => `+91${typed.replace(/\D/g, "").slice(-10)}`;
  const rows = readFileSync(join(premises.directory, "registry.csv"), "utf8").split("\n").slice(1);
  const row = rows
    .map((line) => line.split(","))
    .find((cells) => numberOf(cells[6]) !== MOBILE && cells[7] !== "" && cells[15] === "");
  const [name = "", mobile] = [row?.[2], numberOf(row?.[6])];
  const headers = { "x-api-key": deskKey };
  const post = (path: string, body: object) => postJson(`${url}/v1${path}`, body, headers).then(keep);
  const requested = await post("/desk/otp-requests", otpRequestBody(mobile, name));
  const { txnId } = (await requested.json()) as { txnId: string };
  const code = premises.codeFor(mobile);
  const confirm = (fields: object) =>
    post("/desk/otp-confirmations", { txnId, code, mobile, language: "en", ...fields });
  await confirm({ code: wrongCodeFor(code) });
  await confirm({ mobile: MOBILE });
  await confirm({ [name]: code });
  await post("/desk/otp-requests", otpRequestBody(`${mobile}x`, name));
  const { accessToken } = (await (await confirm({})).json()) as { accessToken: string };
  const authorization = `Bearer ${accessToken}`;
  for (const paper of ["certificate.pdf", "certificate-card.pdf"])
    expect((await fetch(`${url}/v1/desk/${paper}`, { headers: { ...headers, authorization } })).status).toBe(200);
  await keep(await fetch(`${url}/v1/status`, { headers: { authorization } }));
  const printCode = /#(\w{10})"?\}?\s*$/.exec(readFileSync(premises.outbox, "utf8").trimEnd())?.[1] ?? "";
  expect(printCode).not.toBe("");
  for (const [digits, status] of [
    [mobile.slice(-4) === "1111" ? "2222" : "1111", 403],
    [mobile.slice(-4), 200],
  ] as const) {
    const answer = await post("/print-documents", { code: printCode, digits, document: "card" });
    expect(answer.status).toBe(status);
  }
  return { name, mobile, code, accessToken, printCode };
}

/** What a program prints when a bug throws, at once or from a timer, an exception whose message is full of what it should not tell. */
function crashOutput(when: "crash" | "later"): string {
  const program = fileURLToPath(new URL("../../../command-line/src/index.ts", import.meta.url));
  const script = `
    import { createCommand, createProgram, runProgram } from ${JSON.stringify(program)};
    const crash = () => { throw new TypeError(${JSON.stringify(`cannot send ${MOBILE} ${NAME}\n    at ${NAME} (${MOBILE})`)}); };
    const later = () => new Promise(() => setTimeout(crash, 1));
    const commands = [createCommand("p", "crash", "d").action(crash), createCommand("p", "later", "d").action(later)];
    const program = createProgram("p", "d");
    for (const command of commands) program.addCommand(command);
    await runProgram(program, [${JSON.stringify(when)}]);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return stdout + stderr;
}
