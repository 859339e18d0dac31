// `index.json` of a publisher's folder (docs/spec.md §4.10): which documents there are. Nothing in it is signed, and nothing in it is
// believed: it only says what to ask for. Names stay below the folder, and numbers within bounds.

/** A document that the index names. `name` is relative to the index; `sha256` (hex) tells what was fetched before. */
export type IndexEntry = { readonly name: string; readonly size: number; readonly sha256: string };

/** What the updater reads of an index. */
export type PublisherIndex = {
  readonly bundle: IndexEntry & { readonly version: number };
  /** Every bundle, of whatever order. */
  readonly bundles: readonly (IndexEntry & { readonly version: number })[];
  readonly statusLists: readonly {
    /** Thumbprint of the key that the list is about, in hex. */
    readonly subject: string;
    readonly version: number;
    /** The whole list has base 0. */
    readonly updates: readonly (IndexEntry & { readonly base: number })[];
  }[];
};

/** Bytes of an index: 1,024 bundles and 64 lists of 40 updates, 200 bytes each, are 717 kB. */
export const MAX_INDEX_BYTES = 1_048_576;

/** Bundles that an index may name: one a day for almost three years. */
const MAX_BUNDLES = 1_024;
const MAX_LISTS = 64;
const MAX_UPDATES = 64;

/** Segments of small letters, digits, dots and hyphens that begin with a letter or digit: nothing that leaves the folder. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,99}(?:\/[a-z0-9][a-z0-9.-]{0,99}){0,3}$/;
const DIGEST = /^[0-9a-f]{64}$/;

type Fields = Readonly<Record<string, unknown>>;

/** The index in these bytes, or null where it is none. Fields that it does not know it leaves alone. */
export function readPublisherIndex(bytes: Uint8Array): PublisherIndex | null {
  const index = fieldsOf(parseJson(bytes));
  if (index === null || index.format !== 1) return null;
  const bundle = versioned(index.bundle);
  const bundles = listOf(index.bundles, MAX_BUNDLES, versioned);
  const statusLists = listOf(index.statusLists, MAX_LISTS, (value) => {
    const list = fieldsOf(value);
    const updates = listOf(list?.updates, MAX_UPDATES, (update) => {
      const base = fieldsOf(update)?.base;
      const named = entry(update);
      return named !== null && isCount(base) ? { ...named, base } : null;
    });
    const { subject, version } = list ?? {};
    if (updates === null || typeof subject !== "string" || !DIGEST.test(subject) || !isCount(version)) return null;
    return { subject, version, updates };
  });
  return bundle === null || bundles === null || statusLists === null ? null : { bundle, bundles, statusLists };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

function versioned(value: unknown): (IndexEntry & { readonly version: number }) | null {
  const version = fieldsOf(value)?.version;
  const named = entry(value);
  return named !== null && isCount(version) ? { ...named, version } : null;
}

function entry(value: unknown): IndexEntry | null {
  const { name, size, sha256 } = fieldsOf(value) ?? {};
  if (typeof name !== "string" || !NAME.test(name) || !isCount(size)) return null;
  return typeof sha256 === "string" && DIGEST.test(sha256) ? { name, size, sha256 } : null;
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function listOf<T>(value: unknown, most: number, read: (element: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const list: T[] = [];
  for (const element of value) {
    const one = read(element);
    if (one === null) return null;
    list.push(one);
  }
  return list;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
