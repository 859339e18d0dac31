// `root init`, `root sign` and `root combine`: the ceremonies of offline roots (docs/trust.md §3). None needs a network, a store or a
// data directory: a keyholder's machine has this program, a key file and the request.

import { basename, dirname, join, resolve } from "node:path";
import {
  type Command,
  describeFailure,
  EXIT_STATUS,
  Failure,
  languageOfFlags,
  nowOf,
  nowOption,
} from "@mohor/command-line";
import {
  COSE_ALG,
  encodeProtectedHeader,
  encodeSignedTrustBundle,
  formatFingerprint,
  parseFingerprint,
  type SignedTrustBundle,
} from "@mohor/schema";
import type { HeldKey, KeySigner } from "../../adapters/checked-signer.ts";
import { createFileDurably, MODE_PRIVATE_FOLDER, MODE_PUBLIC, makeFolder } from "../../adapters/durable-file.ts";
import { readPassphrase, readPin } from "../../adapters/passphrase.ts";
import { webCryptoRandom } from "../../adapters/random-webcrypto.ts";
import { encodeRootKeyText } from "../../adapters/root-key-text.ts";
import { createSignatureCheck } from "../../adapters/signature-check.ts";
import { keepSigned, readSigned } from "../../adapters/signed-before.ts";
import { generateKeyFile, openFileSigner } from "../../adapters/signer-file.ts";
import { connectToken } from "../../adapters/signer-pkcs11.ts";
import { openTokenKeyFile, readTokenKeyFile, writeTokenKeyFile } from "../../adapters/token-key-file.ts";
import { rootThumbprint, transcribeBundle } from "../../domain/bundle-transcript.ts";
import {
  admitRequest,
  mergeSignatures,
  type RootSignatureParts,
  rootSetIn,
  rootSetsToReach,
  rootToBeSigned,
  tallyRoots,
} from "../../domain/root-ceremony.ts";
import { drawPng } from "../../qr/index.ts";
import { ask } from "../ask.ts";
import { CEREMONY_WORDS } from "../ceremony-texts.ts";
import { orFail } from "../failure-of.ts";
import { action, collect, issuerGroup, type OutputFlags, plainCommand, printResult } from "../flags.ts";
import { readOneRequest, readTrustRequests } from "../read-trust-documents.ts";
import { transcriptJson, transcriptLines } from "../transcript-lines.ts";
import { checkTrustOutputs, writeTrustDocuments } from "../write-trust-documents.ts";

type InitFlags = OutputFlags & {
  readonly out: string;
  readonly module?: string;
  readonly tokenLabel?: string;
  readonly now?: number;
};
type SignFlags = OutputFlags & {
  readonly key: string;
  readonly held?: readonly string[];
  readonly digest?: string;
  readonly yes?: boolean;
  readonly out: readonly string[];
  readonly now?: number;
};
type CombineFlags = OutputFlags & { readonly held?: readonly string[]; readonly out: readonly string[] };

const DAY = 86_400;

const REQUEST_FILES = "trust bundle to be signed: its file, or pictures or texts of its QR codes in any order";
const HELD_FILES = "the trust bundle in force, to see what changes; needed where root keys change";
const OUT_FILES = "file for the answer: .png, .svg or .txt for QR codes, else the bytes; may be given more than once";

export function rootCommand(): Command {
  return issuerGroup("root", "root keys and what they sign, on a machine without a network", [
    plainCommand(
      "root",
      "init",
      "make one keyholder's root key: a sealed key file, and its public part as text and picture",
    )
      .requiredOption("--out <dir>", "folder for the key, such as a memory stick of the keyholder's")
      .option("--module <file>", "make the key inside a hardware token: its PKCS#11 driver; with --token-label")
      .option("--token-label <label>", "the token's label")
      .addOption(nowOption())
      .action(action(init)),
    plainCommand("root", "sign", "show what a request says and changes, and sign it")
      .argument("<request...>", REQUEST_FILES)
      .requiredOption("--key <file>", "the keyholder's key file: sealed, or the one that names a hardware token")
      .option("--held <file>", HELD_FILES, collect)
      .option("--digest <groups>", "the digest that the requesting machine shows, instead of typing it when asked")
      .option("--yes", "sign without comparing a digest: for demonstrations")
      .requiredOption("--out <file>", OUT_FILES, collect)
      .addOption(nowOption())
      .action(action(sign)),
    plainCommand("root", "combine", "put the signatures of several answers together")
      .argument("<answer...>", "answers of root sign, in any of their forms")
      .option("--held <file>", HELD_FILES, collect)
      .requiredOption("--out <file>", OUT_FILES, collect)
      .action(action(combine)),
  ]);
}

