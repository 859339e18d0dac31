// `npm run bench`: every question, one after the other; `npm run bench -- NAME` asks one.

import { benchClaimsToText } from "./claims-to-text.ts";
import { benchTextToVerdict } from "./text-to-verdict.ts";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  "text-to-verdict": benchTextToVerdict,
  "claims-to-text": benchClaimsToText,
};

const asked = process.argv[2];
const chosen = asked === undefined ? Object.values(BENCHES) : [BENCHES[asked]];
for (const bench of chosen) {
  if (bench === undefined) {
    process.stderr.write(`usage: npm run bench [-- ${Object.keys(BENCHES).join(" | ")}]\n`);
    process.exitCode = 2;
  } else await bench();
}
