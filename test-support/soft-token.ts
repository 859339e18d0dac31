// A PKCS#11 token in software for tests: SoftHSM2 with a folder of its own. What is done with it is what is done with a card.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { osTool } from "./os-tool.ts";

const run = promisify(execFile);

/** Where Debian and its kin put the driver. */
const DRIVERS = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/*/softhsm/libsofthsm2.so", "/usr/lib*/libsofthsm2.so"];

export type SoftToken = {
  /** The driver. */
  readonly module: string;
  readonly label: string;
  readonly pin: string;
  /** What a process needs in its environment to see this token and no other. */
  readonly environment: { readonly SOFTHSM2_CONF: string };
  /** Puts a private key (PKCS#8, PEM) in, with its public half. */
  readonly importKey: (pem: string, key: { readonly label: string; readonly id: string }) => Promise<void>;
  /** Takes the token out of its reader, and puts it in again. */
  readonly pull: () => void;
  readonly plug: () => void;
  readonly remove: () => void;
};

/** A new token, initialised. */
export async function createSoftToken({
  label = "issuer",
  pin = "482913",
}: {
  readonly label?: string;
  readonly pin?: string;
} = {}): Promise<SoftToken> {
  const program = await osTool("softhsm2-util");
  const module = await driver();
  const folder = mkdtempSync(join(tmpdir(), "mohor-token-"));
  const tokens = join(folder, "tokens");
  const pulled = join(folder, "pulled");
  const SOFTHSM2_CONF = join(folder, "softhsm2.conf");
  writeFileSync(SOFTHSM2_CONF, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const env = { PATH: process.env.PATH, SOFTHSM2_CONF };
  for (const place of [tokens, pulled]) mkdirSync(place);
  await run(program, ["--init-token", "--free", "--label", label, "--so-pin", "00000000", "--pin", pin], { env });
  return {
    module,
    label,
    pin,
    environment: { SOFTHSM2_CONF },
    async importKey(pem, key) {
      const file = join(folder, "key.pem");
      writeFileSync(file, pem, { mode: 0o600 });
      await run(program, ["--import", file, "--token", label, "--label", key.label, "--id", key.id, "--pin", pin], {
        env,
      });
      rmSync(file);
    },
    pull: () => moveAll(tokens, pulled),
    plug: () => moveAll(pulled, tokens),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The reader stays when its card is taken. */
function moveAll(from: string, to: string): void {
  for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name));
}

async function driver(): Promise<string> {
  for (const pattern of DRIVERS) for await (const path of glob(pattern)) return path;
  throw new Error("libsofthsm2.so is not where Debian puts it");
}
