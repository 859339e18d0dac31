// The contract of the transparency log's store (domain/ports.ts), as tests that run on every adapter.

import { sha256, toHex } from "@mohor/schema";
import { beforeEach, describe, expect, it } from "vitest";
import { logEntryOfCertificate } from "../../src/domain/log/transparency-log.ts";
import type { Stores } from "../../src/domain/ports.ts";
import { createTestIssuer, expectOk, NOW } from "../issuer-fixture.ts";

const digest = (i: number) => sha256(Uint8Array.of(i & 255, i >> 8));

/** Runs the contract on the stores that `open` makes: empty ones, each time. */
export function testLogStoreContract(name: string, open: () => Stores | Promise<Stores>): void {
  describe(`${name}: the transparency log`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await open();
    });

    async function entries(place = 0): Promise<string[]> {
      const all: string[] = [];
      for await (const entry of stores.log.entriesFrom(place)) all.push(toHex(entry));
      return all;
    }

    it("gives places in the order of arrival, without gaps, and keeps them", async () => {
      expect(await stores.log.sequence()).toBe(0);
      await stores.log.add([digest(1), digest(2)]);
      expect(await entries()).toEqual([]);
      expect(await stores.log.sequence()).toBe(2);
      await stores.log.add([digest(3)]);
      expect(await stores.log.sequence()).toBe(3);
      expect(await stores.log.sequence()).toBe(3);
      expect(await entries()).toEqual([1, 2, 3].map((i) => toHex(digest(i))));
      expect(await entries(1)).toEqual([2, 3].map((i) => toHex(digest(i))));
      expect(await entries(3)).toEqual([]);
    });

    it("takes a document once, however often it is offered", async () => {
      await stores.log.add([digest(1), digest(1)]);
      await Promise.all([1, 2, 3].map(() => stores.log.add([digest(1), digest(2)])));
      await stores.log.sequence();
      expect((await entries()).toSorted()).toEqual([1, 2].map((i) => toHex(digest(i))).toSorted());
    });

    it("pages, and of several writers at once each finds one order", async () => {
      const many = Array.from({ length: 1_100 }, (_, i) => digest(i));
      await stores.log.add(many);
      const counts = await Promise.all([1, 2].map(() => stores.log.sequence()));
      expect(counts).toContain(1_100);
      expect(await entries()).toEqual(many.map(toHex));
    });

    it("logs each certificate by the transaction that issues it, once, however often it is handed out", async () => {
      const issuer = await createTestIssuer({ stores });
      await issuer.enrol({});
      const { certificate } = expectOk(await issuer.obtain({}));
      expectOk(await issuer.obtain({}, NOW + 60));
      await stores.log.sequence();
      expect(await entries()).toEqual([toHex(logEntryOfCertificate(certificate.qrText))]);
    });

    it("records heads that grow, the same one again, and no other of a size that was recorded", async () => {
      const head = (size: number, i: number) => ({ size, root: digest(i) });
      expect(await stores.log.head()).toBeNull();
      expect(await stores.log.recordHead(head(5, 1))).toBe(true);
      expect(await stores.log.recordHead(head(5, 1))).toBe(true);
      expect(await stores.log.recordHead(head(5, 2))).toBe(false);
      expect(await stores.log.recordHead(head(4, 1))).toBe(false);
      expect(await stores.log.recordHead(head(6, 3))).toBe(true);
      const held = await stores.log.head();
      expect([held?.size, toHex(held?.root ?? new Uint8Array(0))]).toEqual([6, toHex(digest(3))]);
    });

    it("of two writers with different trees of one size lets one sign", async () => {
      const outcomes = await Promise.all([1, 2].map((i) => stores.log.recordHead({ size: 9, root: digest(i) })));
      expect(outcomes.toSorted()).toEqual([false, true]);
    });
  });
}
