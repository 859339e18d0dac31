// All stores over one SQL database, whichever it is.

import type { Stores } from "../domain/ports.ts";
import { PortError } from "../domain/refusal.ts";
import type { RowCipher } from "./row-cipher.ts";
import { get, type SqlDatabase } from "./sql.ts";
import { createSqlAuditStore } from "./sql-audit-store.ts";
import { createSqlCertificateStore } from "./sql-certificate-store.ts";
import { createSqlChallengeStore } from "./sql-challenge-store.ts";
import { createSqlConsentStore } from "./sql-consent-store.ts";
import { createSqlCredentialOfferStore } from "./sql-credential-offer-store.ts";
import { createSqlEntityStore } from "./sql-entity-store.ts";
import { createSqlHomeStore } from "./sql-home-store.ts";
import { createSqlLogStore } from "./sql-log-store.ts";
import { createSqlPersonStore } from "./sql-person-store.ts";
import { createSqlPrintLinkStore } from "./sql-print-link-store.ts";
import { createSqlDoseEventStore, createSqlRecordStore } from "./sql-record-store.ts";
import { createSqlSigningKeyStore } from "./sql-signing-key-store.ts";
import { createSqlStatusStore } from "./sql-status-store.ts";
import { createSqlAnswerStore, createSqlTokenStore } from "./sql-token-store.ts";
import { createSqlWalletStore } from "./sql-wallet-store.ts";

/** `anywhere`: open a restored copy too, to settle it. */
export type OpenOptions = { readonly anywhere?: boolean };

/** What opening a copy that was not settled throws. */
export function restored(): PortError {
  return new PortError("STORE_RESTORED", "the store is not where it was made: a restored or moved copy");
}

/** The stores over an open database of the newest version. */
export function createSqlStores(database: SqlDatabase, cipher: RowCipher): Stores {
  return {
    records: createSqlRecordStore(database, cipher),
    challenges: createSqlChallengeStore(database, cipher),
    signingKeys: createSqlSigningKeyStore(database),
    certificates: createSqlCertificateStore(database, cipher),
    statuses: createSqlStatusStore(database),
    entities: createSqlEntityStore(database),
    consents: createSqlConsentStore(database, cipher),
    people: createSqlPersonStore(database, cipher),
    answers: createSqlAnswerStore(database, cipher),
    tokens: createSqlTokenStore(database),
    wallets: createSqlWalletStore(database),
    printLinks: createSqlPrintLinkStore(database),
    offers: createSqlCredentialOfferStore(database),
    audit: createSqlAuditStore(database),
    doseEvents: createSqlDoseEventStore(database, cipher),
    log: createSqlLogStore(database),
    home: createSqlHomeStore(database),
    async ping() {
      await database.read(() => get("SELECT 1 AS one"));
    },
    close: () => database.close(),
  };
}
