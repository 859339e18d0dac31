// `trust show FILE`: what a trust bundle says, so that a person can compare its root keys with those the authority announces.

import { type Command, createCommand, Failure, formatInstant, printable, readBounded } from "@mohor/command-line";
import { coseKeyThumbprint, kidOf, MAX_TRUST_BUNDLE_BYTES, type TrustBundle, toHex } from "@mohor/schema";
import { openTrustStore } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { trustUpdateCommand } from "./trust-update.ts";

/** The group of commands about trust material. */
export function trustCommand(): Command {
  return createCommand("mohor-verifier", "trust", "what this verifier trusts")
    .addCommand(
      createCommand("mohor-verifier trust", "show", "show a trust bundle whose signatures hold; compare its root keys")
        .argument("<file>", "a signed trust bundle")
        .option("--json", "as one JSON object")
        .action(show),
    )
    .addCommand(trustUpdateCommand());
}

async function show(path: string, flags: { readonly json?: boolean }): Promise<void> {
  const trust = openTrustStore(await readBounded(path, MAX_TRUST_BUNDLE_BYTES), { engine: nodeCryptoEngine });
  if (!trust.ok) throw new Failure(trust.code, path);
  const { bundle } = trust.value;
  process.stdout.write(flags.json ? `${JSON.stringify(toJson(bundle))}\n` : toLines(bundle));
}

function toJson({ rootKeys, keys, companions, ...rest }: TrustBundle): object {
  return {
    ...rest,
    roots: rootKeys.map((key) => toHex(coseKeyThumbprint(key))),
    keys: keys.map(({ publicKey, ...key }) => ({ kid: toHex(kidOf(publicKey)), ...key })),
    companions: companions.length,
  };
}

function toLines(bundle: TrustBundle): string {
  const lines = [
    `issuer: ${printable(bundle.issuer)}`,
    `version: ${bundle.version}`,
    `issued: ${formatInstant(bundle.issued)}`,
    `expires: ${formatInstant(bundle.expires)}`,
    `root signatures needed: ${bundle.rootThreshold}`,
    ...bundle.rootKeys.map((key) => `root key thumbprint: ${toHex(coseKeyThumbprint(key))}`),
    ...bundle.keys.map(
      ({ publicKey, purpose, state, useFrom, acceptUntil }) =>
        `key ${toHex(kidOf(publicKey))}: ${purpose}, ${state}, ${formatInstant(useFrom)} to ${formatInstant(acceptUntil)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
