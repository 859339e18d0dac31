// `trust publish`: the signed trust bundle, and its plain mirrors for COSE and JOSE libraries.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Command, Failure, formatInstant, nowOf } from "@mohor/command-line";
import {
  COSE_ALG,
  coseKeyThumbprint,
  encodeCoseKeySet,
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  encodeTrustBundle,
  fromHex,
  kidOf,
  type TrustBundle,
  toHex,
  toJwk,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { openTrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import type { KeySigner } from "../../adapters/checked-signer.ts";
import {
  createFileDurably,
  MODE_PUBLIC,
  MODE_PUBLIC_FOLDER,
  makeFolder,
  replaceFileDurably,
} from "../../adapters/durable-file.ts";
import { listKeyFiles, openFileSigner } from "../../adapters/signer-file.ts";
import { mirroredKeys, planTrustBundle } from "../../domain/plan-trust-bundle.ts";
import { PortError } from "../../domain/refusal.ts";
import { type DataDirectory, type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { openSigner } from "../open-signer.ts";
import { trustPosterCommand } from "./trust-poster.ts";

type Flags = CommonFlags & { readonly out: string };

export function trustCommand(): Command {
  return issuerGroup("trust", "what gates need to know", [
    issuerCommand("trust", "publish", "sign and write the trust bundle and its mirrors")
      .requiredOption("--out <dir>", "folder for trust-bundle.cose, cose-keyset.cbor and jwks.json")
      .action(action(publish)),
    trustPosterCommand(),
  ]);
}

async function publish(flags: Flags): Promise<void> {
  const now = nowOf(flags);
  const { bundle, signed } = await withIssuer(flags.dir, (issuer) => signNextVersion(issuer, now));
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

type Published = { readonly bundle: TrustBundle; readonly signed: Uint8Array<ArrayBuffer> };

/** Signs the next version and keeps it; of several processes at once each gets a version of its own. */
async function signNextVersion(issuer: OpenIssuer, now: number): Promise<Published> {
  const { directory, settings, stores, passphrase } = issuer;
  const rootFiles = listKeyFiles(directory.rootKeys).filter(({ purpose }) => purpose === "root");
  const rootKeys = rootFiles.map(({ publicKey }) => publicKey);
  const context = { now, issuer: settings.issuer, rules: settings.trust };
  const plan = async () =>
    orFail(
      planTrustBundle(await stores.signingKeys.list(), rootKeys, { ...context, heldVersion: heldVersion(directory) }),
    );
  // Planned once before any key is opened, because each costs a key derivation.
  const { bundle: first } = await plan();
  await checkKeysAreOurs(first, issuer);
  const roots = await openFileSigner(
    directory.rootKeys,
    rootFiles.map(({ kid }) => kid),
    passphrase,
  );
  for (;;) {
    const { bundle } = await plan();
    if (!sameKeys(bundle, first)) throw new Failure("STORE_BUSY");
    const signed = await signBundle(bundle, roots);
    // The issuer trusts its own signer as little as a gate does.
    const opened = openTrustStore(signed, { engine: nodeCryptoEngine });
    if (!opened.ok) throw new Failure(opened.code);
    if (keepVersion(directory, bundle.version, signed)) return { bundle, signed };
  }
}

/**
 * The store's rows are not sealed: whoever can write to it could add a key of his own, and the root would sign it. Every key
 * must therefore be one whose file opens with the passphrase, or whose token opens with the PIN, and that is the same public key
 * for the same purpose there.
 */
async function checkKeysAreOurs({ keys }: TrustBundle, issuer: OpenIssuer): Promise<void> {
  const kids = keys.map(({ publicKey }) => toHex(kidOf(publicKey)));
  const held = await openSigner(issuer, kids);
  const ours = new Set(held.keys.map(({ publicKey, purpose }) => `${purpose} ${toHex(publicKey)}`));
  const foreign = keys.find(({ publicKey, purpose }) => !ours.has(`${purpose} ${toHex(publicKey)}`));
  if (foreign !== undefined) throw new Failure("SIGNING_KEY_UNAVAILABLE", toHex(kidOf(foreign.publicKey)));
}

function sameKeys(a: TrustBundle, b: TrustBundle): boolean {
  const names = ({ keys }: TrustBundle) =>
    keys.map(({ publicKey, purpose }) => `${purpose} ${toHex(publicKey)}`).join();
  return names(a) === names(b);
}

async function signBundle(bundle: TrustBundle, roots: KeySigner): Promise<Uint8Array<ArrayBuffer>> {
  const payload = encodeTrustBundle(bundle);
  const signatures = roots.keys.map(async ({ kid }) => {
    const header = { alg: COSE_ALG.EDDSA, kid: fromHex(kid) } as const;
    const toBeSigned = trustBundleToBeSigned(payload, encodeProtectedHeader(header));
    return { header, signature: await roots.sign(header.kid, toBeSigned) };
  });
  return encodeSignedTrustBundle(payload, await Promise.all(signatures));
}

const VERSION_FILE = /^(\d{10})\.cose$/;

/** The newest version kept, 0 before the first. */
function heldVersion({ trustBundles }: DataDirectory): number {
  if (!existsSync(trustBundles)) return 0;
  return Math.max(0, ...readdirSync(trustBundles).map((name) => Number(VERSION_FILE.exec(name)?.[1] ?? 0)));
}

/** Keeps a version under its number, before anybody sees it; false where another process has taken the number. */
function keepVersion({ trustBundles }: DataDirectory, version: number, signed: Uint8Array): boolean {
  makeFolder(trustBundles, { mode: MODE_PUBLIC_FOLDER });
  try {
    createFileDurably(join(trustBundles, `${String(version).padStart(10, "0")}.cose`), signed, { mode: MODE_PUBLIC });
    return true;
  } catch (error) {
    if (error instanceof PortError && error.code === "FILE_EXISTS") return false;
    throw error;
  }
}
