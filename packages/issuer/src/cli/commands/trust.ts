// `trust publish`: the signed trust bundle, and its plain mirrors for COSE and JOSE libraries.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, Failure, formatInstant } from "@mohor/command-line";
import {
  COSE_ALG,
  coseKeyThumbprint,
  decodeSignedTrustBundle,
  encodeCoseKeySet,
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  fromHex,
  MAX_TRUST_BUNDLE_BYTES,
  type TrustBundle,
  toHex,
  toJwk,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { openTrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import {
  MODE_PUBLIC,
  MODE_PUBLIC_FOLDER,
  makeFolder,
  readFileBounded,
  replaceFileDurably,
} from "../../adapters/durable-file.ts";
import { type FileSigner, listKeyFiles, openFileSigner } from "../../adapters/signer-file.ts";
import { mirroredKeys, planTrustBundle } from "../../domain/plan-trust-bundle.ts";
import { type DataDirectory, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, nowOf, printResult } from "../flags.ts";

type Flags = CommonFlags & { readonly out: string };

export function trustCommand(): Command {
  return issuerGroup("trust", "what gates need to know", [
    issuerCommand("trust", "publish", "sign and write the trust bundle and its mirrors")
      .requiredOption("--out <dir>", "folder for trust-bundle.cose, cose-keyset.cbor and jwks.json")
      .action(action(publish)),
  ]);
}

async function publish(flags: Flags): Promise<void> {
  const now = nowOf(flags);
  const { bundle, signed } = await withIssuer(flags.dir, async ({ directory, settings, stores, passphrase }) => {
    const rootFiles = listKeyFiles(directory.rootKeys).filter(({ purpose }) => purpose === "root");
    const { bundle: content } = orFail(
      planTrustBundle(
        await stores.signingKeys.list(),
        rootFiles.map(({ publicKey }) => publicKey),
        { now, issuer: settings.issuer, rules: settings.trust, heldVersion: heldVersion(directory) },
      ),
    );
    // Each costs a key derivation, so they are opened only when there is something to sign.
    const kids = rootFiles.map(({ kid }) => kid);
    const roots = await openFileSigner(directory.rootKeys, kids, passphrase);
    const bytes = await signBundle(content, roots);
    // The issuer trusts its own signer as little as a gate does.
    const opened = openTrustStore(bytes, { engine: nodeCryptoEngine });
    if (!opened.ok) throw new Failure(opened.code);
    // Ours first: should writing the mirrors fail, the next attempt still has a higher version.
    replaceFileDurably(directory.trustBundle, bytes, { mode: MODE_PUBLIC });
    return { bundle: content, signed: bytes };
  });
  const publicKeys = mirroredKeys(bundle);
  const jwks = `${JSON.stringify({ keys: publicKeys.map(toJwk) }, null, 2)}\n`;
  makeFolder(flags.out, { mode: MODE_PUBLIC_FOLDER });
  const files = { "trust-bundle.cose": signed, "cose-keyset.cbor": encodeCoseKeySet(publicKeys), "jwks.json": jwks };
  for (const [name, content] of Object.entries(files)) {
    replaceFileDurably(join(flags.out, name), content, { mode: MODE_PUBLIC });
  }
  const roots = bundle.rootKeys.map((key) => toHex(coseKeyThumbprint(key)));
  printResult(
    flags,
    { version: bundle.version, expires: bundle.expires, bytes: signed.length, roots, out: flags.out },
    [
      `trust bundle ${bundle.version}: ${bundle.keys.length} keys, ${signed.length} bytes, expires ${formatInstant(bundle.expires)}`,
      ...roots.map((root) => `root key thumbprint ${root}`),
      `written to ${flags.out}`,
    ],
  );
}

async function signBundle(bundle: TrustBundle, roots: FileSigner): Promise<Uint8Array<ArrayBuffer>> {
  const payload = encodeTrustBundle(bundle);
  const signatures = roots.keys.map(async ({ kid }) => {
    const header = { alg: COSE_ALG.EDDSA, kid: fromHex(kid) } as const;
    const toBeSigned = trustBundleToBeSigned(payload, encodeProtectedHeader(header));
    return { header, signature: await roots.sign(header.kid, toBeSigned) };
  });
  return encodeSignedTrustBundle(payload, await Promise.all(signatures));
}

/** The version published last, 0 before the first. */
function heldVersion({ trustBundle }: DataDirectory): number {
  if (!existsSync(trustBundle)) return 0;
  const held = decodeSignedTrustBundle(readFileBounded(trustBundle, { maxBytes: MAX_TRUST_BUNDLE_BYTES }));
  // Without it the next version could fall behind what gates hold, which they would refuse.
  if (!held.ok) throw new Failure(held.code, trustBundle);
  return held.value.bundle.version;
}
