// `trust poster`: trust material as a poster on A4, for gates that never see a network.

import { type Command, Failure, languageOfFlags, nowOf, nowOption } from "@mohor/command-line";
import { encodePack, formatFingerprint, rootSetFingerprint } from "@mohor/schema";
import { acceptTrustDocuments } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { MODE_PUBLIC, replaceFileDurably } from "../../adapters/durable-file.ts";
import { MAX_QR_PACK_BYTES, trustQrTexts } from "../../qr/index.ts";
import { action, type OutputFlags, plainCommand, printResult } from "../flags.ts";
import { readTrustDocuments } from "../read-trust-documents.ts";

type Flags = OutputFlags & { readonly out: string; readonly now?: number };

export function trustPosterCommand(): Command {
  return plainCommand("trust", "poster", "draw trust material as a poster of QR Codes, for gates without a network")
    .argument(
      "<file...>",
      "what `trust publish` wrote: trust.mohor-trust, or single documents, one trust bundle among them",
    )
    .requiredOption("--out <file>", "the poster, a PDF")
    .addOption(nowOption())
    .action(action(draw));
}

async function draw(paths: readonly string[], flags: Flags): Promise<void> {
  const language = languageOfFlags(flags);
  const documents = (await readTrustDocuments(paths)).map(({ bytes }) => bytes);
  // As a gate will that sees the poster first of all: what it would refuse is not printed.
  const engine = nodeCryptoEngine;
  const { trust, outcomes } = acceptTrustDocuments(null, documents, {
    now: nowOf(flags),
    engine,
    firstTrust: "on-first-use",
  });
  for (const outcome of outcomes) if (outcome.outcome === "refused") throw new Failure(outcome.code);
  if (!trust.ok) throw new Failure(trust.code);
  const pack = encodePack(documents);
  if (pack.length > MAX_QR_PACK_BYTES) throw new Failure("PACK_TOO_MANY_CODES", `${pack.length} bytes`);
  const { bundle } = trust.value;
  const { issuer, version, issued, expires } = bundle;
  const fingerprint = formatFingerprint(rootSetFingerprint(bundle));
  const qrTexts = trustQrTexts(pack);
  // Fonts, shaping and PDF are loaded for this command only.
  const { drawTrustPoster } = await import("../../documents/index.ts");
  const poster = await drawTrustPoster({ issuer, version, issued, expires, fingerprint, qrTexts, language });
  replaceFileDurably(flags.out, poster, { mode: MODE_PUBLIC });
  printResult(flags, { version, documents: documents.length, codes: qrTexts.length, fingerprint, out: flags.out }, [
    `trust bundle ${version}: ${documents.length} documents in ${qrTexts.length} codes`,
    fingerprint,
    flags.out,
  ]);
}
