// The test vectors inside the gate's own worker, as the browser runs it: the same verdicts as everywhere else.

import { fileURLToPath } from "node:url";
import { encodeCbor, fromHex, sha256, toHex } from "@mohor/schema";
import type { Policy } from "@mohor/verifier";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readVectors } from "../../../src/cli/read-vectors.ts";
import type { Judged, Seen } from "../../../src/gate/worker/calls.ts";
import { type GateBrowser, startGateBrowser } from "./gate-in-browser.ts";

type TextVector = {
  readonly qrText: string;
  readonly now: number;
  readonly trust: string | null;
  readonly updates?: readonly string[];
  readonly issuedSets?: readonly string[];
  readonly clockFloor?: number;
  readonly policy?: Policy;
  readonly expect: string;
  readonly step?: string;
  readonly notices?: readonly string[];
  readonly admission?: object;
};

// The vectors in a real Chromium, answered by the gate's own worker: the same file that a phone runs, opened anew for each vector with what
// the vector's gate holds.

import { fileURLToPath } from "node:url";
import { encodeCbor, fromHex, sha256, toHex } from "@mohor/schema";
import { departuresOf, type Held, questionOf, type VectorFile } from "@mohor/verifier/replay";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readVectors } from "../../../src/cli/read-vectors.ts";
import { type GateBrowser, startGateBrowser } from "./gate-in-browser.ts";

let gate: GateBrowser;
beforeAll(async () => {
  gate = await startGateBrowser();
});
afterAll(() => gate?.close());

/** What the device would have kept. */
function stateOf({ trust, updates = [], issuedSets = [], clockFloor = 0 }: TextVector) {
  if (trust === null) return null;
  const bytes = encodeCbor([1, fromHex(trust), updates.map(fromHex), clockFloor]);
  return { bytes: toHex(bytes), issuedSets: issuedSets.map((hex) => [toHex(sha256(fromHex(hex))), hex]) };
}

