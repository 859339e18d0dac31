// `trust publish`: the signed trust bundle, and its plain mirrors for COSE and JOSE libraries.

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Command, Failure, fileFailure, formatInstant } from "@mohor/command-line";
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
import { MODE_PUBLIC, readFileBounded, replaceFileDurably } from "../../adapters/durable-file.ts";
import { type FileSigner, listKeyFiles, openFileSigner } from "../../adapters/signer-file.ts";
import type { SigningKey } from "../../domain/signing-key.ts";
import { type DataDirectory, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, nowOf, printResult } from "../flags.ts";
import type { Settings } from "../settings.ts";

type Flags = CommonFlags & { readonly out: string };

const DAY = 86_400;

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
    const kids = listKeyFiles(directory.rootKeys).map(({ kid }) => kid);
    const roots = await openFileSigner(directory.rootKeys, kids, passphrase);
    const content = trustBundleOf(settings, await stores.signingKeys.list(), roots, heldVersion(directory) + 1, now);
    const bytes = await signBundle(content, roots);
    // The issuer trusts its own signer as little as a gate does.
    const opened = openTrustStore(bytes, { engine: nodeCryptoEngine });
    if (!opened.ok) throw new Failure(opened.code);
    // Ours first: should writing the mirrors fail, the next attempt still has a higher version.
    replaceFileDurably(directory.trustBundle, bytes, { mode: MODE_PUBLIC });
    return { bundle: content, signed: bytes };
  });
  // The mirrors cannot say what a key is for or that it is revoked, so only those that any library may trust stand in them.
  const mirrored = bundle.keys.filter(({ purpose, state }) => purpose === "certificate" && state === "active");
  const publicKeys = mirrored.map(({ publicKey }) => publicKey);
  const jwks = `${JSON.stringify({ keys: publicKeys.map(toJwk) }, null, 2)}\n`;
  makeDirectory(flags.out);
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

function trustBundleOf(
  { issuer, trust }: Settings,
  keys: readonly SigningKey[],
  roots: FileSigner,
  version: number,
  now: number,
): TrustBundle {
  return {
    version,
    issuer,
    issued: now,
    expires: now + trust.expiresAfterDays * DAY,
    ageingAfterSeconds: trust.ageingAfterSeconds,
    staleAfterSeconds: trust.staleAfterSeconds,
    rootThreshold: 1,
    rootKeys: roots.keys.map(({ publicKey }) => publicKey),
    // A key past its acceptance verifies nothing any more; a revoked one stays, so that gates can say why.
    keys: keys
      .filter((key) => key.acceptUntil >= now)
      .map(({ publicKey, purpose, useFrom, signUntil, acceptUntil, state }) => ({
        publicKey,
        purpose,
        useFrom,
        signUntil,
        acceptUntil,
        state,
      })),
    companions: [],
  };
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

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw fileFailure(error, path);
  }
}
