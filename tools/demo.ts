// `npm start`: one certificate from end to end, by the two programs' own commands. A demonstration issuer is made, fictitious
// people are imported, one of them proves a number and gets a certificate, and the picture of it is read back and judged.

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

const DIRECTORY = "mohor-demo";
const PERSON = { mobile: "+91 61000 00001", name: "Asha Rani Biswas" };
const OUTBOX = `${DIRECTORY}/sms-outbox.jsonl`;
const CERTIFICATE = `${DIRECTORY}/certificate`;
const TRUST = `${DIRECTORY}/public/trust.mohor-trust`;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
// Only ever this folder, which nothing but the demonstration writes.
rmSync(DIRECTORY, { recursive: true, force: true });

say("An issuer is made: settings, secrets, store, keys. Its passphrase is for demonstration only.");
run("issuer", ["init", "--dir", DIRECTORY]);

say("A thousand fictitious people are imported.");
const registry = `${DIRECTORY}/FICTITIOUS-registry.csv`;
run("issuer", ["registry", "sample", "--out", registry]);
run("issuer", ["registry", "import", registry, "--dir", DIRECTORY]);

say("The keys that gates need are signed and published, and a list of what was revoked.");
run("issuer", ["trust", "publish", "--out", `${DIRECTORY}/public`, "--dir", DIRECTORY]);
run("issuer", ["status-list", "publish", "--out", `${DIRECTORY}/public`, "--dir", DIRECTORY]);

say("A person gives a mobile number and a name, and gets a code by SMS, shown here.");
const txnId = run("issuer", [
  "otp",
  "request",
  "--mobile",
  PERSON.mobile,
  "--name",
  PERSON.name,
  "--dir",
  DIRECTORY,
]).trim();

say("The code comes back, and a certificate is issued.");
const outputs = [".png", ".svg", ".txt"].flatMap((form) => ["--out", `${CERTIFICATE}${form}`]);
run("issuer", ["otp", "confirm", txnId, lastCode(), ...outputs, "--dir", DIRECTORY]);
run("issuer", ["otp", "confirm", txnId, lastCode(), "--draw", "--dir", DIRECTORY], "inherit");

say("A gate that has never had a network reads the picture and says:");
run("verifier", ["verify", `${CERTIFICATE}.png`, "--trust", TRUST]);

say("To try next:");
process.stdout.write("  npm run serve    # the citizen's page, a gate and an outbox in the browser\n");
process.stdout.write(
  `  npm run -s verifier -- verify ${CERTIFICATE}.png --trust ${TRUST} --lang bn
  npm run -s verifier -- verify ${CERTIFICATE}.png --trust ${TRUST} --now 2030-01-01
  npm run -s verifier -- inspect ${CERTIFICATE}.png
  npm run -s verifier -- scan --trust ${TRUST} < ${CERTIFICATE}.txt
  MOHOR_PASSPHRASE='${passphrase()}' npm run -s issuer -- revoke --mobile '${PERSON.mobile}' --name '${PERSON.name}' --dir ${DIRECTORY}
  MOHOR_PASSPHRASE='${passphrase()}' npm run -s issuer -- status-list publish --out ${DIRECTORY}/public --dir ${DIRECTORY}
  MOHOR_PASSPHRASE='${passphrase()}' npm run -s issuer -- otp request --mobile '${PERSON.mobile}' --name 'Sourav Biswas' --dir ${DIRECTORY}
`,
);

function passphrase(): string {
  return "demonstration only";
}

/**
 * Runs a program's command, shown as a person would type it; ends the demonstration where it fails. With `inherit` the program
 * sees the terminal itself, and so its colours.
 */
function run(program: "issuer" | "verifier", args: readonly string[], output: "pipe" | "inherit" = "pipe"): string {
  const typed = args.map((argument) => (/^[\w./=+-]+$/.test(argument) ? argument : `'${argument}'`)).join(" ");
  process.stdout.write(`${styleText("dim", `$ npm run -s ${program} -- ${typed}`)}\n`);
  const main = `packages/${program}/src/cli/main.ts`;
  const { status, stdout } = spawnSync(process.execPath, [main, ...args], {
    encoding: "utf8",
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, MOHOR_PASSPHRASE: passphrase(), MOHOR_SMS_OUTBOX: OUTBOX },
  });
  process.stdout.write(stdout ?? "");
  if (status !== 0) process.exit(status ?? 70);
  return stdout ?? "";
}

/** The code of the last message, as the person would read it from the telephone. */
function lastCode(): string {
  const last = readFileSync(OUTBOX, "utf8").trimEnd().split("\n").at(-1) ?? "";
  const code = /\d{6,8}/.exec(JSON.parse(last).text)?.[0];
  if (code === undefined) throw new Error("the message holds no code");
  return code;
}

function say(line: string): void {
  process.stdout.write(`\n${styleText("bold", line)}\n`);
}
