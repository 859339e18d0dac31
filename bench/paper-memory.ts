// What ten thousand documents leave behind: picture, card and sheet in turn, each for another name, and the memory in use after each
// thousand. The reference is the first thousand, after which everything that is made once has been made.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { drawCard, drawSheet } from "../packages/issuer/src/documents/index.ts";
import { drawPng } from "../packages/issuer/src/qr/index.ts";
import { keptCertificate } from "../packages/issuer/test/wallet/kept.ts";

const DOCUMENTS = 10_000;
const STEP = 1_000;
const MIB = 1_048_576;

export async function benchPaperMemory(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const plain = keptCertificate();
  const options = { language: "bn", utcOffsetMinutes: 330 } as const;
  process.stdout.write("memory over ten thousand documents (× = to the first thousand)\n");
  let first: { heap: number; resident: number } | undefined;
  for (let made = 1; made <= DOCUMENTS; made++) {
    const identity = {
      ...plain.claims.identity,
      fullName: `Asha Rani Biswas ${made}`,
      secondName: { fullName: `আশা রানী বিশ্বাস ${made}`, language: "ben" },
    };
    const kept = { ...plain, claims: { ...plain.claims, identity } };
    if (made % 3 === 0) drawPng(kept.qrText);
    else if (made % 3 === 1) await drawCard(kept, options);
    else await drawSheet(kept, options);
    if (made % STEP !== 0) continue;
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const now = { heap: heapUsed + external, resident: rss };
    first ??= now;
    const figures = [
      `  ${String(made).padStart(6)}`,
      `heap ${(now.heap / MIB).toFixed(1).padStart(6)} MiB ${(now.heap / first.heap).toFixed(2)}×`,
      `resident ${(now.resident / MIB).toFixed(1).padStart(6)} MiB ${(now.resident / first.resident).toFixed(2)}×`,
    ];
    process.stdout.write(`${figures.join("  ")}\n`);
  }
  process.stdout.write("\n");
}
