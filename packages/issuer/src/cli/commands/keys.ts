// `keys generate` and `keys list`: signing keys, their purposes and dates; and the rest of a key's life.

import { type Command, describeFailure, Failure, languageOfFlags, nowOf, Option } from "@mohor/command-line";
import { KEY_PURPOSES, type KeyPurpose } from "@mohor/schema";
import { addSigningKey } from "../add-signing-key.ts";
import { withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, issuerGroup, printResult } from "../flags.ts";
import { keyLine, keyRow } from "../key-lines.ts";
import { placesOfKeys } from "../open-signer.ts";
import { DAYS_AHEAD, useFromOption, usualUseFrom } from "../use-from.ts";
import { retireCommand, revokeKeyCommand } from "./keys-end.ts";

type GenerateFlags = CommonFlags & {
  readonly purpose: KeyPurpose;
  readonly useFrom?: number;
  readonly token?: boolean;
};

const DAY = 86_400;

export function keysCommand(): Command {
  return issuerGroup("keys", "signing keys", [
    makingCommand("generate", "make a signing key; publish the trust bundle again before it is used")
      .addOption(useFromOption(`in ${DAYS_AHEAD} days; at once if gates have none, or the roots are here`))
      .action(action(generate)),
    issuerCommand("keys", "list", "list the signing keys").action(action(list)),
    makingCommand("rotate", "make the successor of a purpose's newest key; publish it before its time")
      .addOption(useFromOption(`in ${DAYS_AHEAD} days`))
      .action(action(rotate)),
    retireCommand(),
    revokeKeyCommand(),
  ]);
}

function makingCommand(name: string, description: string): Command {
  return issuerCommand("keys", name, description)
    .addOption(new Option("--purpose <purpose>", "what it signs").choices(KEY_PURPOSES).default("certificate"))
    .option("--token", "make it inside the hardware token that the settings name, and not in a sealed file");
}

async function generate(flags: GenerateFlags): Promise<void> {
  const now = nowOf(flags);
  const place = flags.token ? "token" : "file";
  const key = await withIssuer(flags.dir, (issuer) => {
    const useFrom = flags.useFrom ?? usualUseFrom(issuer.directory, flags.purpose, now);
    return addSigningKey(issuer, flags.purpose, { now, useFrom, place });
  });
  printResult(flags, keyRow(key, place), [keyLine(key, place)]);
}

async function rotate(flags: GenerateFlags): Promise<void> {
  const now = nowOf(flags);
  const place = flags.token ? "token" : "file";
  const { key, before } = await withIssuer(flags.dir, async (issuer) => {
    const held = await issuer.stores.signingKeys.list();
    const before = held.findLast(({ purpose, state }) => purpose === flags.purpose && state === "active");
    if (before === undefined) throw new Failure("SIGNING_KEY_NONE");
    const useFrom = flags.useFrom ?? now + DAYS_AHEAD * DAY;
    return { before, key: await addSigningKey(issuer, flags.purpose, { now, useFrom, place }) };
  });
  printResult(flags, { ...keyRow(key, place), follows: before.kid }, [
    keyLine(key, place),
    `follows ${before.kid}, which signs until the new key begins`,
  ]);
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
    { keys: rows.map(({ key, place }) => keyRow(key, place)) },
    rows.map(({ key, place }) => keyLine(key, place)),
  );
}
