// Issues for the people from … to … and says what it has done, a line of JSON each, until somebody kills it.
// Arguments: "issue", the store, the first person, how many, how many at once. Or "import": the store and a CSV file, imported again
// and again.

import { writeSync } from "node:fs";
import { importRegistry } from "../../src/adapters/registry-csv.ts";
import { NOW, TEST_RULES, testHash } from "../issuer-fixture.ts";
import { openIssuingLoop } from "./issuing-loop.ts";

const [mode, place, third, count, lanes] = process.argv.slice(2) as [string, string, string, string, string];
const loop = await openIssuingLoop(place);

/** On the pipe when it returns: nothing said is lost in a buffer of this process. */
function say(fact: object): void {
  writeSync(1, `${JSON.stringify(fact)}\n`);
}

say({ ready: true });
if (mode === "import") {
  const options = { now: NOW, rules: TEST_RULES, onRejected() {}, batchSize: 50 };
  for (;;) say({ imported: await importRegistry(third, { records: loop.stores.records, hash: testHash }, options) });
}
let next = Number(third);
const end = next + Number(count);
async function lane(): Promise<void> {
  while (next < end) {
    const open = await loop.request(next++);
    say({ open });
    say({ acknowledged: await loop.complete(open) });
  }
}
await Promise.all(Array.from({ length: Number(lanes) }, lane));
// Only a kill ends this process.
setInterval(() => {}, 1_000_000);
