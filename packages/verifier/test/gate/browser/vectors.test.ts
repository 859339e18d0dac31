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
});
