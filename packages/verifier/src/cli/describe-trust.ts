// A trust store as people compare it and programs read it: the fingerprint of its roots, its keys, and how old everything is.

import { formatInstant, printable } from "@mohor/command-line";
import { coseKeyThumbprint, formatFingerprint, kidOf, rootSetFingerprint, toHex } from "@mohor/schema";
import type { TrustStore, TrustStoreKey } from "@mohor/verifier";

/** The keys in the order of the bundle. */
function keysOf({ bundle, keysByKid }: TrustStore): TrustStoreKey[] {
  return bundle.keys.flatMap(({ publicKey }) =>
    (keysByKid.get(toHex(kidOf(publicKey))) ?? []).filter((key) => toHex(key.publicKey) === toHex(publicKey)),
  );
}

/** One JSON object. Ages are seconds at `now`. */
export function trustJson(store: TrustStore, now: number): object {
  const { rootKeys, keys: _, companions, ...rest } = store.bundle;
  return {
    ...rest,
    fingerprint: formatFingerprint(rootSetFingerprint(store.bundle)),
    freshAt: store.freshAt,
    ageSeconds: now - store.freshAt,
    clockFloor: store.clockFloor,
    roots: rootKeys.map((key) => toHex(coseKeyThumbprint(key))),
    keys: keysOf(store).map(({ publicKey, verify: _verify, beside, ...key }) => ({
      kid: toHex(kidOf(publicKey)),
      ...key,
      ...besideJson(beside, now),
    })),
    companions: companions.length,
  };
}

function besideJson({ statusList, statusFloor, issuedSet }: TrustStoreKey["beside"], now: number): object {
  return {
    ...(statusList === null
      ? {}
      : {
          statusList: {
            version: statusList.list.version,
            issued: statusList.issued,
            ageSeconds: now - statusList.issued,
            revoked: statusList.list.revoked.length,
            suspended: statusList.list.suspended.length,
            size: statusList.list.size,
          },
        }),
    ...(statusFloor === 0 ? {} : { statusFloor }),
    ...(issuedSet === null ? {} : { issuedSet: issuedSet === "missing" ? "missing" : issuedSet.count }),
  };
}

/** What is trusted, in a few lines for people, each ended. */
export function trustSummary(store: TrustStore, now: number): string {
  return ended(summaryOf(store, now));
}

/** All of it, in lines for people, each ended. */
export function trustLines(store: TrustStore, now: number): string {
  const { bundle } = store;
  return ended([
    ...summaryOf(store, now),
    `root signatures needed: ${bundle.rootThreshold}`,
    ...bundle.rootKeys.map((key) => `root key thumbprint: ${toHex(coseKeyThumbprint(key))}`),
    ...keysOf(store).flatMap((key) => [
      `key ${toHex(kidOf(key.publicKey))}: ${key.purpose}, ${key.state}, ${formatInstant(key.useFrom)} to ${formatInstant(key.acceptUntil)}`,
      ...besideLines(key.beside, now),
    ]),
  ]);
}

function summaryOf({ bundle, freshAt }: TrustStore, now: number): string[] {
  return [
    `issuer: ${printable(bundle.issuer)}`,
    `version: ${bundle.version}`,
    `issued: ${formatInstant(bundle.issued)}`,
    `expires: ${formatInstant(bundle.expires)}`,
    `fresh: ${age(now - freshAt)}`,
    `fingerprint: ${formatFingerprint(rootSetFingerprint(bundle))}`,
  ];
}

function ended(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

function besideLines({ statusList, statusFloor, issuedSet }: TrustStoreKey["beside"], now: number): string[] {
  const lines: string[] = [];
  if (statusList !== null) {
    const { version, revoked, suspended } = statusList.list;
    const counts = `${revoked.length} revoked, ${suspended.length} suspended`;
    lines.push(`  status list ${version}: ${counts}, ${age(now - statusList.issued)}`);
  }
  if ((statusList?.list.version ?? 0) < statusFloor) lines.push(`  status list ${statusFloor} is needed and not held`);
  if (issuedSet !== null)
    lines.push(issuedSet === "missing" ? "  issued set: missing" : `  issued set: ${issuedSet.count}`);
  return lines;
}

const HOUR = 3_600;

/** An age in the unit that a person would use. */
function age(seconds: number): string {
  if (seconds < 0) return "signed later than now";
  if (seconds < 2 * HOUR) return `${Math.floor(seconds / 60)} minutes old`;
  return seconds < 48 * HOUR
    ? `${Math.floor(seconds / HOUR)} hours old`
    : `${Math.floor(seconds / (24 * HOUR))} days old`;
}
