// `trust request`, `trust publish`, `trust pack` and `trust roots`: what gates need to know, signed by the roots, given out as files.

import { existsSync } from "node:fs";
import { type Command, Failure, formatInstant, languageOfFlags, nowOf } from "@mohor/command-line";
import { encodePack, encodeSignedTrustBundle, type SignedTrustBundle, toHex } from "@mohor/schema";
import { openTrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { MODE_PUBLIC_FOLDER, makeFolder } from "../../adapters/durable-file.ts";
import { keepBundle } from "../../adapters/publication-folder.ts";
import { packDocuments, readPublication, writePublisherFiles } from "../../adapters/publisher-files.ts";
import { createSignatureCheck } from "../../adapters/signature-check.ts";
import { listKeyFiles, openFileSigner } from "../../adapters/signer-file.ts";
import { transcribeBundle } from "../../domain/bundle-transcript.ts";
import { admitSigned, rootSetsToReach } from "../../domain/root-ceremony.ts";
import { isRootOf } from "../../domain/root-set.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { orFail } from "../failure-of.ts";
import { action, type CommonFlags, collect, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { checkKeysAreOurs, heldBundle, planNextBundle, unsignedBundle } from "../next-trust-bundle.ts";
import { readOneRequest } from "../read-trust-documents.ts";
import { signWithRoots } from "../sign-with-roots.ts";
import { transcriptJson, transcriptLines } from "../transcript-lines.ts";
import { checkTrustOutputs, writeTrustDocuments } from "../write-trust-documents.ts";
import { trustPosterCommand } from "./trust-poster.ts";
import { trustRootsCommand } from "./trust-roots.ts";

type PublishFlags = CommonFlags & { readonly out: string; readonly signed?: readonly string[] };
type OutFlags = CommonFlags & { readonly out: readonly string[] };

const OUT_FILES = "file: .png, .svg or .txt for QR codes, else the bytes; may be given more than once";

export function trustCommand(): Command {
  return issuerGroup("trust", "what gates need to know", [
    issuerCommand("trust", "request", "make the next trust bundle and write it out for offline roots to sign")
      .requiredOption("--out <file>", OUT_FILES, collect)
      .action(action(request)),
    issuerCommand("trust", "publish", "publish the next trust bundle, with status lists, mirrors and an index")
      .requiredOption("--out <dir>", "folder that gates are served from")
      .option(
        "--signed <file>",
        "the bundle that the roots have signed; without it roots in the data directory sign",
        collect,
      )
      .action(action(publish)),
    issuerCommand("trust", "pack", "write all that a gate needs into one file or a set of QR codes")
      .requiredOption("--out <file>", OUT_FILES, collect)
      .action(action(pack)),
    trustPosterCommand(),
    trustRootsCommand(),
  ]);
}

async function request(flags: OutFlags): Promise<void> {
  const now = nowOf(flags);
  const language = languageOfFlags(flags);
  checkTrustOutputs(flags.out);
  const { unsigned, held } = await withIssuer(flags.dir, async (issuer) => {
    for (;;) {
      const bundle = await planNextBundle(issuer, now);
      await checkKeysAreOurs(bundle, issuer);
      const unsigned = unsignedBundle(bundle);
      const bytes = encodeSignedTrustBundle(unsigned.payload, []);
      if (keepBundle(issuer.directory.trustRequests, bundle.version, bytes))
        return { unsigned, held: heldBundle(issuer) };
    }
  });
  const files = writeTrustDocuments(flags.out, [encodeSignedTrustBundle(unsigned.payload, [])]);
  const transcript = transcribeBundle(unsigned, { held: held?.bundle ?? null, check: createSignatureCheck() });
  printResult(flags, { ...transcriptJson(transcript), out: files }, [
    ...transcriptLines(transcript, language),
    ...files,
  ]);
}

async function publish(flags: PublishFlags): Promise<void> {
  const now = nowOf(flags);
  const { signed, publication } = await withIssuer(flags.dir, async (issuer) => {
    const signed =
      flags.signed === undefined ? await signNextVersion(issuer, now) : await takeSigned(issuer, flags.signed, now);
    makeFolder(flags.out, { mode: MODE_PUBLIC_FOLDER });
    return { signed, publication: writePublisherFiles(flags.out, issuer.directory) };
  });
  const { bundle } = signed;
  const bytes = publication.newest.bytes.length;
  const transcript = transcribeBundle(signed, { held: null, check: createSignatureCheck() });
  const roots = transcript.roots.map(({ thumbprint }) => thumbprint);
  printResult(
    flags,
    {
      version: bundle.version,
      expires: bundle.expires,
      bytes,
      roots,
      threshold: bundle.rootThreshold,
      fingerprint: transcript.fingerprint,
      statusLists: publication.statusLists.map(({ subject, version }) => ({ subject: toHex(subject), version })),
      out: flags.out,
    },
    [
      `trust bundle ${bundle.version}: ${bundle.keys.length} keys, ${bytes} bytes, expires ${formatInstant(bundle.expires)}`,
      ...roots.map((root) => `root key thumbprint ${root}`),
      `fingerprint of the root set ${transcript.fingerprint}`,
      `written to ${flags.out}`,
    ],
  );
}

/** The next version, signed by roots in the data directory; of several processes at once each gets a version of its own. */
async function signNextVersion(issuer: OpenIssuer, now: number): Promise<SignedTrustBundle> {
  const { directory, passphrase } = issuer;
  // Planned once before any key is opened, because each costs a key derivation.
  const first = await planNextBundle(issuer, now);
  await checkKeysAreOurs(first, issuer);
  const rootSets = rootSetsToReach(first, heldBundle(issuer)?.bundle ?? null);
  const files = existsSync(directory.rootKeys) ? listKeyFiles(directory.rootKeys) : [];
  const here = files.filter(
    ({ purpose, publicKey }) => purpose === "root" && rootSets.some((rootSet) => isRootOf(rootSet, publicKey)),
  );
  const roots = await openFileSigner(
    directory.rootKeys,
    here.map(({ kid }) => kid),
    passphrase,
  );
  for (;;) {
    const bundle = await planNextBundle(issuer, now);
    // Keys are checked and roots opened for what was planned; whoever changed it meanwhile has the next turn.
    if (!isSameButVersion(bundle, first)) throw new Failure("STORE_BUSY");
    const signed = await signWithRoots(bundle, roots);
    await admit(issuer, signed, now);
    if (keep(issuer, signed)) return signed;
  }
}

/** Compares all but version, which another process may have taken, and companions, which follow the lists published meanwhile. */
function isSameButVersion(a: SignedTrustBundle["bundle"], b: SignedTrustBundle["bundle"]): boolean {
  const facts = ({ keys, rootKeys, rootThreshold }: SignedTrustBundle["bundle"]) =>
    JSON.stringify([
      rootThreshold,
      rootKeys.map(toHex),
      keys.map(({ publicKey, ...dates }) => [toHex(publicKey), Object.entries(dates)]),
    ]);
  return facts(a) === facts(b);
}

/** The bundle that came back from the ceremony. Throws Failure as the readers, and KEYSET_…, ROOT_…, TRUST_REQUEST_OUTDATED. */
async function takeSigned(issuer: OpenIssuer, paths: readonly string[], now: number): Promise<SignedTrustBundle> {
  const signed = await readOneRequest(paths);
  const isNew = await admit(issuer, signed, now);
  await checkKeysAreOurs(signed.bundle, issuer);
  if (isNew && !keep(issuer, signed)) throw new Failure("STORE_BUSY");
  return signed;
}

/** Whether a signed bundle is news, after all that a gate would ask. Throws Failure ROOT_…, KEYSET_…, TRUST_REQUEST_OUTDATED. */
async function admit(issuer: OpenIssuer, signed: SignedTrustBundle, now: number): Promise<boolean> {
  const keys = await issuer.stores.signingKeys.list();
  const revokedKeys = keys.filter(({ state }) => state === "revoked").map(({ publicKey }) => publicKey);
  const context = { held: heldBundle(issuer), revokedKeys, now, check: createSignatureCheck() };
  const { isNew } = orFail(admitSigned(signed, context));
  // The issuer trusts its own signers, and what it has read, as little as a gate does.
  const opened = openTrustStore(encodeSignedTrustBundle(signed.payload, signed.signatures), {
    engine: nodeCryptoEngine,
  });
  if (!opened.ok) throw new Failure(opened.code);
  return isNew;
}

/** Keeps a signed bundle. False where another process has taken its number. */
function keep({ directory }: OpenIssuer, { bundle, payload, signatures }: SignedTrustBundle): boolean {
  return keepBundle(directory.trustBundles, bundle.version, encodeSignedTrustBundle(payload, signatures));
}

async function pack(flags: OutFlags): Promise<void> {
  checkTrustOutputs(flags.out);
  const { documents, publication } = await withIssuer(flags.dir, async ({ directory }) => {
    const publication = readPublication(directory);
    return { publication, documents: packDocuments(directory, publication) };
  });
  const files = writeTrustDocuments(flags.out, documents);
  const bytes = encodePack(documents).length;
  const { version } = publication.newest;
  printResult(flags, { version, documents: documents.length, bytes, out: files }, [
    `trust bundle ${version}, ${documents.length} documents, ${bytes} bytes`,
    ...files,
  ]);
}
