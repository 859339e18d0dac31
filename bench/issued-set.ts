// The issued set of a million certificates: its size, loading it against hashing its bytes, a lookup against one SHA-256, and how many
// of a million tokens that were never issued it takes for issued.

import { createHash } from "node:crypto";
import { decodeIssuedSet, encodeIssuedSet, type IssuedSet, isIssued, issuedSetEntry, sha256 } from "@mohor/schema";
import { printResults, race } from "./race.ts";

const MILLION = 1_000_000;
const SUBJECT = new Uint8Array(32);

export async function benchIssuedSet(): Promise<void> {
  const entries = new Uint8Array(8 * MILLION);
  for (let i = 0; i < MILLION; i++) entries.set(createHash("sha256").update(tokenOf(i)).digest().subarray(0, 8), 8 * i);
  const document = encodeIssuedSet(SUBJECT, entries);
  const set = load(document);
  printResults(
    `loading an issued set of ${MILLION.toLocaleString("en")}: ${document.length.toLocaleString("en")} bytes`,
    await race(
      [
        { name: "SHA-256 of its bytes (node:crypto)", run: () => createHash("sha256").update(document).digest() },
        { name: "check the digest (portable) and decode", run: () => [sha256(document), load(document)] },
        { name: "decode", run: () => load(document) },
      ],
      { rounds: 9, runsPerRound: 1 },
    ),
  );
  const [known, unknown] = [tokenOf(7), tokenOf(-1)];
  if (!isIssued(set, known) || isIssued(set, unknown)) throw new Error("the set answers wrongly");
  printResults(
    "a lookup in it",
    await race(
      [
        { name: "SHA-256 of the token alone", run: () => issuedSetEntry(known) },
        { name: "a token that is in it", run: () => isIssued(set, known) },
        { name: "a token that is not", run: () => isIssued(set, unknown) },
      ],
      { rounds: 31, runsPerRound: 2_000 },
    ),
  );
  let [missed, falseYes] = [0, 0];
  for (let i = 0; i < MILLION; i++) {
    if (i % 10 === 0 && !isIssued(set, tokenOf(i))) missed++;
    if (isIssued(set, tokenOf(-1 - i))) falseYes++;
  }
  const counts = `${missed} of 100,000 issued tokens missed, ${falseYes} of 1,000,000 others taken for issued`;
  process.stdout.write(`${counts} (expected ${(MILLION * MILLION * 2 ** -64).toExponential(1)})\n\n`);
}

/** A token as long as an honest one. */
function tokenOf(number: number): Uint8Array {
  const token = new Uint8Array(126);
  new DataView(token.buffer).setInt32(0, number);
  return token;
}

function load(document: Uint8Array): IssuedSet {
  const set = decodeIssuedSet(document);
  if (!set.ok) throw new Error(set.code);
  return set.value;
}
