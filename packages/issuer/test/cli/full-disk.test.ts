// A full disk at the command line: a code, a hint, nothing lost, and the same command goes on when there is room. The small disk
// is a tmpfs in a mount namespace that ends with its shell; without root a user namespace serves, where the system allows it.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorkplace, PASSPHRASE, type Workplace } from "./issuer-in-use.ts";

const ISSUER = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const SCRIPT = `
issuer() { "$NODE" "$ISSUER" "$@"; echo "status $?"; }
resize() { mount -o "remount,size=$1" small; }
mount -t tmpfs -o size=3m tmpfs small
issuer init --dir small/issuer
echo "== import on a full disk"
issuer registry import large.csv --dir small/issuer
echo "== the same with room"
resize 64m
issuer registry import large.csv --dir small/issuer
echo "== picture on a full disk"
TXN=$("$NODE" "$ISSUER" otp request --mobile +916100000001 --name 'Asha Rani Biswas' --dir issuer)
CODE=$(tail -n 1 outbox.jsonl | grep -oE '[0-9]{6} ' | tr -d ' ')
dd if=/dev/zero of=small/fill bs=64k 2>/dev/null
issuer otp confirm "$TXN" "$CODE" --out small/card.png --dir issuer
ls small
echo "== the same with room"
rm small/fill
issuer otp confirm "$TXN" "$CODE" --out small/card.png --json --dir issuer
cp small/card.png .
`;

let work: Workplace;
let parts: readonly string[];

beforeAll(async () => {
  work = createWorkplace();
  mkdirSync(join(work.directory, "small"));
  await work.issuer(["init", "--dir", "issuer"]);
  await work.issuer(["registry", "sample", "--count", "8", "--out", "few.csv"]);
  await work.issuer(["registry", "import", "few.csv", "--dir", "issuer"]);
  await work.issuer(["registry", "sample", "--count", "4000", "--out", "large.csv"]);
  const namespace = process.getuid?.() === 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
  const { stdout, stderr, status } = spawnSync("unshare", [...namespace, "bash", "-c", `exec 2>&1\n${SCRIPT}`], {
    cwd: work.directory,
    encoding: "utf8",
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      NODE: process.execPath,
      ISSUER,
      MOHOR_PASSPHRASE: PASSPHRASE,
      MOHOR_SMS_OUTBOX: "outbox.jsonl",
    },
  });
  if (status !== 0) throw new Error(`mounting a small disk needs root or user namespaces: ${stdout}${stderr}`);
  parts = stdout.split(/^== .*\n/m);
});

afterAll(() => work.remove());

it("ends an import with its code and a hint; the same command completes it when there is room", () => {
  const [, full, again] = parts;
  expect(full).toMatch(/^error: .*\[DISK_FULL\]\nhint: .+\nstatus 4\n$/);
  expect(again).toMatch(/^\d+ rows: \d+ new, .* 0 left out\n0 certificates revoked .*\nstatus 0\n$/);
  expect(again).not.toMatch(/ 4000 new/);
});

it("leaves no half-written picture, and the certificate can be fetched again", () => {
  const [, , , full, again = ""] = parts;
  expect(full).toMatch(/\[DISK_FULL\]\nhint: .+\nstatus 4\nfill\nissuer\n$/);
  expect(JSON.parse(again.split("\n")[0] ?? "")).toMatchObject({ origin: "again", status: "fully" });
  expect(existsSync(join(work.directory, "card.png"))).toBe(true);
  expect(readFileSync(join(work.directory, "card.png")).subarray(1, 4).toString()).toBe("PNG");
});
