import { describe, expect, it } from "vitest";
import { MAX_PULL_URI_REQUEST_BYTES, readPullUriRequest } from "../../src/wallet/pull-uri-request.ts";
import { type Ask, pullUriRequest } from "./wallet-client.ts";

const read = (text: string) => readPullUriRequest(new TextEncoder().encode(text));
const asked = (ask: Ask = {}) => read(pullUriRequest(ask));

describe("a Pull URI request", () => {
  it("is read with what Mohor needs, and nothing else of it", () => {
    const request = asked({ fullName: "Asha Rani Biswas", birthDate: "31-12-1990", uid: "f".repeat(32) });
    expect(request).toEqual({
      txn: "txn-1",
      ts: "2026-04-01T10:30:00+05:30",
      sentAt: 1_775_019_600,
      orgId: "in.gov.wallet",
      keyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      format: "both",
      documentType: "VACER",
      fullName: "Asha Rani Biswas",
      birthDate: "19901231",
      walletCode: "7K2M9QXW4T",
    });
  });

  it.each(["http://tempuri.org/", "https://www.digitallocker.gov.in/schema/issuer/v1/pullurirequest"])(
    "is understood in the namespace %s, prefixed or not",
    (namespace) => {
      expect(asked({ namespace })).not.toBeNull();
      expect(asked({ namespace, prefix: "ns2:" })).not.toBeNull();
    },
  );

  it("may leave out name, birth date and format", () => {
    const request = asked({ format: null });
    expect(request?.format).toBe("both");
    expect(request).not.toHaveProperty("fullName");
    expect(request).not.toHaveProperty("birthDate");
  });

  it("takes the code in either case, and fields of a sender's own", () => {
    expect(asked({ walletCode: "7k2m9qxw4t" })?.walletCode).toBe("7K2M9QXW4T");
    expect(asked({ extra: "<tracking_id>9</tracking_id><Photo>AAAA</Photo>" })).not.toBeNull();
  });

  it.each<[string, Ask]>([
    ["no txn", { txn: "" }],
    ["a txn with a space", { txn: "a b" }],
    ["a txn of 65 characters", { txn: "t".repeat(65) }],
    ["no organisation", { orgId: "" }],
    ["a time without an offset", { ts: "2026-04-01T10:30:00" }],
    ["a day that does not exist", { ts: "2026-13-01T10:30:00Z" }],
    ["a short key hash", { keyHash: "ab" }],
    ["another format", { format: "doc" }],
    ["no document type", { documentType: null }],
    ["no code", { walletCode: null }],
    ["a code of nine characters", { walletCode: "7K2M9QXW4" }],
    ["a birth date in another order", { birthDate: "1990-12-31" }],
    ["the 31st of February", { birthDate: "31-02-1990" }],
    ["a name of 129 characters", { fullName: "a".repeat(129) }],
    ["two codes", { extra: "<UDF1>0000000000</UDF1>" }],
    ["another document", { root: "PullDocRequest" }],
  ])("is refused with %s", (_, ask) => {
    expect(asked(ask)).toBeNull();
  });

  it("is read up to its greatest size and not beyond", () => {
    const padded = (bytes: number) => pullUriRequest({}).padEnd(bytes, " ");
    expect(read(padded(MAX_PULL_URI_REQUEST_BYTES))).not.toBeNull();
    expect(read(padded(MAX_PULL_URI_REQUEST_BYTES + 1))).toBeNull();
  });
});
