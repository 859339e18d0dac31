import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { requestOtp } from "../../src/domain/otp-challenge.ts";
import { DEFAULT_OTP_POLICY } from "../../src/domain/otp-limits.ts";
import { PortError } from "../../src/domain/refusal.ts";
import {
  codeOf,
  countingRandom,
  createTestIssuer,
  expectOk,
  NOW,
  TEST_RULES,
  testHash,
  wrongCodeFor,
} from "../issuer-fixture.ts";

async function requested(options: Parameters<typeof createTestIssuer>[0] = {}) {
  const issuer = await createTestIssuer(options);
  const { challengeId } = expectOk(await issuer.request());
  const code = issuer.lastCode();
  return { issuer, challengeId, code, wrong: wrongCodeFor(code) };
}

describe("requestOtp", () => {
  it("sends a code of six digits and answers with an unguessable transaction id", async () => {
    const issuer = await createTestIssuer();
    const answer = expectOk(await issuer.request({ mobile: "061000 00001" }));
    expect(answer).toEqual({
      ok: true,
      challengeId: expect.stringMatching(/^[0-9a-f]{32}$/),
      codeDigits: 6,
      expiresAt: NOW + 180,
      resendAfterSeconds: 60,
    });
    expect(issuer.messages).toHaveLength(1);
    expect(issuer.messages[0]?.to).toBe("+916100000001");
    expect(issuer.lastCode()).toMatch(/^\d{6}$/);
  });

  it("sends eight digits where the policy says so", async () => {
    const issuer = await createTestIssuer({ otp: { ...DEFAULT_OTP_POLICY, codeDigits: 8 } });
    expect(expectOk(await issuer.request()).codeDigits).toBe(8);
    expect(issuer.lastCode()).toMatch(/^\d{8}$/);
  });

  it.each([
    [{ mobile: "12345" }, "MOBILE_MALFORMED"],
    [{ mobile: "+447700900123" }, "MOBILE_COUNTRY_NOT_SERVED"],
    [{ name: "" }, "NAME_MALFORMED"],
    [{ name: "12345" }, "NAME_MALFORMED"],
    [{ name: "x".repeat(200) }, "NAME_MALFORMED"],
  ])("refuses %j with %s and sends nothing", async (fields, code) => {
    const issuer = await createTestIssuer();
    expect(codeOf(await issuer.request(fields))).toBe(code);
    expect(issuer.messages).toEqual([]);
  });

  it("answers the same for a known and an unknown number, a right and a wrong name", async () => {
    const shapes = new Set<string>();
    for (const fields of [{}, { mobile: "6100000099" }, { name: "Nobody Known" }]) {
      const issuer = await createTestIssuer();
      await issuer.enrol({});
      shapes.add(JSON.stringify(expectOk(await issuer.request(fields))));
      expect(issuer.messages).toHaveLength(1);
    }
    // Even the ids are equal, because the test's random bytes are: nothing was drawn or looked up on one path only.
    expect(shapes.size).toBe(1);
  });

  it("limits a number whatever its spelling", async () => {
    const issuer = await createTestIssuer();
    expectOk(await issuer.request({ mobile: "+916100000001" }));
    for (const mobile of ["6100000001", "0091 61000 00001", "৬১০০০ ০০০০১", "(0) 61000-00001"]) {
      expect(await issuer.request({ mobile }, NOW + 30)).toEqual({
        ok: false,
        code: "OTP_TOO_SOON",
        retryAfterSeconds: 30,
      });
    }
    expectOk(await issuer.request({ mobile: "6100000002" }, NOW + 30));
  });

  it("gives a hundred spellings of one number one allowance", async () => {
    const zeros = ["0", "०", "০", "０"];
    const spellings = ["+91", "0091", "91", "0", "", "+91 (0)"].flatMap((prefix) =>
      ["", " ", "-", ".", "\u00a0"].flatMap((separator) =>
        zeros.map((zero) => {
          const inScript = (text: string) =>
            text.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) as number) + Number(digit)));
          return inScript(`${prefix}${separator}61000${separator}00001`);
        }),
      ),
    );
    expect(new Set(spellings).size).toBeGreaterThanOrEqual(100);
    const issuer = await createTestIssuer();
    expectOk(await issuer.request({ mobile: "+916100000001" }));
    for (const mobile of spellings) {
      expect(await issuer.request({ mobile }, NOW + 30)).toMatchObject({ code: "OTP_TOO_SOON", retryAfterSeconds: 30 });
    }
    expect(issuer.messages).toHaveLength(1);
  });

  it("replaces the live code of the same purpose only", async () => {
    const { issuer, challengeId, code } = await requested();
    const answer = expectOk(await issuer.request({ audience: "rail.example" }, NOW + 60));
    const answerCode = issuer.lastCode();
    expectOk(await issuer.confirm(challengeId, code, NOW + 61));
    expectOk(await issuer.confirm(answer.challengeId, answerCode, NOW + 61, "rail.example"));
  });

  it("knows a challenge of another audience as little as one that never was, and counts no try of its owner", async () => {
    const { issuer, challengeId, code } = await requested();
    expect(codeOf(await issuer.confirm(challengeId, code, NOW + 1, "rail.example"))).toBe("OTP_TXN_UNKNOWN");
    const answer = expectOk(await issuer.request({ audience: "rail.example" }, NOW + 60));
    const answerCode = issuer.lastCode();
    for (const audience of [undefined, "mall.example"]) {
      const wrong = await issuer.confirm(answer.challengeId, wrongCodeFor(answerCode), NOW + 61, audience);
      expect(codeOf(wrong)).toBe("OTP_TXN_UNKNOWN");
    }
    expect((await issuer.stores.challenges.find(answer.challengeId))?.attempts).toBe(0);
    expectOk(await issuer.confirm(answer.challengeId, answerCode, NOW + 62, "rail.example"));
  });

  it("takes the SHA-256 of the code in hex for the code, as CoWIN's clients send it", async () => {
    const { issuer, challengeId, code } = await requested();
    const digest = createHash("sha256").update(code).digest("hex");
    const wrong = createHash("sha256").update(wrongCodeFor(code)).digest("hex");
    expect(await issuer.confirm(challengeId, wrong)).toEqual({ ok: false, code: "OTP_INVALID", attemptsLeft: 4 });
    expect(codeOf(await issuer.confirm(challengeId, digest.slice(1)))).toBe("OTP_MALFORMED");
    expectOk(await issuer.confirm(challengeId, digest.toUpperCase()));
    expectOk(await issuer.confirm(challengeId, code));
  });

  it("passes on that a message could not be sent, and counts the send", async () => {
    const issuer = await createTestIssuer();
    const sender = { send: () => Promise.reject(new PortError("OTP_NOT_SENT", "gateway down")) };
    const request = requestOtp(
      {
        mobile: "6100000001",
        name: "Asha",
        language: "bn",
        notice: { version: "1", language: "bn" },
        humanChecked: false,
      },
      { challenges: issuer.stores.challenges, hash: testHash, random: countingRandom("down"), sender },
      { now: NOW, rules: { otp: DEFAULT_OTP_POLICY, mobiles: TEST_RULES.mobiles } },
    );
    await expect(request).rejects.toMatchObject({ code: "OTP_NOT_SENT" });
    expect(codeOf(await issuer.request({}, NOW + 1))).toBe("OTP_TOO_SOON");
  });

  it("draws codes evenly, leading zeros among them", async () => {
    const issuer = await createTestIssuer({ label: "even" });
    const first = new Map<string, number>();
    for (let number = 0; number < 2_000; number++) {
      await issuer.request({ mobile: `61${String(number).padStart(8, "0")}` });
      const digit = issuer.lastCode().charAt(0);
      first.set(digit, (first.get(digit) ?? 0) + 1);
    }
    expect([...first.keys()].toSorted().join("")).toBe("0123456789");
    for (const count of first.values()) expect(count).toBeGreaterThan(140);
  });
});

