// What an authority has published, kept in its data directory: every trust bundle by its version, requests that wait for signatures,
// each key's newest status list with the changes towards it, and the issued sets of stolen keys. A publisher's folder (publisher-files.ts)
// is a copy of this; the next bundle follows from it.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  coseKeyThumbprint,
  decodeSignedStatusUpdate,
  decodeSignedTrustBundle,
  MAX_ISSUED_SET_BYTES,
  MAX_STATUS_UPDATE_BYTES,
  MAX_TRUST_BUNDLE_BYTES,
  type SignedTrustBundle,
  type StatusUpdate,
  sha256,
  toHex,
} from "@mohor/schema";
import { MAX_STATUS_TOKEN_BYTES } from "@mohor/verifier/node";
import type { PlannedCompanion } from "../domain/plan-trust-bundle.ts";
import type { StatusDocument } from "../domain/publish-status-list.ts";
import { PortError } from "../domain/refusal.ts";
import {
  createFileDurably,
  MODE_PUBLIC,
  MODE_PUBLIC_FOLDER,
  makeFolder,
  readFileBounded,
  reading,
  replaceFileDurably,
  writing,
} from "./durable-file.ts";

/** The folders, each of which comes to be with its first file. */
export type PublicationFolders = {
  readonly trustBundles: string;
  readonly trustRequests: string;
  readonly statusLists: string;
  readonly issuedSets: string;
};

/** A document with its bytes. */
export type KeptBundle = { readonly version: number; readonly bytes: Uint8Array; readonly signed: SignedTrustBundle };

/** A key's newest status list, as documents. */
export type KeptStatusList = {
  readonly subject: Uint8Array;
  readonly version: number;
  /** `statusListDigest` of this version. */
  readonly digest: Uint8Array;
  /** Of the key that signed it. */
  readonly signerKid: Uint8Array;
  /** The whole list first, then by base, newest first. */
  readonly updates: readonly (StatusDocument & { readonly update: StatusUpdate })[];
  /** The same for other libraries. */
  readonly token: Uint8Array;
};

/** A key's issued set, as its document. */
export type KeptIssuedSet = { readonly subject: Uint8Array; readonly bytes: Uint8Array; readonly digest: Uint8Array };

const VERSION_FILE = /^(\d{10})\.cose$/;
const UPDATE_FILE = /^(\d+)-(\d+)\.cose$/;

/** Hex digits of a subject's thumbprint in names of files and folders: eight bytes of a digest never meet by chance. */
const SUBJECT_DIGITS = 16;

/** The name of a key's status list folder and issued set. */
export function subjectName(subject: Uint8Array): string {
  return toHex(subject).slice(0, SUBJECT_DIGITS);
}

