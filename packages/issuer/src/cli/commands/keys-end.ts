// `keys retire` and `keys revoke`: the quiet end of a key, and its end by force (docs/trust.md §5).

import { type Command, Failure, formatInstant, nowOf } from "@mohor/command-line";
import { coseKeyThumbprint } from "@mohor/schema";
import { keepIssuedSet } from "../../adapters/publication-folder.ts";
import { makeIssuedSet } from "../../domain/issued-set.ts";
import type { SigningKey } from "../../domain/signing-key.ts";
import { type OpenIssuer, withIssuer } from "../data-directory.ts";
import { action, type CommonFlags, issuerCommand, printResult } from "../flags.ts";

type RevokeFlags = CommonFlags & { readonly keepIssued?: boolean };

export function retireCommand(): Command {
  return issuerCommand("keys", "retire", "let a key sign no more; what it signed stays good until its dates end")
    .argument("<kid>", "the key, as keys list shows it")
    .action(action(retire));
}

export function revokeKeyCommand(): Command {
  return issuerCommand("keys", "revoke", "withdraw a key that is not safe any more, for ever")
    .argument("<kid>", "the key, as keys list shows it")
    .option("--keep-issued", "also publish what was really issued under it, so that honest certificates stay good")
    .action(action(revoke));
}

async function retire(kid: string, flags: CommonFlags): Promise<void> {
  const now = nowOf(flags);
  const key = await withIssuer(flags.dir, async (issuer) => {
    const held = await keyOf(issuer, kid);
    // What it signs in this very second is still good: it may have done so.
    const signUntil = Math.max(now, held.useFrom);
    const audit = { at: now, actor: "operator", action: "key-retired", subject: kid, detail: {} } as const;
    await issuer.stores.signingKeys.end(kid, { signUntil }, audit);
    return keyOf(issuer, kid);
  });
  const { signUntil, acceptUntil } = key;
  printResult(flags, { kid, signUntil, acceptUntil }, [
    `${kid} signs until ${formatInstant(signUntil)}, accepted to ${formatInstant(acceptUntil)}`,
    "publish the trust bundle, so that gates hear of it",
  ]);
}

async function revoke(kid: string, flags: RevokeFlags): Promise<void> {
  const now = nowOf(flags);
  const { already, kept } = await withIssuer(flags.dir, async (issuer) => {
    const { stores, directory } = issuer;
    const held = await keyOf(issuer, kid);
    const audit = { at: now, actor: "operator", action: "key-revoked", subject: kid, detail: {} } as const;
    // First of all: from here on nothing is issued under it.
    const changed = await stores.signingKeys.end(kid, "revoked", audit);
    if (!flags.keepIssued) return { already: !changed, kept: null };
    const { count, document } = await makeIssuedSet(held, stores, { now });
    keepIssuedSet(directory.issuedSets, coseKeyThumbprint(held.publicKey), document);
    return { already: !changed, kept: { count, bytes: document.length } };
  });
  printResult(flags, { kid, state: "revoked", already, issuedSet: kept }, [
    `${kid} ${already ? "was revoked before" : "is revoked"}`,
    ...(kept === null ? [] : [`issued set of ${kept.count} certificates, ${kept.bytes} bytes`]),
    "publish the trust bundle at once, so that gates hear of it",
  ]);
}

/** Throws Failure SIGNING_KEY_UNKNOWN. */
async function keyOf({ stores }: OpenIssuer, kid: string): Promise<SigningKey> {
  const key = (await stores.signingKeys.list()).find((held) => held.kid === kid);
  if (key === undefined) throw new Failure("SIGNING_KEY_UNKNOWN", kid);
  return key;
}