describe("confirmOtp", () => {
  it("confirms the right code", async () => {
    const { issuer, challengeId, code } = await requested();
    const { confirmed } = expectOk(await issuer.confirm(challengeId, code));
    expect(confirmed.challengeId).toBe(challengeId);
    expect(confirmed.name).toBe("Asha Rani Biswas");
    expect(confirmed.consent).toEqual({ noticeVersion: "1", noticeLanguage: "en", givenAt: NOW });
  });

  it("reads the code in any digits, with spaces or a hyphen", async () => {
    const { issuer, challengeId, code } = await requested();
    const bengali = code.replace(/\d/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit)));
    for (const typed of [` ${code.slice(0, 3)} ${code.slice(3)} `, `${code.slice(0, 3)}-${code.slice(3)}`, bengali]) {
      expectOk(await issuer.confirm(challengeId, typed));
    }
  });

  it.each(["", "12345", "1234567", "12a456", "1".repeat(100)])(
    "takes %j for no code, and for no try",
    async (typed) => {
      const { issuer, challengeId, code } = await requested();
      for (let count = 0; count < 10; count++) {
        expect(codeOf(await issuer.confirm(challengeId, typed))).toBe("OTP_MALFORMED");
      }
      expectOk(await issuer.confirm(challengeId, code));
    },
  );

  it.each(["", "0".repeat(32), "x".repeat(32), "../../etc/passwd"])("knows no transaction %j", async (id) => {
    const { issuer } = await requested();
    expect(codeOf(await issuer.confirm(id, "123456"))).toBe("OTP_TXN_UNKNOWN");
  });

  it("allows five tries, the fifth right one among them", async () => {
    const { issuer, challengeId, code, wrong } = await requested();
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await issuer.confirm(challengeId, wrong)).toEqual({ ok: false, code: "OTP_INVALID", attemptsLeft });
    }
    expectOk(await issuer.confirm(challengeId, code));
  });

  it("is dead after five wrong tries, also for the right code", async () => {
    const { issuer, challengeId, code, wrong } = await requested();
    for (let count = 0; count < 4; count++) await issuer.confirm(challengeId, wrong);
    const spent = { ok: false, code: "OTP_ATTEMPTS_SPENT", retryAfterSeconds: 180 };
    expect(await issuer.confirm(challengeId, wrong)).toEqual(spent);
    expect(await issuer.confirm(challengeId, code)).toEqual(spent);
    expect(await issuer.request({}, NOW + 100)).toMatchObject({ code: "OTP_ATTEMPTS_SPENT", retryAfterSeconds: 80 });
    expectOk(await issuer.request({}, NOW + 180));
  });

  it("hands tries on to a code that replaces a live one", async () => {
    const { issuer, challengeId, wrong } = await requested();
    for (let count = 0; count < 3; count++) await issuer.confirm(challengeId, wrong);
    const again = expectOk(await issuer.request({}, NOW + 60));
    const code = issuer.lastCode();
    expect(codeOf(await issuer.confirm(challengeId, code, NOW + 61))).toBe("OTP_REPLACED");
    const tried = await issuer.confirm(again.challengeId, wrongCodeFor(code), NOW + 61);
    expect(tried).toMatchObject({ code: "OTP_INVALID", attemptsLeft: 1 });
  });

  it("lives three minutes and not a second longer", async () => {
    const { issuer, challengeId, code } = await requested();
    expect(codeOf(await issuer.confirm(challengeId, code, NOW + 180))).toBe("OTP_EXPIRED");
    expectOk(await issuer.confirm(challengeId, code, NOW + 179));
  });

  it("gives the confirmed answer again for ten minutes from the request, without counting", async () => {
    const { issuer, challengeId, code } = await requested();
    for (let count = 0; count < 20; count++) expectOk(await issuer.confirm(challengeId, code, NOW + 20 * count));
    expectOk(await issuer.confirm(challengeId, code, NOW + 599));
    expect(codeOf(await issuer.confirm(challengeId, code, NOW + 600))).toBe("OTP_EXPIRED");
  });

  it("counts wrong codes after confirmation too, and then dies", async () => {
    const { issuer, challengeId, code, wrong } = await requested();
    expectOk(await issuer.confirm(challengeId, code));
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await issuer.confirm(challengeId, wrong)).toMatchObject({ code: "OTP_INVALID", attemptsLeft });
    }
    expect(codeOf(await issuer.confirm(challengeId, wrong))).toBe("OTP_ATTEMPTS_SPENT");
    expect(codeOf(await issuer.confirm(challengeId, code))).toBe("OTP_ATTEMPTS_SPENT");
  });

  it("cools a number down after fifteen failures in a day, and lets the newest code wait", async () => {
    // Without the waits, which make fifteen in a day all but impossible.
    const waitPerNumber = { ...DEFAULT_OTP_POLICY.waitPerNumber, fromFailure: 99 };
    const issuer = await createTestIssuer({ otp: { ...DEFAULT_OTP_POLICY, waitPerNumber } });
    let now = NOW;
    for (let round = 0; round < 3; round++) {
      const { challengeId } = expectOk(await issuer.request({}, now));
      const wrong = wrongCodeFor(issuer.lastCode());
      for (let count = 0; count < 5; count++) await issuer.confirm(challengeId, wrong, now + count);
      now += 1_200;
    }
    const last = NOW + 2_400 + 4;
    expect(await issuer.request({}, now)).toEqual({
      ok: false,
      code: "OTP_COOL_DOWN",
      retryAfterSeconds: last + 86_400 - now,
    });
    expectOk(await issuer.request({}, last + 86_400));
    expectOk(await issuer.request({ mobile: "6100000002" }, now));
  });

  it("lets a number be tried eleven times a day at most, however patient the guesser", async () => {
    const issuer = await createTestIssuer();
    let failures = 0;
    let live: { readonly challengeId: string; readonly code: string } | null = null;
    for (let now = NOW; now < NOW + 86_400; now += 10) {
      const asked = await issuer.request({}, now);
      if (asked.ok) live = { challengeId: asked.challengeId, code: wrongCodeFor(issuer.lastCode()) };
      if (live === null) continue;
      const answer = await issuer.confirm(live.challengeId, live.code, now);
      if (!answer.ok && "attemptsLeft" in answer) failures++;
    }
    expect(failures).toBeLessThanOrEqual(11);
    expect(failures).toBeGreaterThan(5);
  });

  it("sends longer codes as the global budget is used up, and takes no shorter ones then", async () => {
    const otp = { ...DEFAULT_OTP_POLICY, takeoversPerDay: 4e-6 };
    const { issuer, challengeId, code } = await requested({ otp });
    const walker = expectOk(await issuer.request({ mobile: "6100000002" }));
    for (let count = 0; count < 2; count++) await issuer.confirm(walker.challengeId, wrongCodeFor(issuer.lastCode()));
    expect(codeOf(await issuer.confirm(challengeId, code))).toBe("OTP_LENGTH_RAISED");
    const longer = expectOk(await issuer.request({ mobile: "6100000003" }));
    expect(longer.codeDigits).toBe(8);
    const longCode = issuer.lastCode();
    expect(longCode).toMatch(/^\d{8}$/);
    expect(codeOf(await issuer.confirm(longer.challengeId, longCode.slice(0, 6)))).toBe("OTP_MALFORMED");
    expectOk(await issuer.confirm(longer.challengeId, longCode));
  });

  it("sends the longest codes into an address block that many wrong ones come from, and six digits elsewhere", async () => {
    const issuer = await createTestIssuer();
    for (let number = 0; number < 4; number++) {
      const { challengeId } = expectOk(await issuer.request({ mobile: `610000001${number}`, blockHash: "b1" }));
      const wrong = wrongCodeFor(issuer.lastCode());
      for (let count = 0; count < 5; count++) await issuer.confirmFrom("b1", challengeId, wrong);
    }
    expect(expectOk(await issuer.request({ mobile: "6100000020", blockHash: "b1" })).codeDigits).toBe(12);
    expect(issuer.lastCode()).toMatch(/^\d{12}$/);
    expect(expectOk(await issuer.request({ mobile: "6100000021", blockHash: "b2" })).codeDigits).toBe(6);
  });

  it("refuses live codes past the global budget, and lets confirmed ones repeat", async () => {
    // One guess of twelve digits, and none of fewer.
    const otp = { ...DEFAULT_OTP_POLICY, takeoversPerDay: 3e-6 };
    const { issuer, challengeId, code } = await requested({ otp });
    const walker = expectOk(await issuer.request({ mobile: "6100000002" }));
    const walkerCode = issuer.lastCode();
    expectOk(await issuer.confirm(challengeId, code));
    await issuer.confirm(walker.challengeId, wrongCodeFor(walkerCode));
    // What is guessed at a desk counts too, and is not held back.
    await issuer.confirmAtDesk(walker.challengeId, wrongCodeFor(walkerCode));
    await issuer.confirmAtDesk(walker.challengeId, wrongCodeFor(walkerCode));
    expect(codeOf(await issuer.confirm(walker.challengeId, walkerCode))).toBe("OTP_BUDGET_SPENT");
    expect(codeOf(await issuer.request({ mobile: "6100000003" }))).toBe("OTP_BUDGET_SPENT");
    expectOk(await issuer.request({ mobile: "6100000003", humanChecked: true }));
    expectOk(await issuer.confirm(challengeId, code));
  });

  it("keeps nothing by which a code or a number could be read", async () => {
    const { issuer, challengeId, code } = await requested();
    const stored = JSON.stringify(await issuer.stores.challenges.find(challengeId));
    expect(stored).not.toContain(code);
    expect(stored).not.toContain("6100000001");
  });
});
