// `verifier inspect`: it shows what a code says, and always that nobody verified it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runProgram } from "../../../../test-support/run-program.ts";
import { CLAIMS, certificate, payloadWith } from "../../../../test-vectors/generate/chain.ts";
import { NOW } from "../../../../test-vectors/generate/timeline.ts";
import { TRUST } from "../../../../test-vectors/generate/trust.ts";

it("shows claims and bytes, and says first that they are not verified", async () => {
  const { qrText, payload } = certificate();
  const told = await runProgram("verifier", ["inspect", qrText]);
  expect(told.stdout.startsWith("NOT VERIFIED")).toBe(true);
  expect(told.status).toBe(0);
  const { stdout } = await runProgram("verifier", ["inspect", qrText, "--json"]);
  const { unverified } = JSON.parse(stdout);
  expect(unverified).toMatchObject({ alg: -8, claims: { ok: true, value: CLAIMS } });
  expect(unverified.payload).toBe(Buffer.from(payload).toString("hex"));
});

it("says it in Bengali and Hindi too", async () => {
  const { qrText } = certificate();
  const starts = { bn: "যাচাই করা হয়নি", hi: "जाँचा नहीं गया" };
  for (const [language, start] of Object.entries(starts)) {
    const { stdout } = await runProgram("verifier", ["inspect", qrText, "--lang", language]);
    expect(stdout.startsWith(start)).toBe(true);
  }
});

it("shows the envelope where the claims cannot be read, with their code", async () => {
  const { qrText } = certificate({ payload: payloadWith([999, 1]) });
  const { stdout, status } = await runProgram("verifier", ["inspect", qrText]);
  expect(stdout).toContain("[CWT_CLAIM_UNKNOWN]");
  expect(stdout).toContain("kid: ");
  expect(status).toBe(0);
});

it("ends with the code of what it cannot take apart", async () => {
  const { stdout, status } = await runProgram("verifier", ["inspect", "MQ1:::::", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ input: "argument 1", code: "BASE45_INVALID" });
  expect(status).toBe(1);
});

it("shows the verdict beside the content where trust is given", async () => {
  const { qrText } = certificate();
  const directory = await mkdtemp(join(tmpdir(), "mohor-inspect-"));
  try {
    await writeFile(join(directory, "trust.cose"), TRUST);
    const args = ["inspect", qrText, "--trust", "trust.cose", "--now", new Date(NOW * 1000).toISOString()];
    const { stdout, status } = await runProgram("verifier", [...args, "--json"], { directory });
    expect(JSON.parse(stdout)).toMatchObject({ unverified: { alg: -8 }, verdict: { outcome: "valid" } });
    expect(status).toBe(0);
    const told = await runProgram("verifier", args, { directory });
    expect(told.stdout).toMatch(/^NOT VERIFIED(?:.*\n)*VALID {2}argument 1\n/);
  } finally {
    await rm(directory, { recursive: true });
  }
});
