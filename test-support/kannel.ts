// A real Kannel for tests: bearerbox, smsbox and fakesmsc (an SMSC that prints what it is given), started on free ports of
// 127.0.0.1 in a folder of their own, and stopped by pid.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { osTool } from "./os-tool.ts";

/** A running Kannel. */
export type Kannel = {
  /** Where smsbox takes messages. */
  readonly sendUrl: string;
  readonly username: string;
  readonly password: string;
  /** What the SMSC was given so far, as it prints it: one entry a part, decoded. */
  readonly delivered: () => readonly DeliveredPart[];
  /** Everything that the three programs wrote to their logs. */
  readonly logs: () => string;
  readonly stop: () => Promise<void>;
};

/** One part as the SMSC got it. */
export type DeliveredPart = { readonly from: string; readonly to: string; readonly text: string };

const USERNAME = "issuer";
const PASSWORD = "kannel-password";
const START_TIMEOUT_MILLISECONDS = 20_000;

/** Starts the three programs; they are up in under half a second. */
export async function startKannel(): Promise<Kannel> {
  const bearerbox = await osTool("bearerbox");
  const fakesmsc = await osTool("fakesmsc");
  const folder = mkdtempSync(join(tmpdir(), "mohor-kannel-"));
  const [admin, box, smsc, send] = await freePorts(4);
  const config = join(folder, "kannel.conf");
  writeFileSync(config, configuration({ admin, box, smsc, send }));
  const children: ChildProcess[] = [];
  const run = (name: string, program: string, args: readonly string[]) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    return { name, text: () => Buffer.concat(chunks).toString() };
  };
  const stop = async () => {
    // The boxes first: a bearerbox without boxes ends at once.
    for (const child of children.toReversed()) await stopChild(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bearer = run("bearerbox", bearerbox, ["-v", "1", config]);
    await listening(box);
    // fakesmsc takes the SMSC's only place: nothing else may connect to that port first.
    const fake = run("fakesmsc", fakesmsc, [
      "-H",
      "127.0.0.1",
      "-r",
      String(smsc),
      "-i",
      "0.05",
      "-m",
      "0",
      "1 2 text nop",
    ]);
    const boxed = run("smsbox", join(dirname(bearerbox), "smsbox"), ["-v", "1", config]);
    await listening(send);
    return {
      sendUrl: `http://127.0.0.1:${send}/cgi-bin/sendsms`,
      username: USERNAME,
      password: PASSWORD,
      delivered: () => partsIn(fake.text()),
      logs: () => [bearer, fake, boxed].map(({ name, text }) => `${name}\n${text()}`).join("\n"),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configuration(ports: Readonly<Record<"admin" | "box" | "smsc" | "send", number>>): string {
  return `
group = core
admin-port = ${ports.admin}
admin-interface = "127.0.0.1"
admin-password = admin-password
status-password = status-password
smsbox-port = ${ports.box}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-level = 1
store-type = file
store-location = "store.dat"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = FAKE
port = ${ports.smsc}
host = 127.0.0.1
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${ports.box}
sendsms-port = ${ports.send}
sendsms-interface = "127.0.0.1"
global-sender = 13013
log-level = 1

group = sendsms-user
username = ${USERNAME}
password = ${PASSWORD}
max-messages = 4
concatenation = true
user-allow-ip = "127.0.0.1"
user-deny-ip = "*.*.*.*"

group = sms-service
keyword = default
text = "No service"
`;
}

/** fakesmsc prints `Got message N: <FROM TO TYPE text>`; all but plain text is percent-encoded, after a header where there are parts. */
function partsIn(log: string): readonly DeliveredPart[] {
  return [...log.matchAll(/Got message \d+: <(.*?)>$/gms)].map((match) => {
    const [from = "", to = "", type = "", ...rest] = (match[1] as string).split(" ");
    if (type === "text") return { from, to, text: rest.join(" ") };
    return { from, to, text: new TextDecoder("utf-16be").decode(percentDecoded(rest.at(-1) ?? "")) };
  });
}

function percentDecoded(text: string): Buffer {
  const plain = text.replaceAll("+", " ");
  return Buffer.from(
    plain.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

async function freePorts(count: number): Promise<[number, number, number, number]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as [number, number, number, number];
}

/** Fulfilled when something listens on the port. */
async function listening(port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (!(await canConnect(port))) {
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), 4_000);
  await ended;
  clearTimeout(impatience);
}
