// Wallets that certificates may be kept in: `wallets.json` in the data directory, where the authority offers any. Keys and certificates
// stand in files that it names, relative to it, never in it.

import { createPrivateKey } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Failure } from "@mohor/command-line";
import { readFileBounded } from "../adapters/durable-file.ts";
import { z } from "../http/hono.ts";
import type { Wallets } from "../http/service.ts";

const MAX_FILE_BYTES = 16_384;
const MAX_SECRET_BYTES = 65_536;
const MIN_API_KEY_LENGTH = 16;

/** Characters of the credential issuer: those of a host name, and some. It stands in every offer's QR code. */
const MAX_ISSUER_LENGTH = 128;

const file = z.string().min(1);

const Schema = z.strictObject({
  digilocker: z
    .strictObject({
      orgId: z.string().regex(/^[\x21-\x7e]{1,64}$/),
      issuerId: z.string().regex(/^[a-z]+(?:\.[a-z0-9]+){2,5}$/),
      documentType: z.string().regex(/^[A-Z]{1,5}$/),
      apiKeyFile: file,
    })
    .nullable()
    .default(null),
  apple: z
    .strictObject({
      passTypeIdentifier: z.string().regex(/^pass\.[A-Za-z0-9.-]{1,100}$/),
      teamIdentifier: z.string().regex(/^[A-Z0-9]{10}$/),
      certificateFile: file,
      privateKeyFile: file,
      intermediateFile: file,
    })
    .nullable()
    .default(null),
  google: z
    .strictObject({
      issuerId: z.string().regex(/^\d{1,24}$/),
      classSuffix: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
      serviceAccount: z.email(),
      privateKeyFile: file,
      origins: z.array(z.url()).max(16),
    })
    .nullable()
    .default(null),
  openid4vci: z
    .strictObject({ credentialIssuer: z.url().max(MAX_ISSUER_LENGTH).refine(isWebOrigin) })
    .nullable()
    .default(null),
});

/** No wallets. */
export const NO_WALLETS: Wallets = { digilocker: null, apple: null, google: null, openid4vci: null };

/**
 * The wallets of this file; none where there is no file. Throws Failure WALLET_SETTINGS_MALFORMED with the place at fault, PortError
 * FILE_NOT_FOUND, FILE_UNREADABLE.
 */
export function readWallets(path: string): Wallets {
  if (!existsSync(path)) return NO_WALLETS;
  const result = Schema.safeParse(parseJson(path));
  if (!result.success) {
    const [issue] = result.error.issues;
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    throw new Failure("WALLET_SETTINGS_MALFORMED", [...(issue?.path ?? []), ...unknown].map(String).join(".") || path);
  }
  const { digilocker, apple, google, openid4vci } = result.data;
  const read = (name: string) => readText(resolve(dirname(path), name));
  return {
    digilocker: digilocker === null ? null : withApiKey(digilocker, read(digilocker.apiKeyFile)),
    apple:
      apple === null
        ? null
        : {
            passTypeIdentifier: apple.passTypeIdentifier,
            teamIdentifier: apple.teamIdentifier,
            certificate: read(apple.certificateFile),
            privateKey: soundKey(read(apple.privateKeyFile), "apple.privateKeyFile"),
            intermediate: read(apple.intermediateFile),
          },
    google:
      google === null
        ? null
        : {
            issuerId: google.issuerId,
            classSuffix: google.classSuffix,
            serviceAccount: google.serviceAccount,
            origins: google.origins,
            privateKey: soundKey(read(google.privateKeyFile), "google.privateKeyFile"),
          },
    openid4vci,
  };
}

/** The https origin that people reach the service at, as browsers write it: wallets compare it character by character. */
function isWebOrigin(text: string): boolean {
  return text.startsWith("https://") && URL.parse(text)?.origin === text;
}

function withApiKey(
  {
    orgId,
    issuerId,
    documentType,
  }: { readonly orgId: string; readonly issuerId: string; readonly documentType: string },
  apiKey: string,
): NonNullable<Wallets["digilocker"]> {
  const key = apiKey.trim();
  if (key.length < MIN_API_KEY_LENGTH) throw new Failure("WALLET_SETTINGS_MALFORMED", "digilocker.apiKeyFile");
  return { orgId, issuerId, documentType, apiKey: key };
}

/** Found out when the service starts, and not when the first person asks for a pass. */
function soundKey(pem: string, place: string): string {
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    throw new Failure("WALLET_SETTINGS_MALFORMED", place);
  }
}

function readText(path: string): string {
  return new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_SECRET_BYTES }));
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(readFileBounded(path, { maxBytes: MAX_FILE_BYTES })));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure("WALLET_SETTINGS_MALFORMED", path);
  }
}
