// The folder that a web server, a memory stick or an object store gives out (docs/trust.md §6): a copy of what is kept, under names that
// stay. Nothing in it is trusted for where it lies; `index.json` only saves readers from guessing names. Documents are written before the
// index that names them, and what it no longer names is removed after it.

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  bytesEqual,
  concatBytes,
  encodeCoseKeySet,
  encodePack,
  kidOf,
  MAX_PACK_DOCUMENTS,
  rootSetFingerprint,
  sha256,
  toHex,
  toJwk,
} from "@mohor/schema";
import { mirroredKeys } from "../domain/plan-trust-bundle.ts";
import { PortError } from "../domain/refusal.ts";
import { MODE_PUBLIC, MODE_PUBLIC_FOLDER, makeFolder, reading, replaceFileDurably, writing } from "./durable-file.ts";
import {
  type KeptBundle,
  type KeptIssuedSet,
  type KeptStatusList,
  keptVersions,
  newestBundle,
  type PublicationFolders,
  readBundle,
  readIssuedSet,
  readStatusList,
  subjectName,
  tokenName,
  updateName,
} from "./publication-folder.ts";

/** A file as the index names it. */
type FileEntry = { readonly name: string; readonly size: number; readonly sha256: string };

/** index.json: advisory, unsigned. Names are relative to it. */
export type PublicationIndex = {
  readonly format: 1;
  readonly bundle: FileEntry & { readonly version: number };
  /** Every bundle, oldest first, so that a chain of root changes can be walked. */
  readonly bundles: readonly (FileEntry & { readonly version: number })[];
  readonly statusLists: readonly {
    /** The whole thumbprint of the key that the list is about, in hex. */
    readonly subject: string;
    readonly version: number;
    /** The whole list (base 0) first, then changes from other versions. */
    readonly updates: readonly (FileEntry & { readonly base: number })[];
    readonly token: FileEntry;
  }[];
  readonly issuedSets: readonly (FileEntry & { readonly subject: string })[];
  readonly pack: FileEntry;
};

/** Everything that is in force. */
export type Publication = {
  readonly newest: KeptBundle;
  readonly statusLists: readonly KeptStatusList[];
  readonly issuedSets: readonly KeptIssuedSet[];
};

/** What is published now. Throws PortError TRUST_UNPUBLISHED, and as the folders' readers. */
export function readPublication(folders: PublicationFolders): Publication {
  const newest = newestBundle(folders.trustBundles);
  if (newest === null) throw new PortError("TRUST_UNPUBLISHED", "no trust bundle was published yet");
  const { keys, companions } = newest.signed.bundle;
  const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);
  return {
    newest,
    // A list whose signer was revoked since is refused by gates; the next one is signed by another key.
    statusLists: keys
      .flatMap(({ publicKey }) => present(readStatusList(folders.statusLists, publicKey)))
      .filter(({ signerKid }) =>
        keys.some(({ publicKey, state }) => state === "active" && bytesEqual(kidOf(publicKey), signerKid)),
      ),
    // Only the set that the bundle names: a newer one belongs to the next bundle.
    issuedSets: companions
      .filter(({ kind }) => kind === "issued-set")
      .flatMap(({ keyIndex, digest }) => {
        const set = readIssuedSet(folders.issuedSets, keys[keyIndex]?.publicKey ?? new Uint8Array(0));
        return set !== null && toHex(set.digest) === toHex(digest) ? [set] : [];
      }),
  };
}

/**
 * The documents that bring a gate up to date, whatever it holds: each bundle that changed the roots and the newest, each list, each
 * issued set. As many as a pack holds; the newest bundle is always among them.
 */
export function packDocuments(folders: PublicationFolders, publication: Publication): readonly Uint8Array[] {
  const { newest, statusLists, issuedSets } = publication;
  const others = [
    ...statusLists.flatMap(({ updates }) => updates.slice(0, 1).map(({ bytes }) => bytes)),
    ...issuedSets.map(({ bytes }) => bytes),
  ];
  const room = Math.max(0, MAX_PACK_DOCUMENTS - 1 - others.length);
  const steps = rootSteps(folders, newest).slice(-room);
  return [...(room === 0 ? [] : steps), newest.bytes, ...others].slice(0, MAX_PACK_DOCUMENTS);
}

