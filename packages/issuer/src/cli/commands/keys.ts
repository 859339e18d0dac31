// `keys generate` and `keys list`: signing keys, their purposes and dates.

import { type Command, formatInstant, InvalidArgumentError, nowOf, Option, parseInstant } from "@mohor/command-line";
import { KEY_PURPOSES, type KeyPurpose, toHex } from "@mohor/schema";
import type { SigningKey } from "../../domain/signing-key.ts";
import { addSigningKey } from "../add-signing-key.ts";
import { withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";

type GenerateFlags = CommonFlags & { readonly purpose: KeyPurpose; readonly useFrom?: number };

export function keysCommand(): Command {
  return issuerGroup("keys", "signing keys", [
    issuerCommand("keys", "generate", "make a signing key; publish the trust bundle again before it is used")
      .addOption(new Option("--purpose <purpose>", "what it signs").choices(KEY_PURPOSES).default("certificate"))
      .addOption(new Option("--use-from <ISO-8601>", "when it begins to sign (default: now)").argParser(parseUseFrom))
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
  const dates = { now, useFrom: flags.useFrom ?? now };
  const key = await withIssuer(flags.dir, (issuer) => addSigningKey(issuer, flags.purpose, dates));
  printResult(flags, toRow(key), [toLine(key)]);
}

async function list(flags: CommonFlags): Promise<void> {
  const keys = await withIssuer(flags.dir, ({ stores }) => stores.signingKeys.list());
  printResult(flags, { keys: keys.map(toRow) }, keys.map(toLine));
}

function toRow({ kid, purpose, state, publicKey, useFrom, signUntil, acceptUntil }: SigningKey): object {
  return { kid, purpose, state, publicKey: toHex(publicKey), useFrom, signUntil, acceptUntil };
}

function toLine({ kid, purpose, state, useFrom, signUntil, acceptUntil }: SigningKey): string {
  const dates = [useFrom, signUntil, acceptUntil].map(formatInstant);
  return `${kid}  ${purpose}  ${state}  signs ${dates[0]} to ${dates[1]}, accepted to ${dates[2]}`;
}
