// Certificates signed by a token whose process is killed and whose card is pulled at random points. The long form, 10,050
// certificates: MOHOR_TEST_EFFORT=67.

import { toHex } from "@mohor/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EFFORT, SEED } from "../../../../test-support/effort.ts";
import { createSoftToken, type SoftToken } from "../../../../test-support/soft-token.ts";
import { createCheckedSigner } from "../../src/adapters/checked-signer.ts";
import { connectToken } from "../../src/adapters/signer-pkcs11.ts";
import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { createIndexSource } from "../../src/domain/status-index.ts";
import { createPrng } from "../../src/sample/prng.ts";
import {
  createTestIssuer,
  expectOk,
  NOW,
  TEST_PRIVATE_KEY_PEM,
  TEST_SIGNING_KEY,
  testHash,
  testSigner,
} from "../issuer-fixture.ts";
import { tokenProcesses } from "./token-process.ts";

const PEOPLE = Math.round(150 * EFFORT);
const AT_ONCE = 10;

let soft: SoftToken;
beforeAll(async () => {
  soft = await createSoftToken();
  Object.assign(process.env, soft.environment);
  await soft.importKey(TEST_PRIVATE_KEY_PEM, { label: `mohor certificate ${NOW}`, id: "01" });
});
afterAll(() => soft.remove());

describe("a token that is killed and pulled while it signs", () => {
  it(`yields one certificate a person, each under an index of its own, and loses no index (${PEOPLE} people)`, {
    timeout: 60_000 + PEOPLE * 200,
  }, async () => {
    const token = connectToken({ module: soft.module, label: soft.label, timeoutSeconds: 30 }, { pin: soft.pin });
    const inToken = await token.openSigner([TEST_SIGNING_KEY.kid]);
    const [key] = inToken.keys;
    if (key === undefined) throw new TypeError("the token holds the key");
    let signatures = 0;
    // The same key in both: whatever the token gives must be the file's bytes.
    const signer = createCheckedSigner([
      [
        key,
        async (toBeSigned) => {
          const kid = Uint8Array.from(Buffer.from(key.kid, "hex"));
          const signature = await inToken.sign(kid, toBeSigned);
          signatures++;
          expect(toHex(signature)).toBe(toHex(new Uint8Array(await testSigner.sign(kid, toBeSigned))));
          return signature;
        },
      ],
    ]);
    const stores = createMemoryStore();
    let taken = 0;
    const counted = {
      ...stores.signingKeys,
      async takeSequences(kid: string, count: number) {
        const block = await stores.signingKeys.takeSequences(kid, count);
        taken += block?.count ?? 0;
        return block;
      },
    };
    const indices = createIndexSource({ signingKeys: counted, hash: testHash }, { blockSize: 1 });
    const issuer = await createTestIssuer({ stores, ports: { signer, indices } });

    const random = createPrng(SEED);
    const refusals = new Map<string, number>();
    const texts = new Set<string>();
    const ids = new Set<string>();

    const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

    function codeSentTo(mobile: string): string {
      const message = issuer.messages.findLast(({ to }) => to === mobile);
      return /\d{6}/.exec(message?.text ?? "")?.[0] ?? "";
    }

    async function serve(person: number): Promise<void> {
      const mobile = `+9161${String(person).padStart(8, "0")}`;
      await issuer.enrol({ beneficiary_id: `FICT-${person}`, mobile });
      const requested = expectOk(await issuer.request({ mobile }));
      const { confirmed } = expectOk(await issuer.confirm(requested.challengeId, codeSentTo(mobile)));
      for (;;) {
        try {
          const { certificate } = expectOk(await issuer.issue(confirmed));
          texts.add(certificate.qrText);
          ids.add(certificate.certificateId);
          return;
        } catch (error) {
          const { code } = error as { readonly code: string };
          if (code === undefined) throw error;
          refusals.set(code, (refusals.get(code) ?? 0) + 1);
          await pause(2);
        }
      }
    }

    let isOver = false;
    let kills = 0;
    let pulls = 0;
    const mischief = (async () => {
      while (!isOver) {
        // By work done and not by time: on a busy machine a token needs a while to come up again.
        const target = signatures + random.below(60);
        while (!isOver && signatures < target) await pause(1);
        await pause(random.below(5));
        const pull = random.chance(25);
        if (pull) soft.pull();
        for (const pid of tokenProcesses()) process.kill(pid, "SIGKILL");
        kills++;
        if (pull) await pause(random.below(200));
        if (pull) soft.plug();
        if (pull) pulls++;
      }
    })();
    for (let first = 0; first < PEOPLE; first += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, PEOPLE - first) }, (_, i) => first + i);
      await Promise.all(batch.map(serve));
    }
    isOver = true;
    await mischief;
    token.close();

    expect(ids.size).toBe(PEOPLE);
    expect(texts.size).toBe(PEOPLE);
    // Each index that was taken has a signature: redraws for copy safety among them, failures not.
    expect(taken).toBe(signatures);
    expect(kills).toBeGreaterThan(0);
    for (const code of refusals.keys()) expect(code).toMatch(/^HSM_/);
    process.stdout.write(
      `  ${signatures} signatures, ${kills} kills, ${pulls} of them with the card pulled, ` +
        `${[...refusals].map(([code, count]) => `${count} × ${code}`).join(", ") || "no refusal"}\n`,
    );
  });
});