/** Versions kept, ascending. */
export function keptVersions(folder: string): readonly number[] {
  return namesIn(folder)
    .flatMap((name) => VERSION_FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** The bundle of this version. Throws PortError FILE_NOT_FOUND, FILE_UNREADABLE (no whole bundle either). */
export function readBundle(folder: string, version: number): KeptBundle {
  const path = versionPath(folder, version);
  const bytes = readFileBounded(path, { maxBytes: MAX_TRUST_BUNDLE_BYTES });
  const signed = decodeSignedTrustBundle(bytes);
  if (!signed.ok) throw new PortError("FILE_UNREADABLE", `the file holds no trust bundle (${signed.code})`, { path });
  return { version, bytes, signed: signed.value };
}

/** The newest bundle, or null before the first. */
export function newestBundle(folder: string): KeptBundle | null {
  const newest = keptVersions(folder).at(-1);
  return newest === undefined ? null : readBundle(folder, newest);
}

/** Keeps a bundle or request under its version, before anybody sees it; false where another process has taken the number. */
export function keepBundle(folder: string, version: number, bytes: Uint8Array): boolean {
  makeFolder(folder, { mode: MODE_PUBLIC_FOLDER });
  try {
    createFileDurably(versionPath(folder, version), bytes, { mode: MODE_PUBLIC });
    return true;
  } catch (error) {
    if (error instanceof PortError && error.code === "FILE_EXISTS") return false;
    throw error;
  }
}

function versionPath(folder: string, version: number): string {
  return join(folder, `${String(version).padStart(10, "0")}.cose`);
}

/** Keeps a version of a key's list in place of the one before. The whole list is written last: what is kept is what it names. */
export function keepStatusList(
  folder: string,
  list: {
    readonly subject: Uint8Array;
    readonly version: number;
    readonly documents: readonly StatusDocument[];
    readonly token: Uint8Array;
  },
): void {
  const place = join(folder, subjectName(list.subject));
  makeFolder(place, { mode: MODE_PUBLIC_FOLDER });
  const files = new Map(list.documents.map(({ base, bytes }) => [updateName(base, list.version), bytes]));
  replaceFileDurably(join(place, tokenName(list.version)), list.token, { mode: MODE_PUBLIC });
  for (const [name, bytes] of [...files].toReversed())
    replaceFileDurably(join(place, name), bytes, { mode: MODE_PUBLIC });
  removeVersionsBefore(place, list.version);
}

/** Removes the files of earlier versions. Those of a later one, which another process may have written meanwhile, stay. */
function removeVersionsBefore(place: string, version: number): void {
  for (const name of namesIn(place)) {
    const of = /^(?:\d+-)?(\d+)\.(?:cose|statuslist\.cwt)$/.exec(name)?.[1];
    if (of !== undefined && Number(of) < version) writing(place, () => rmSync(join(place, name), { force: true }));
  }
}

/** The name of an update's file, in the data directory as on the web server. */
export function updateName(base: number, version: number): string {
  return `${base}-${version}.cose`;
}

/** The name of the file for other libraries. */
export function tokenName(version: number): string {
  return `${version}.statuslist.cwt`;
}

/** A key's newest list, or null where none was published. Throws PortError FILE_UNREADABLE. */
export function readStatusList(folder: string, publicKey: Uint8Array): KeptStatusList | null {
  const subject = coseKeyThumbprint(publicKey);
  const place = join(folder, subjectName(subject));
  const names = namesIn(place).flatMap((name) => {
    const [, base, version] = UPDATE_FILE.exec(name) ?? [];
    return base === undefined || version === undefined ? [] : [{ base: Number(base), version: Number(version) }];
  });
  const version = Math.max(0, ...names.filter(({ base }) => base === 0).map((name) => name.version));
  if (version === 0) return null;
  const bases = names.filter((name) => name.version === version).map(({ base }) => base);
  const updates = [0, ...bases.filter((base) => base > 0).toSorted((a, b) => b - a)].map((base) => {
    const path = join(place, updateName(base, version));
    const bytes = Uint8Array.from(readFileBounded(path, { maxBytes: MAX_STATUS_UPDATE_BYTES }));
    const decoded = decodeSignedStatusUpdate(bytes);
    if (!decoded.ok) throw new PortError("FILE_UNREADABLE", `no status update (${decoded.code})`, { path });
    return { base, bytes, update: decoded.value.update, signerKid: decoded.value.header.kid };
  });
  const [whole] = updates;
  if (whole === undefined) return null;
  const token = readFileBounded(join(place, tokenName(version)), { maxBytes: MAX_STATUS_TOKEN_BYTES });
  return { subject, version, digest: whole.update.digest, signerKid: whole.signerKid, updates, token };
}

/** Keeps a key's issued set, in place of one made before. */
export function keepIssuedSet(folder: string, subject: Uint8Array, bytes: Uint8Array): void {
  makeFolder(folder, { mode: MODE_PUBLIC_FOLDER });
  replaceFileDurably(join(folder, `${subjectName(subject)}.cbor`), bytes, { mode: MODE_PUBLIC });
}

/** A key's issued set, or null. */
export function readIssuedSet(folder: string, publicKey: Uint8Array): KeptIssuedSet | null {
  const subject = coseKeyThumbprint(publicKey);
  const path = join(folder, `${subjectName(subject)}.cbor`);
  if (!existsSync(path)) return null;
  const bytes = readFileBounded(path, { maxBytes: MAX_ISSUED_SET_BYTES });
  return { subject, bytes, digest: sha256(bytes) };
}

/** The companions that the next bundle names for these keys: how far each list is published, and the issued sets of revoked keys. */
export function keptCompanions(
  { statusLists, issuedSets }: PublicationFolders,
  keys: readonly { readonly publicKey: Uint8Array; readonly state: string }[],
): readonly PlannedCompanion[] {
  return keys.flatMap(({ publicKey, state }): PlannedCompanion[] => {
    const list = readStatusList(statusLists, publicKey);
    const set = state === "revoked" ? readIssuedSet(issuedSets, publicKey) : null;
    return [
      ...(list === null
        ? []
        : [{ publicKey, kind: "status-list", version: list.version, digest: list.digest } as const]),
      ...(set === null ? [] : [{ publicKey, kind: "issued-set", version: 1, digest: set.digest } as const]),
    ];
  });
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? reading(folder, () => readdirSync(folder)) : [];
}
