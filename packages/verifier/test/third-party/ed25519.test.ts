import { fromHex } from "@mohor/schema";
import { expect, test } from "vitest";
import { describeSet } from "../../../../test-support/data-sets.ts";
import { answerOfAll, reportEngines } from "../ed25519-engines.ts";

describeSet("ed25519-speccheck", (read) => {
  type Case = { readonly message: string; readonly pub_key: string; readonly signature: string };

  test("0 of 12 cases are accepted, by every engine", async () => {
    const cases: readonly Case[] = JSON.parse(read("cases.json"));
    expect(cases).toHaveLength(12);
    let accepted = 0;
    for (const { message, pub_key, signature } of cases) {
      if (await answerOfAll(fromHex(pub_key), fromHex(signature), fromHex(message))) accepted++;
    }
    expect(accepted).toBe(0);
    reportEngines("speccheck", accepted, cases.length);
  });
});

describeSet("cctv-ed25519", (read) => {
  type Case = {
    readonly number: number;
    readonly key: string;
    readonly sig: string;
    readonly msg: string;
    readonly flags: string[] | null;
  };

  test("1 of 914 cases is accepted, by every engine: the one without a flag", async () => {
    const cases: readonly Case[] = JSON.parse(read("ed25519vectors.json"));
    expect(cases).toHaveLength(914);
    const accepted: Case[] = [];
    for (const each of cases) {
      const message = new TextEncoder().encode(each.msg);
      if (await answerOfAll(fromHex(each.key), fromHex(each.sig), message)) accepted.push(each);
    }
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.flags ?? []).toEqual([]);
    reportEngines("CCTV", accepted.length, cases.length);
  });
});
