// Status lists in a gate: what a verdict costs with one, a lookup against a Set of the same indices, loading one against inflating the
// bit string of a Token Status List, and whether any answer of ten million is false.

import { deflateSync, inflateSync } from "node:zlib";
import { decodeSignedStatusUpdate, hasIndex, listedStatus, replayStatusUpdates } from "@mohor/schema";
import { openTrustStore, verify } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { statusUpdate } from "../test-vectors/generate/status-lists.ts";
import { printResults, race } from "./race.ts";
import { listOf, trustWith } from "./revocation.ts";
import { NOW, QR_TEXT, TRUST } from "./subject.ts";

const TEN_MILLION = 10_000_000;
const LOOKUPS = 1_000;

export async function benchStatusList(): Promise<void> {
  const list = listOf(TEN_MILLION);
  const bare = openTrustStore(TRUST, { engine: nodeCryptoEngine });
  const withList = trustWith(list);
  const judge = (trust: typeof bare) => () => {
    if (verify(QR_TEXT, trust, { now: NOW }).outcome !== "valid")
      throw new Error("the benchmark's certificate is refused");
  };
  printResults(
    "verdict with a status list of 10,000,000, a thousandth revoked",
    await race(
      [
        { name: "without a list", run: judge(bare) },
        { name: "with the list", run: judge(withList) },
      ],
      { rounds: 31, runsPerRound: 200 },
    ),
  );

  const set = new Set(list.revoked);
  let found = 0;
  const many = (ask: (index: number) => boolean) => () => {
    for (let i = 0; i < LOOKUPS; i++) if (ask((i * 9_973) % TEN_MILLION)) found++;
  };
  printResults(
    `${LOOKUPS} lookups in it`,
    await race(
      [
        { name: "Set of the same indices", run: many((index) => set.has(index)) },
        { name: "listedStatus", run: many((index) => listedStatus(list, index) === "revoked") },
      ],
      { rounds: 31, runsPerRound: 50 },
    ),
  );
  if (found === 0) throw new Error("no lookup found anything");

  for (const [size, rounds] of [
    [TEN_MILLION, 15],
    [1_000_000_000, 5],
  ] as const) {
    const large = size === TEN_MILLION ? list : listOf(size);
    const document = statusUpdate({ to: large });
    const zipped = deflateSync(bitString(large.revoked, size), { level: 6 });
    printResults(
      `loading a list of ${size.toLocaleString("en")}: ${document.length.toLocaleString("en")} bytes to lookups`,
      await race(
        [
          {
            name: `inflate a 1-bit status list of ${zipped.length.toLocaleString("en")} bytes`,
            run: () => inflateSync(zipped),
          },
          { name: "decode and replay", run: () => load(document) },
        ],
        { rounds, runsPerRound: 1 },
      ),
    );
  }

  process.stdout.write(`answers about every index of the 10,000,000: ${countFalse(list.revoked)} false\n\n`);
}

function load(document: Uint8Array): void {
  const signed = decodeSignedStatusUpdate(document);
  const list = signed.ok ? replayStatusUpdates(signed.value.update, []) : signed;
  if (!list.ok) throw new Error(list.code);
}

/** One bit for each index, as a Token Status List of one bit has it before it is packed. */
export function bitString(revoked: Uint32Array, size: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(size / 8));
  for (const index of revoked) bits[index >>> 3] = (bits[index >>> 3] as number) | (1 << (index & 7));
  return bits;
}

function countFalse(revoked: Uint32Array<ArrayBuffer>): number {
  const truth = bitString(revoked, TEN_MILLION);
  let wrong = 0;
  for (let index = 0; index < TEN_MILLION; index++) {
    const isRevoked = (((truth[index >> 3] as number) >> (index & 7)) & 1) === 1;
    if (hasIndex(revoked, index) !== isRevoked) wrong++;
  }
  return wrong;
}
