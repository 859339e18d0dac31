// The demonstration as a service: the citizen's page, the messages that would have gone to telephones, and a gate, each at an address
// of this machine, until Ctrl-C. Over the folder that `npm run demo` made.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const DIRECTORY = "mohor-demo";
const OUTBOX = `${DIRECTORY}/sms-outbox.jsonl`;
const TRUST = `${DIRECTORY}/public/trust.mohor-trust`;
const HOST = "127.0.0.1";
const ENVIRONMENT = { ...process.env, MOHOR_PASSPHRASE: "demonstration only", MOHOR_SMS_OUTBOX: OUTBOX };
const PORTS = { citizen: 8_080, outbox: 8_081, gate: 8_082 } as const;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (!existsSync(TRUST)) {
  process.stderr.write("there is no demonstration yet\nhint: npm run demo\n");
  process.exit(4);
}
const service = {
  host: HOST,
  port: PORTS.citizen,
  publicFolder: `${DIRECTORY}/public`,
  publicOrigin: `http://localhost:${PORTS.citizen}`,
};
writeFileSync(`${DIRECTORY}/service.json`, `${JSON.stringify(service, null, 2)}\n`);

const deskKey = keyOfDesk();

const children = [
  start("issuer", ["serve", "--dir", DIRECTORY]),
  start("verifier", ["gate", "--trust", TRUST, "--listen", `${HOST}:${PORTS.gate}`]),
];
const outbox = createServer((_, response) => {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    refresh: "3",
  };
  response.writeHead(200, { ...headers, "cache-control": "no-store" });
  response.end(outboxPage());
});
outbox.listen(PORTS.outbox, HOST);

process.stdout.write(`
The citizen's page           http://localhost:${PORTS.citizen}/
  to try: 61000 00001, Asha Rani Biswas (fully vaccinated)
          61000 00001, Sourav Biswas (another status, same number)
A help desk                  http://localhost:${PORTS.citizen}/desk
  its key: ${deskKey}
Somebody else's printer      http://localhost:${PORTS.citizen}/p   (with the code of a desk's last message)
Messages to telephones       http://localhost:${PORTS.outbox}/   (in a demonstration only)
A gate, to show the code to  http://localhost:${PORTS.gate}/
The interface, described     http://localhost:${PORTS.citizen}/v1/docs
Ctrl-C ends all of it.

`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
for (const child of children) child.on("exit", stop);

/** The key of the demonstration's desk, registered at the first time. Only here is a key kept in clear. */
function keyOfDesk(): string {
  const path = `${DIRECTORY}/FICTITIOUS-desk-key.txt`;
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const about = ["--kind", "help-desk", "--name", "Kendra 17", "--place", "Station Road, Barasat"];
  const args = ["entity", "add", "kendra-17.example.in", ...about, "--dir", DIRECTORY];
  const { status, stdout, stderr } = spawnSync(process.execPath, ["packages/issuer/src/cli/main.ts", ...args], {
    encoding: "utf8",
    env: ENVIRONMENT,
  });
  if (status !== 0) {
    process.stderr.write(stderr);
    process.exit(status ?? 70);
  }
  writeFileSync(path, stdout, { mode: 0o600 });
  return stdout.trim();
}

function start(program: "issuer" | "verifier", args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [`packages/${program}/src/cli/main.ts`, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: ENVIRONMENT,
  });
}

function stop(): void {
  outbox.close();
  outbox.closeAllConnections();
  for (const child of children) child.kill("SIGTERM");
}

/** The messages, newest first. */
function outboxPage(): string {
  const lines = existsSync(OUTBOX) ? readFileSync(OUTBOX, "utf8").trimEnd().split("\n").reverse().slice(0, 20) : [];
  const items = lines
    .map((line) => JSON.parse(line) as { readonly to: string; readonly text: string })
    .map(({ to, text }) => `<li><b>${escapeHtml(to)}</b><pre>${escapeHtml(text)}</pre></li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Messages</title>
<h1>Messages of the demonstration</h1><p>Fictitious people and numbers. This page is made anew every three seconds.</p><ol>${items.join("")}</ol></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