async function init(flags: InitFlags): Promise<void> {
  const words = CEREMONY_WORDS[languageOfFlags(flags)];
  const { kid, publicKey } = await makeRootKey(flags);
  const text = encodeRootKeyText(publicKey);
  const publicPart = { text: join(flags.out, `${kid}.root.txt`), picture: join(flags.out, `${kid}.root.png`) };
  createFileDurably(publicPart.text, `${text}\n`, { mode: MODE_PUBLIC });
  createFileDurably(publicPart.picture, drawPng(text), { mode: MODE_PUBLIC });
  const thumbprint = rootThumbprint(publicKey);
  const keyFile = join(flags.out, `${kid}.json`);
  printResult(flags, { kid, thumbprint, keyFile, publicPart }, [
    `root key ${kid}`,
    `thumbprint ${thumbprint}`,
    keyFile,
    ...Object.values(publicPart),
  ]);
  process.stderr.write(`${words.keepRootKey}\n`);
}

/** Seconds that a keyholder's token may take: some wait for a finger. */
const TOKEN_TIMEOUT_SECONDS = 60;

/** A new root key in a sealed file or, where a token is named, inside it with a file that says so. */
async function makeRootKey({ out, module, tokenLabel: label, ...flags }: InitFlags): Promise<HeldKey> {
  const about = { purpose: "root", created: nowOf(flags) } as const;
  if (module === undefined && label === undefined) {
    const passphrase = readPassphrase(process.env);
    return generateKeyFile(out, { ...about, passphrase, random: webCryptoRandom });
  }
  if (module === undefined || label === undefined) throw new Failure("HSM_NOT_CONFIGURED");
  const place = { module: resolve(module), label, timeoutSeconds: TOKEN_TIMEOUT_SECONDS };
  const token = connectToken(place, { pin: readPin(process.env) });
  makeFolder(out, { mode: MODE_PRIVATE_FOLDER });
  const key = await token.generateKey(about);
  token.close();
  writeTokenKeyFile(join(out, `${key.kid}.json`), { kid: key.kid, token: place });
  return key;
}

/** A signer with the key of a keyholder's file, wherever the key is. */
function openRootKey(path: string): Promise<KeySigner> {
  const inToken = readTokenKeyFile(path);
  if (inToken !== null) return openTokenKeyFile(inToken, { pin: readPin(process.env) });
  return openFileSigner(dirname(path), [basename(path, ".json")], readPassphrase(process.env));
}

async function sign(paths: readonly string[], flags: SignFlags): Promise<void> {
  const language = languageOfFlags(flags);
  const words = CEREMONY_WORDS[language];
  const now = nowOf(flags);
  const check = createSignatureCheck();
  checkTrustOutputs(flags.out);
  const request = await readOneRequest(paths);
  const signer = await openRootKey(flags.key);
  const root = signer.keys.find(({ purpose }) => purpose === "root");
  if (root === undefined) throw new Failure("ROOT_KEY_NONE", flags.key);
  const { publicKey: rootKey } = root;
  const held = newestOf([readSigned(flags.key, { rootKey, check }), await readHeld(flags.held)]);
  orFail(admitRequest(request, { rootKey, held, now, check }));
  const transcribe = (bundle: SignedTrustBundle) => transcribeBundle(bundle, { held: held?.bundle ?? null, check });
  const before = transcribe(request);
  // With --json the one object stands alone on standard output; the person still reads before signing.
  const reader = flags.json ? process.stderr : process.stdout;
  for (const line of transcriptLines(before, language)) reader.write(`${line}\n`);
  if (Math.abs(request.bundle.issued - now) > DAY) process.stderr.write(`${words.clockDiffers}\n`);
  await confirmDigest(before.digest, flags, words.askDigest);

  const { header, toBeSigned } = rootToBeSigned(request.payload, { rootKey, alg: COSE_ALG.EDDSA });
  const own = await signer.sign(header.kid, toBeSigned).then((signature) => ({ header, signature }));
  const knownSets = rootSetsToReach(request.bundle, held?.bundle ?? null);
  const { signatures } = orFail(mergeSignatures([request, withSignatures(request, [own])], knownSets, check));
  const answer = withSignatures(request, signatures);
  // Noted before anything is handed out.
  keepSigned(flags.key, encodeSignedTrustBundle(request.payload, [own]));
  const files = writeTrustDocuments(flags.out, [encodeSignedTrustBundle(answer.payload, signatures)]);
  const thumbprint = rootThumbprint(rootKey);
  const hadSigned = before.roots.some((line) => line.hasSigned && line.thumbprint === thumbprint);
  printResult(flags, { ...transcriptJson(transcribe(answer)), signedBy: thumbprint, out: files }, [
    `${hadSigned ? words.signedAlready : words.signed}: ${thumbprint}`,
    ...files,
  ]);
}

