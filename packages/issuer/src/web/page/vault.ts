// What the phone keeps of certificates (IndexedDB): sealed with AES-256-GCM under a key that the browser holds and never gives out, so
// that a copy of the browser's files alone shows nobody's name. Where the platform has no such keys they are kept as they are. No
// method rejects: a page that cannot keep anything still shows what it was given.

import { finished, settled } from "@mohor/offline-app/page";

/** A certificate of the family, as kept. */
export type KeptItem = {
  /** Which one: the id of the certificate. */
  readonly certificateId: string;
  readonly qrText: string;
  /** For renewing in two taps: what was typed. Empty for one that came by link. */
  readonly mobile: string;
  readonly fullName: string;
  /** Version of the notice that was agreed to; empty for one that came by link. */
  readonly noticeVersion: string;
  readonly keptAt: number;
};

/** Why something was not kept: no room, or a browser that keeps nothing. */
export type NotKept = "full" | "none";

/** The phone's memory. */
export type Vault = {
  /** Newest first. What cannot be opened any more is left out. */
  readonly list: () => Promise<readonly KeptItem[]>;
  /** Keeps one, in the place of `replaces` where that is given; null when it is kept durably. */
  readonly put: (item: KeptItem, replaces?: string) => Promise<NotKept | null>;
  readonly remove: (certificateId: string) => Promise<void>;
  /** Small choices: language and theme. */
  readonly setting: (name: "language" | "theme") => Promise<string | undefined>;
  readonly setSetting: (name: "language" | "theme", value: string) => Promise<void>;
};

const DATABASE = "mohor-citizen";
const ITEMS = "items";
const VALUES = "values";
const KEY = "key";

type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly sealed: ArrayBuffer };

/** Opens the phone's memory; where the browser refuses, one that forgets with the page and says so. */
export async function openVault(factory: IDBFactory | undefined, crypto: Crypto): Promise<Vault> {
  if (factory === undefined) return forgetful();
  try {
    const opening = factory.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(ITEMS);
      opening.result.createObjectStore(VALUES);
    };
    const database = await settled(opening);
    // Another tab may want to delete the database: this one must not hold it.
    database.onversionchange = () => database.close();
    return overDatabase(database, await keyOf(database, crypto), crypto);
  } catch {
    return forgetful();
  }
}

/** The key, made when first needed. Of two tabs at once one makes it and both use it. Null without WebCrypto (plain HTTP). */
async function keyOf(database: IDBDatabase, crypto: Crypto): Promise<CryptoKey | null> {
  if (crypto.subtle === undefined) return null;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = database.transaction(VALUES, "readwrite", { durability: "strict" });
  const values = transaction.objectStore(VALUES);
  const held: CryptoKey | undefined = await settled(values.get(KEY));
  if (held === undefined) values.put(fresh, KEY);
  await finished(transaction);
  return held ?? fresh;
}

function overDatabase(database: IDBDatabase, key: CryptoKey | null, crypto: Crypto): Vault {
  async function seal(item: KeptItem): Promise<Sealed | KeptItem> {
    if (key === null) return item;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(item));
    return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  }

  async function open(row: Sealed | KeptItem): Promise<KeptItem | null> {
    if (!("sealed" in row)) return row;
    if (key === null) return null;
    try {
      const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.sealed);
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return null;
    }
  }

  async function write(work: (items: IDBObjectStore, values: IDBObjectStore) => void): Promise<NotKept | null> {
    try {
      const transaction = database.transaction([ITEMS, VALUES], "readwrite", { durability: "strict" });
      work(transaction.objectStore(ITEMS), transaction.objectStore(VALUES));
      await finished(transaction);
      return null;
    } catch (error) {
      return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "none";
    }
  }

  return {
    async list() {
      try {
        const rows: (Sealed | KeptItem)[] = await settled(database.transaction(ITEMS).objectStore(ITEMS).getAll());
        const items = (await Promise.all(rows.map(open))).filter((item) => item !== null);
        return items.toSorted((a, b) => b.keptAt - a.keptAt);
      } catch {
        return [];
      }
    },
    async put(item, replaces) {
      const row = await seal(item);
      return write((items) => {
        items.put(row, item.certificateId);
        if (replaces !== undefined && replaces !== item.certificateId) items.delete(replaces);
      });
    },
    async remove(certificateId) {
      await write((items) => items.delete(certificateId));
    },
    async setting(name) {
      try {
        const value: unknown = await settled(database.transaction(VALUES).objectStore(VALUES).get(name));
        return typeof value === "string" ? value : undefined;
      } catch {
        return undefined;
      }
    },
    async setSetting(name, value) {
      await write((_, values) => values.put(value, name));
    },
  };
}

/** Keeps while the page is open. */
function forgetful(): Vault {
  const settings = new Map<string, string>();
  return {
    list: async () => [],
    put: async () => "none",
    remove: async () => undefined,
    setting: async (name) => settings.get(name),
    setSetting: async (name, value) => {
      settings.set(name, value);
    },
  };
}
