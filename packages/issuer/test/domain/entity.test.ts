// The entry of an organisation: what may stand in it, and what a rotation leaves.

import { describe, expect, it } from "vitest";
import type { Entity } from "../../src/domain/entity.ts";
import { makeEntityKey } from "../../src/domain/entity-key.ts";
import {
  DEFAULT_DESK_LIMITS,
  type EntityRegistration,
  faultOfRegistration,
  limitDesk,
  registerEntity,
  revokeEntity,
  rotateEntityKey,
} from "../../src/domain/entity-registration.ts";
import { countingRandom, NOW } from "../issuer-fixture.ts";

const RAILWAY: EntityRegistration = {
  entityId: "rail.example.in",
  kind: "verifying-entity",
  name: "পূর্ব রেল",
  purpose: "Booking a seat",
  origins: ["https://rail.example.in", "https://rail.example.in:8443", "http://localhost:3000"],
  requestsPerMinute: 60,
};

describe("faultOfRegistration", () => {
  it("finds none in a good one", () => {
    expect(faultOfRegistration(RAILWAY)).toBeNull();
    expect(faultOfRegistration({ ...RAILWAY, entityId: "a", origins: [] })).toBeNull();
    expect(faultOfRegistration({ ...RAILWAY, entityId: "a".repeat(64) })).toBeNull();
  });

  it.each([
    ["entityId", ["", "A.example", "a b", "-a", "a-", "a".repeat(65), "রেল", "a_b", "a/b"]],
    ["name", ["", " ", "a\u0000", "a\nb", "\u202Eabc", "x".repeat(129)]],
    ["purpose", ["", "\t", "x".repeat(257)]],
    [
      "origins",
      [
        ["http://rail.example.in"],
        ["https://rail.example.in/"],
        ["https://*.example.in"],
        ["null"],
        ["*"],
        ["https://a@b"],
        ["HTTPS://rail.example.in"],
        new Array(9).fill("https://a"),
      ],
    ],
    ["requestsPerMinute", [0, -1, 1.5, Number.NaN, 60_001]],
  ] as const)("names %s where it cannot stand", (member, values) => {
    for (const value of values) {
      expect(faultOfRegistration({ ...RAILWAY, [member]: value } as EntityRegistration), String(value)).toBe(member);
    }
  });

  it("names a kind that is none", () => {
    expect(faultOfRegistration({ ...RAILWAY, kind: "shop" as never })).toBe("kind");
  });
});

describe("a help desk", () => {
  const DESK: EntityRegistration = {
    ...RAILWAY,
    kind: "help-desk",
    name: "Kendra 17, Barasat",
    purpose: "",
    origins: [],
    desk: { place: "Station Road, Barasat", ...DEFAULT_DESK_LIMITS },
  };
  const terms = DESK.desk as NonNullable<typeof DESK.desk>;

  it("has a name that fits into a message, a place and limits, and asks for nothing of its own", () => {
    expect(faultOfRegistration(DESK)).toBeNull();
    expect(faultOfRegistration({ ...DESK, name: "কেন্দ্র ১৭, বারাসাত" })).toBeNull();
    for (const name of ["x".repeat(31), "{code}", "a\nb", ""])
      expect(faultOfRegistration({ ...DESK, name }), name).toBe("name");
    expect(faultOfRegistration({ ...DESK, purpose: "curiosity" })).toBe("purpose");
    const { desk: _, ...without } = DESK;
    expect(faultOfRegistration(without)).toBe("desk");
    for (const wrong of [{ place: "" }, { codesPerHour: 0 }, { codesPerHour: 1.5 }, { wrongCodesPerDay: 1_001 }])
      expect(faultOfRegistration({ ...DESK, desk: { ...terms, ...wrong } }), JSON.stringify(wrong)).toBe("desk");
    expect(faultOfRegistration({ ...RAILWAY, desk: terms })).toBe("desk");
  });

  it("is given other limits, and nobody else is", () => {
    const key = makeEntityKey(countingRandom("desk"), { from: NOW }).key;
    const entity = registerEntity(DESK, key, { now: NOW });
    expect(limitDesk(entity, { codesPerHour: 60 }).desk).toEqual({ ...terms, codesPerHour: 60 });
    const railway = registerEntity(RAILWAY, key, { now: NOW });
    expect(limitDesk(railway, { codesPerHour: 60 })).toEqual(railway);
  });
});

describe("keys", () => {
  const random = countingRandom("entity");
  const keyFrom = (from: number) => makeEntityKey(random, { from }).key;

  it("are different each time and carry their id", () => {
    const { apiKey, key } = makeEntityKey(random, { from: NOW });
    expect(apiKey).toMatch(new RegExp(`^mohor_${key.keyId}_[0-9a-f]{64}$`));
    expect(key.secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(makeEntityKey(random, { from: NOW }).apiKey).not.toBe(apiKey);
  });

  it("run on for the overlap and never longer than they would have, and three are held at most", () => {
    const first = keyFrom(NOW);
    let entity: Entity = registerEntity(RAILWAY, first, { now: NOW });
    expect(entity).toMatchObject({ state: "active", registeredAt: NOW, keys: [{ until: null }] });
    entity = rotateEntityKey(entity, keyFrom(NOW + 10), { now: NOW + 10, overlapSeconds: 100 });
    expect(entity.keys.map(({ until }) => until)).toEqual([NOW + 110, null]);
    entity = rotateEntityKey(entity, keyFrom(NOW + 20), { now: NOW + 20, overlapSeconds: 1_000 });
    expect(entity.keys.map(({ until }) => until)).toEqual([NOW + 110, NOW + 1_020, null]);
    entity = rotateEntityKey(entity, keyFrom(NOW + 30), { now: NOW + 30, overlapSeconds: 0 });
    expect(entity.keys.map(({ until }) => until)).toEqual([NOW + 30, NOW + 30, null]);
    entity = rotateEntityKey(entity, keyFrom(NOW + 40), { now: NOW + 40, overlapSeconds: 5 });
    expect(entity.keys.map(({ until }) => until)).toEqual([NOW + 45, null]);
    expect(revokeEntity(entity)).toEqual({ ...entity, state: "revoked" });
  });
});
