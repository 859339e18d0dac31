// One signature over what a certificate signs, by signer, against bare node:crypto. File and token pass the strict predicate before a
// signature is given out; the token is SoftHSM2 in its process, so that a real one's own time comes on top.

import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromHex } from "@mohor/schema";
import { MIN_KDF_COST } from "../packages/issuer/src/adapters/sealed-file.ts";
import { generateKeyFile, openFileSigner } from "../packages/issuer/src/adapters/signer-file.ts";
import { connectToken } from "../packages/issuer/src/adapters/signer-pkcs11.ts";
import { createSoftToken } from "../test-support/soft-token.ts";
import { printResults, race } from "./race.ts";

/** Bytes of a certificate's Sig_structure, about. */
const MESSAGE: Uint8Array = new Uint8Array(90).fill(7);
const TOGETHER = 50;

export async function benchSigning(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mohor-bench-"));
  const soft = await createSoftToken();
  Object.assign(process.env, soft.environment);
  const token = connectToken({ module: soft.module, label: soft.label, timeoutSeconds: 60 }, { pin: soft.pin });
  try {
    const seed = Uint8Array.from(randomBytes(32));
    const about = { purpose: "certificate", created: 1_750_000_000 } as const;
    const passphrase = "a passphrase for a benchmark";
    const random = { bytes: () => seed.slice() };
    const file = await generateKeyFile(folder, { ...about, passphrase, random, cost: MIN_KDF_COST });
    const fileSigner = await openFileSigner(folder, [file.kid], passphrase);
    const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
    const bare = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const held = await token.generateKey(about);
    const tokenSigner = await token.openSigner([held.kid]);
    const [fileKid, tokenKid] = [fromHex(file.kid), fromHex(held.kid)];
    const results = await race(
      [
        { name: "bare node:crypto", run: () => sign(null, MESSAGE, bare) },
        { name: "sealed file, checked", run: () => fileSigner.sign(fileKid, MESSAGE) },
        { name: "token, checked, one at a time", run: () => tokenSigner.sign(tokenKid, MESSAGE) },
        {
          name: `token, checked, ${TOGETHER} at once`,
          run: () => Promise.all(Array.from({ length: TOGETHER }, () => tokenSigner.sign(tokenKid, MESSAGE))),
        },
      ],
      { rounds: 11, runsPerRound: 10 },
    );
    // The last line's work is that of many: its figures are for one.
    const ofOne = results.map((result, at) =>
      at === results.length - 1
        ? { ...result, seconds: result.seconds / TOGETHER, ratio: result.ratio * TOGETHER }
        : result,
    );
    printResults("one signature, against bare node:crypto", ofOne);
  } finally {
    token.close();
    soft.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
