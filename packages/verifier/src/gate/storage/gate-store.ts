// What the gate keeps on the device (IndexedDB): signed bytes as received, settings, counts. Nothing parsed: the bytes are verified anew
// at every start. A browser that keeps nothing, or lost it, is a first run and never "fresh".

import { finished, settled } from "@mohor/offline-app/page";

const DATABASE = "mohor-gate";
const STORE = "values";

/** What is kept, by name. */
export type GateKey = "trust-state" | "issued-sets" | "settings" | "counters";

/** Why something was not kept: no room, or a browser that keeps nothing. */
export type NotKept = "full" | "none";

/** The device's memory. No method rejects. */
export type GateStore = {
  /** The value, or undefined where there is none or it cannot be read. */
  readonly get: (key: GateKey) => Promise<unknown>;
  /** Keeps the value durably, whole or not at all; null when it is kept. */
  readonly put: (key: GateKey, value: unknown) => Promise<NotKept | null>;
  /** Forgets everything. */
  readonly clear: () => Promise<void>;
};

/** Opens the device's memory; where the browser refuses, one that forgets with the page. */
export async function openGateStore(factory: IDBFactory | undefined): Promise<GateStore> {
  if (factory === undefined) return forgetful();
  try {
    const opening = factory.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(STORE);
    };
    return overDatabase(await settled(opening));
  } catch {
    return forgetful();
  }
}

function overDatabase(database: IDBDatabase): GateStore {
  // Another tab may want to delete the database: this one must not hold it.
  database.onversionchange = () => database.close();
  return {
    async get(key) {
      try {
        return await settled(database.transaction(STORE).objectStore(STORE).get(key));
      } catch {
        return undefined;
      }
    },
    async put(key, value) {
      try {
        // Strict: what was accepted from a poster must survive the battery that dies a second later.
        const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
        transaction.objectStore(STORE).put(value, key);
        await finished(transaction);
        return null;
      } catch (error) {
        return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "none";
      }
    },
    async clear() {
      try {
        const transaction = database.transaction(STORE, "readwrite");
        transaction.objectStore(STORE).clear();
        await finished(transaction);
      } catch {
        // What cannot be opened holds nothing that this page could forget.
      }
    },
  };
}

function forgetful(): GateStore {
  const values = new Map<GateKey, unknown>();
  return {
    get: async (key) => values.get(key),
    put: async (key, value) => {
      values.set(key, value);
      return "none";
    },
    clear: async () => values.clear(),
  };
}