test("every vector of a certificate gets its verdict, notices and admission", async () => {
  const folder = fileURLToPath(new URL("../../../../../test-vectors", import.meta.url));
  const files = (await readVectors(folder)).filter(({ vector }) => "qrText" in vector);
  const vectors = files.map(({ id, vector }) => ({ id, vector: vector as unknown as TextVector }));
  expect(vectors.length).toBeGreaterThan(300);
  const questions = vectors.map(({ vector }) => ({
    state: stateOf(vector),
    policy: vector.policy ?? { statuses: ["not", "partially", "fully"] },
    text: vector.qrText,
    now: vector.now,
  }));
  // A worker of the test's own, which the page's policy would not let it have.
  const { page } = await gate.open({ context: { bypassCSP: true } });
  const answers: readonly Seen[] = await page.evaluate(async (all) => {
    const bytesOf = (hex: string): Uint8Array =>
      Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const worker = new Worker("worker.js", { type: "module" });
    let id = 0;
    const call = (name: string, given: unknown): Promise<never> =>
      new Promise((resolve, reject) => {
        const own = ++id;
        const listen = ({ data }: MessageEvent): void => {
          if (data.id !== own) return;
          worker.removeEventListener("message", listen);
          if ("failed" in data) reject(new Error(`${name} failed`));
          else resolve(data.answer as never);
        };
        worker.addEventListener("message", listen);
        worker.postMessage({ id: own, name, given });
      });
    const seen: Seen[] = [];
    let opened = "";
    for (const { state, policy, text, now } of all) {
      const kept =
        state === null
          ? null
          : {
              bytes: bytesOf(state.bytes),
              issuedSets: new Map(state.issuedSets.map(([digest, hex]) => [digest, bytesOf(hex as string)])),
            };
      const wanted = JSON.stringify([state, policy]);
      if (wanted !== opened) await call("open", { state: kept, policy });
      const one = (await call("text", { text, now })) as Seen;
      seen.push(one);
      // A valid certificate raises the lowest plausible time: the next vector begins anew.
      opened = one.kind === "certificate" && one.verdict.outcome === "valid" ? "" : wanted;
    }
    worker.terminate();
    return seen;
  }, questions);

  const found = vectors.map(({ id, vector }, index) => {
    const answer = answers[index] as Seen;
    // The gate takes trust material as what it is, in place of a verdict that says so.
    if (answer.kind !== "certificate") return [id, "QR_TRUST_MATERIAL"];
    const { verdict, admission } = answer as Judged;
    if (verdict.outcome !== "valid" && verdict.code === "QR_TRUST_MATERIAL") return [id, verdict.code];
    return [
      id,
      verdict.outcome === "valid" ? "valid" : verdict.code,
      ...(verdict.outcome === "valid" ? [verdict.notices] : [verdict.step]),
      ...(vector.admission === undefined ? [] : [admission]),
    ];
  });
  const expected = vectors.map(({ id, vector }) =>
    vector.expect === "QR_TRUST_MATERIAL"
      ? [id, vector.expect]
      : [
          id,
          vector.expect,
          vector.expect === "valid" ? vector.notices : vector.step,
          ...(vector.admission === undefined ? [] : [vector.admission]),
        ],
  );
  expect(found).toEqual(expected);
/** A call to the worker; byte strings go as hex, because a page is spoken to in JSON. */
type Call = { readonly name: "open" | "text" | "accept"; readonly given: unknown };

/** What a gate holds, as the worker's `open` wants it. */
function stateOf({ trust, updates = [], issuedSets = [], clockFloor = 0 }: Held) {
  return {
    bytes: toHex(encodeCbor([1, fromHex(trust), updates.map(fromHex), clockFloor])),
    issuedSets: issuedSets.map((set) => [toHex(sha256(fromHex(set))), set]),
  };
}

function callsOf(file: VectorFile): readonly Call[] {
  const question = questionOf(file);
  const policy = { statuses: ["not", "partially", "fully"], admitsSpecimens: true };
  if (question.ask === "verdict") {
    const { trust, qrText, now } = question;
    const state = trust === null ? null : stateOf({ ...question, trust });
    return [
      { name: "open", given: { state, policy: question.policy ?? policy } },
      { name: "text", given: { text: qrText, now } },
    ];
  }
  if (question.ask !== "acceptance") return [];
  const { held, documents, firstTrust = null, now } = question;
  return [
    { name: "open", given: { state: held === null ? null : stateOf(held), policy } },
    { name: "accept", given: { documents, firstTrust, now } },
  ];
}

/** Runs all calls in one worker of the gate, one after the other, and returns the last answer of each list. */
function answersOf(page: Page, calls: readonly (readonly Call[])[]): Promise<unknown[]> {
  return page.evaluate(
    async (lists) => {
      const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      type Given = { state?: { bytes: string; issuedSets: [string, string][] } | null; documents?: string[] };
      const withBytes = (given: Given) => ({
        ...given,
        ...(given.state
          ? {
              state: {
                bytes: bytesOf(given.state.bytes),
                issuedSets: new Map(given.state.issuedSets.map(([digest, set]) => [digest, bytesOf(set)])),
              },
            }
          : {}),
        ...(given.documents ? { documents: given.documents.map(bytesOf) } : {}),
      });
      const worker = new Worker("worker.js", { type: "module" });
      const answers: unknown[] = [];
      let id = 0;
      for (const list of lists) {
        let last: unknown = null;
        for (const { name, given } of list) {
          last = await new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data.answer ?? null);
            worker.onerror = () => reject(new Error("the worker has failed"));
            worker.postMessage({ id: id++, name, given: withBytes(given as Given) });
          });
        }
        answers.push(last);
      }
      worker.terminate();
      return answers;
    },
    calls as { name: string; given: unknown }[][],
  );
}

test("the gate's worker agrees with every vector about a text and about taking in trust", async () => {
  const all = await readVectors(fileURLToPath(new URL("../../../../../test-vectors", import.meta.url)));
  // Trust material is taken in by the gate and not refused as by a scanner of certificates alone.
  const files = all.filter(
    (file) => callsOf(file).length > 0 && !("qrText" in file.vector && file.vector.expect === "QR_TRUST_MATERIAL"),
  );
  // Only so can the test start a worker of its own beside the page's.
  const { page } = await gate.open({ context: { bypassCSP: true } });
  const answers = await answersOf(page, files.map(callsOf));
  const departures = files.flatMap((file, i) => {
    const answer = answers[i] as {
      readonly verdict?: object;
      readonly admission?: object;
      readonly outcomes?: readonly string[];
    };
    if ("held" in file.vector) {
      return JSON.stringify(answer.outcomes) === JSON.stringify(file.vector.expect)
        ? []
        : [`${file.id}: ${JSON.stringify(answer.outcomes)}`];
    }
    const { verdict, admission } = answer;
    const given = "admission" in file.vector ? { verdict, admission } : { verdict };
    return departuresOf(file, given).map((departure) => `${file.id}: ${departure}`);
  });
  process.stdout.write(`vectors in the gate's worker in Chromium: ${files.length}, ${departures.length} departures\n`);
  expect(departures).toEqual([]);
});
