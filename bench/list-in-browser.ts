// Lookups in a loaded status list as a gate's browser does them, against a Set of the same indices, in Chromium; and loading it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { encodeIndexSet } from "@mohor/schema";
import { chromium } from "playwright-core";
import { osTool } from "../test-support/os-tool.ts";
import { listOf } from "./revocation.ts";

const SIZE = 10_000_000;
const LOOKUPS = 1_000_000;
const ROUNDS = 15;

/** What the page measures, in microseconds a lookup and milliseconds a load: medians. */
type Measured = { readonly set: number; readonly own: number; readonly load: number; readonly found: number };

export async function benchListInBrowser(): Promise<void> {
  const item = encodeIndexSet(listOf(SIZE).revoked, SIZE) as readonly [number, Uint8Array];
  const schema = new URL("../packages/schema/src/", import.meta.url);
  // The sources themselves, with their types blanked out: nothing else of the gate is in the way.
  const server = createServer(async (request, response) => {
    const name = /^\/([a-z-]+\.ts)$/.exec(request.url ?? "")?.[1];
    response.setHeader("content-type", name === undefined ? "text/html" : "text/javascript");
    response.end(
      name === undefined ? "<!doctype html>" : stripTypeScriptTypes(await readFile(new URL(name, schema), "utf8")),
    );
  }).listen(0, "127.0.0.1");
  const browser = await chromium.launch({ executablePath: await osTool("chromium"), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const program = `(async () => {
      const { decodeIndexSet, hasIndex } = await import("/index-set.ts");
      const bytes = Uint8Array.from(atob("${Buffer.from(item[1]).toString("base64")}"), (c) => c.charCodeAt(0));
      const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
      const timed = (work) => { const at = performance.now(); work(); return performance.now() - at; };
      const loads = [], sets = [], owns = [];
      let found = 0;
      for (let round = 0; round < ${ROUNDS}; round++) {
        let own;
        loads.push(timed(() => { own = decodeIndexSet([${item[0]}, bytes], ${SIZE}); }));
        const set = new Set(own);
        const ask = (has) => timed(() => { for (let i = 0; i < ${LOOKUPS}; i++) if (has((i * 9973 + round) % ${SIZE})) found++; });
        sets.push(ask((index) => set.has(index)));
        owns.push(ask((index) => hasIndex(own, index)));
      }
      const each = (values) => (median(values) * 1000) / ${LOOKUPS};
      return { set: each(sets), own: each(owns), load: median(loads), found };
    })()`;
    const { set, own, load, found } = (await page.evaluate(program)) as Measured;
    if (found === 0) throw new Error("no lookup found anything");
    process.stdout.write(
      `a list of ${SIZE.toLocaleString("en")}, a thousandth revoked, in Chromium (× = speed relative to the first line)\n` +
        `  lookup in a Set  ${set.toFixed(3)} µs     1.00×\n` +
        `  hasIndex         ${own.toFixed(3)} µs  ${(set / own).toFixed(2).padStart(7)}×\n` +
        `  loading it       ${load.toFixed(1)} ms\n\n`,
    );
  } finally {
    await browser.close();
    server.close();
  }
}
