// `keys generate` and `keys list`: signing keys, their purposes and dates.

import {
  type Command,
  describeFailure,
  Failure,
  formatInstant,
  InvalidArgumentError,
  languageOfFlags,
  nowOf,
  Option,
  parseInstant,
} from "@mohor/command-line";
import { KEY_PURPOSES, type KeyPurpose, toHex } from "@mohor/schema";
import type { SigningKey } from "../../domain/signing-key.ts";
import { addSigningKey } from "../add-signing-key.ts";
import { withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { type KeyPlace, placesOfKeys } from "../open-signer.ts";

type GenerateFlags = CommonFlags & {
  readonly purpose: KeyPurpose;
  readonly useFrom?: number;
  readonly token?: boolean;
};

export function keysCommand(): Command {
  return issuerGroup("keys", "signing keys", [
    issuerCommand("keys", "generate", "make a signing key; publish the trust bundle again before it is used")
      .addOption(new Option("--purpose <purpose>", "what it signs").choices(KEY_PURPOSES).default("certificate"))
      .addOption(new Option("--use-from <ISO-8601>", "when it begins to sign (default: now)").argParser(parseUseFrom))
      .option("--token", "make it inside the hardware token that the settings name, and not in a sealed file")
      .action(action(generate)),
    issuerCommand("keys", "list", "list the signing keys").action(action(list)),
  ]);
}

function parseUseFrom(text: string): number {
  const useFrom = parseInstant(text);
  if (useFrom === null) throw new InvalidArgumentError("a time such as 2026-11-23T10:00:00Z or a date is needed.");
  return useFrom;
}

async function generate(flags: GenerateFlags): Promise<void> {
  const now = nowOf(flags);
  const place = flags.token ? "token" : "file";
  const how = { now, useFrom: flags.useFrom ?? now, place } as const;
  const key = await withIssuer(flags.dir, (issuer) => addSigningKey(issuer, flags.purpose, how));
  printResult(flags, toRow(key, place), [toLine(key, place)]);
}

async function list(flags: CommonFlags): Promise<void> {
  const { keys, places, fault } = await withIssuer(flags.dir, async (issuer) => {
    const held = await issuer.stores.signingKeys.list();
    return {
      keys: held,
      ...(await placesOfKeys(
        issuer,
        held.map(({ kid }) => kid),
      )),
    };
  });
  // The list is whole without the token; only where some of its keys are is not known.
  if (fault !== undefined) {
    process.stderr.write(describeFailure(new Failure(fault.code, fault.path ?? fault.message), languageOfFlags(flags)));
  }
  const rows = keys.map((key) => ({ key, place: places.get(key.kid) ?? "nowhere" }));
  printResult(
    flags,
    { keys: rows.map(({ key, place }) => toRow(key, place)) },
    rows.map(({ key, place }) => toLine(key, place)),
  );
}

function toRow(key: SigningKey, place: KeyPlace): object {
  const { kid, purpose, state, publicKey, useFrom, signUntil, acceptUntil } = key;
  return { kid, purpose, state, publicKey: toHex(publicKey), useFrom, signUntil, acceptUntil, place };
}

const PLACES: Readonly<Record<KeyPlace, string>> = {
  file: "in a sealed file",
  token: "in the token",
  nowhere: "private half is not here",
  unreachable: "in no file; the token cannot be asked",
};

function toLine({ kid, purpose, state, useFrom, signUntil, acceptUntil }: SigningKey, place: KeyPlace): string {
  const dates = [useFrom, signUntil, acceptUntil].map(formatInstant);
  return `${kid}  ${purpose}  ${state}  signs ${dates[0]} to ${dates[1]}, accepted to ${dates[2]}  ${PLACES[place]}`;
}
