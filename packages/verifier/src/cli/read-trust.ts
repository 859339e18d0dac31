// `--trust FILE`: whatever trust material a file holds, opened. Naming it is the trust in it. Nothing is written: what was held stays
// as it was, and only `trust import` raises a state's clock floor.

import { readBounded } from "@mohor/command-line";
import { MAX_TRUST_STATE_BYTES, trustDocumentKind, trustDocumentsOf } from "@mohor/schema";
import {
  acceptTrustDocuments,
  isTrustState,
  NO_TRUST,
  openTrustState,
  openTrustStore,
  type Trust,
} from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { readTrustStateFile } from "./trust-state-file.ts";

const ENGINE = { engine: nodeCryptoEngine } as const;

/** The trust of a state file, a signed trust bundle or a pack. Throws Failure: FILE_…; anything else wrong is the trust's code. */
export async function readTrust(path: string, { now }: { readonly now: number }): Promise<Trust> {
  const bytes = await readBounded(path, MAX_TRUST_STATE_BYTES);
  if (isTrustState(bytes)) {
    const state = await readTrustStateFile(path);
    return state === null ? NO_TRUST : openTrustState(state, ENGINE);
  }
  const documents = trustDocumentsOf(bytes);
  const [first, ...others] = documents.ok ? documents.value : [bytes];
  if (others.length === 0) return openTrustStore(first as Uint8Array, ENGINE);
  const { trust } = acceptTrustDocuments(null, [first as Uint8Array, ...others], {
    ...ENGINE,
    now,
    firstTrust: "on-first-use",
  });
  if (trust.ok) return trust;
  // A pack that has expired as a whole may still say no.
  const bundle = [first, ...others].find((document) => trustDocumentKind(document as Uint8Array) === "trust-bundle");
  return openTrustStore(bundle ?? bytes, ENGINE);
}