/** The first bundle of each root set after the first, up to the newest: the roots before have signed it too, and no later one. */
function rootSteps({ trustBundles }: PublicationFolders, newest: KeptBundle): readonly Uint8Array[] {
  const steps: Uint8Array[] = [];
  let before: string | null = null;
  for (const version of keptVersions(trustBundles)) {
    if (version >= newest.version) break;
    const { signed, bytes } = readBundle(trustBundles, version);
    const rootSet = toHex(rootSetFingerprint(signed.bundle));
    if (before !== null && rootSet !== before) steps.push(bytes);
    before = rootSet;
  }
  return steps;
}

/** Writes the folder. Throws PortError TRUST_UNPUBLISHED, FILE_…, DISK_FULL. */
export function writePublisherFiles(out: string, folders: PublicationFolders): Publication {
  const publication = readPublication(folders);
  const { newest, statusLists, issuedSets } = publication;
  const written = new Set<string>();
  const put = (name: string, content: Uint8Array): FileEntry => {
    replaceFileDurably(join(out, name), content, { mode: MODE_PUBLIC });
    written.add(name);
    return { name, size: content.length, sha256: toHex(sha256(content)) };
  };
  for (const folder of ["bundles", "status", "issued-sets"])
    makeFolder(join(out, folder), { mode: MODE_PUBLIC_FOLDER });

  const index: PublicationIndex = {
    format: 1,
    bundles: keptVersions(folders.trustBundles).map((version) => ({
      version,
      ...put(`bundles/${version}.cose`, readBundle(folders.trustBundles, version).bytes),
    })),
    statusLists: statusLists.map((list) => {
      const place = `status/${subjectName(list.subject)}`;
      makeFolder(join(out, place), { mode: MODE_PUBLIC_FOLDER });
      return {
        subject: toHex(list.subject),
        version: list.version,
        updates: list.updates.map(({ base, bytes }) => ({
          base,
          ...put(`${place}/${updateName(base, list.version)}`, bytes),
        })),
        token: put(`${place}/${tokenName(list.version)}`, list.token),
      };
    }),
    issuedSets: issuedSets.map(({ subject, bytes, digest }) => ({
      subject: toHex(subject),
      ...put(`issued-sets/${toHex(digest)}.cbor`, bytes),
    })),
    pack: put("trust.mohor-trust", encodePack(packDocuments(folders, publication))),
    bundle: { version: newest.version, ...put("trust-bundle.cose", newest.bytes) },
  };
  const mirrored = mirroredKeys(newest.signed.bundle);
  put("cose-keyset.cbor", encodeCoseKeySet(mirrored));
  put("jwks.json", jsonBytes({ keys: mirrored.map(toJwk) }));
  put("index.json", jsonBytes(index));
  removeUnnamed(out, written);
  return publication;
}

function jsonBytes(value: object): Uint8Array {
  return concatBytes(new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

/** Removes documents of earlier publications, and nothing but what has the form of one. */
function removeUnnamed(out: string, written: ReadonlySet<string>): void {
  for (const folder of ["status", "issued-sets"]) {
    const names = reading(out, () => readdirSync(join(out, folder), { recursive: true, encoding: "utf8" }));
    for (const name of names.map((within) => `${folder}/${within.replaceAll("\\", "/")}`)) {
      const isDocument =
        /^(?:status\/[0-9a-f]{16}\/(?:\d+-\d+\.cose|\d+\.statuslist\.cwt)|issued-sets\/[0-9a-f]{64}\.cbor)$/.test(name);
      if (isDocument && !written.has(name)) writing(out, () => rmSync(join(out, name), { force: true }));
    }
  }
}