async function combine(paths: readonly string[], flags: CombineFlags): Promise<void> {
  const language = languageOfFlags(flags);
  const check = createSignatureCheck();
  checkTrustOutputs(flags.out);
  const answers = await readTrustRequests(paths);
  const held = await readHeld(flags.held);
  const [first] = answers;
  if (first === undefined) throw new Failure("KEYSET_MALFORMED");
  const knownSets = rootSetsToReach(first.bundle, held?.bundle ?? null);
  const { payload, signatures } = orFail(mergeSignatures(answers, knownSets, check));
  const combined = withSignatures(first, signatures);
  const transcript = transcribeBundle(combined, { held: held?.bundle ?? null, check });
  const files = writeTrustDocuments(flags.out, [encodeSignedTrustBundle(payload, signatures)]);
  printResult(flags, { ...transcriptJson(transcript), out: files }, [
    ...transcriptLines(transcript, language),
    ...files,
  ]);
  // What was written may be combined further; but nobody should take it for finished.
  if (transcript.tallies.every(({ missing }) => missing === 0)) return;
  process.stderr.write(describeFailure(new Failure("ROOT_SIGNATURES_TOO_FEW"), language));
  process.exitCode = EXIT_STATUS.INVALID;
}

/** The same payload with these signatures. */
function withSignatures(request: SignedTrustBundle, signatures: readonly RootSignatureParts[]): SignedTrustBundle {
  return {
    ...request,
    signatures: signatures.map(({ header, signature }) => ({
      header,
      protectedHeader: encodeProtectedHeader(header),
      signature,
    })),
  };
}

/** The newest bundle in force that was given, its own threshold reached; null where none was given. */
async function readHeld(paths: readonly string[] | undefined): Promise<SignedTrustBundle | null> {
  if (paths === undefined) return null;
  const check = createSignatureCheck();
  const bundles = await readTrustRequests(paths);
  if (!bundles.every((bundle) => tallyRoots(bundle, rootSetIn(bundle.bundle), check).missing === 0)) {
    throw new Failure("KEYSET_SIGNATURE_INVALID", paths.join(", "));
  }
  return newestOf(bundles);
}

function newestOf(bundles: readonly (SignedTrustBundle | null)[]): SignedTrustBundle | null {
  return bundles.reduce(
    (newest, bundle) =>
      newest === null || (bundle !== null && bundle.bundle.version > newest.bundle.version) ? bundle : newest,
    null,
  );
}

/** Throws Failure CEREMONY_DIGEST_MISSING, CEREMONY_DIGEST_MISMATCH. */
async function confirmDigest(digest: string, flags: SignFlags, question: string): Promise<void> {
  if (flags.yes) return;
  const typed = flags.digest ?? (await ask(question));
  if (typed === "") throw new Failure("CEREMONY_DIGEST_MISSING");
  const fingerprint = parseFingerprint(typed);
  if (fingerprint === null || formatFingerprint(fingerprint) !== digest) throw new Failure("CEREMONY_DIGEST_MISMATCH");
}
