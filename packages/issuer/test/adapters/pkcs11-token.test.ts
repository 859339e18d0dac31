// The calls on a token, over a driver that stands in for one: what SoftHSM does not do.

import { describe, expect, it } from "vitest";
import { type Attribute, openToken, type Pkcs11Driver } from "../../src/adapters/pkcs11-token.ts";
import { NOW } from "../issuer-fixture.ts";

const PLACE = { module: "/a/driver.so", label: "issuer" };
const CKA = {
  CLASS: 0x0,
  LABEL: 0x3,
  ID: 0x102,
  ALWAYS_SENSITIVE: 0x165,
  NEVER_EXTRACTABLE: 0x164,
  EXTRACTABLE: 0x162,
};
const EC_POINT = 0x181;

type Thing = { readonly [attribute: number]: Buffer | number };

/** A token with these objects; functions replace its own. */
function driverWith(
  objects: readonly Thing[],
  changed: Partial<Pkcs11Driver> = {},
): Pkcs11Driver & { calls: string[] } {
  const calls: string[] = [];
  let found: number[] = [];
  return {
    calls,
    load: () => {},
    C_Initialize: () => {},
    C_GetSlotList: () => [Buffer.from([1])],
    C_GetTokenInfo: () => ({ label: "issuer".padEnd(32), flags: 0 }),
    C_OpenSession: () => Buffer.from([7]),
    C_Login: () => void calls.push("C_Login"),
    C_FindObjectsInit(_session, template) {
      const value = (type: number) => template.find((attribute) => attribute.type === type)?.value;
      const fits = (thing: Thing) => {
        const id = value(CKA.ID);
        return (
          thing[CKA.CLASS] === value(CKA.CLASS) && (id === undefined || (id as Buffer).equals(thing[CKA.ID] as Buffer))
        );
      };
      found = [...objects.keys()].filter((at) => fits(objects[at] as Thing));
    },
    C_FindObjects: (_session, most) => found.splice(0, most).map((at) => Buffer.from([at])),
    C_FindObjectsFinal: () => {},
    C_GetAttributeValue: (_session, object, [attribute]) => [
      { value: Buffer.from(objects[object[0] as number]?.[(attribute as Attribute).type] as Buffer) },
    ],
    C_GenerateKeyPair: () => ({ publicKey: Buffer.from([0]), privateKey: Buffer.from([1]) }),
    C_SignInit: () => {},
    C_Sign: (_session, _message, signature) => signature,
    ...changed,
  };
}

function failing(returned: number): () => never {
  return () => {
    throw Object.assign(new Error("CKR"), { code: returned });
  };
}

/** Two halves of a key. */
function pair(label: string, id: number, point: Buffer): Thing[] {
  const shared = { [CKA.LABEL]: Buffer.from(label), [CKA.ID]: Buffer.from([id]) };
  return [
    { ...shared, [CKA.CLASS]: 2, [EC_POINT]: point },
    { ...shared, [CKA.CLASS]: 3 },
  ];
}

const POINT = Buffer.alloc(32, 9);
const LABEL = `mohor certificate ${NOW}`;

describe("a token's PIN", () => {
  it.each([
    ["is locked", 0x40000],
    ["has its last try left", 0x20000],
  ])("is not tried where it %s", (_what, flags) => {
    const driver = driverWith([], { C_GetTokenInfo: () => ({ label: "issuer", flags }) });
    expect(() => openToken(driver, PLACE, "1234")).toThrow(expect.objectContaining({ code: "HSM_PIN_BLOCKED" }));
    expect(driver.calls).toEqual([]);
  });

  it.each([
    [0xa0, "HSM_PIN_WRONG"],
    [0xa1, "HSM_PIN_WRONG"],
    [0xa2, "HSM_PIN_WRONG"],
    [0xa3, "HSM_PIN_BLOCKED"],
    [0xa4, "HSM_PIN_BLOCKED"],
    [0x102, "HSM_PIN_BLOCKED"],
    [0x30, "HSM_FAILED"],
  ])("refused with 0x%s is %s", (returned, code) => {
    const driver = driverWith([], { C_Login: failing(returned) });
    expect(() => openToken(driver, PLACE, "1234")).toThrow(expect.objectContaining({ code }));
  });

  it("serves all sessions of a process once it was taken", () => {
    expect(openToken(driverWith([], { C_Login: failing(0x100) }), PLACE, "1234").list()).toEqual([]);
  });
});

describe("a token", () => {
  it("is the one of its label, and none where two have it", () => {
    const two = driverWith([], { C_GetSlotList: () => [Buffer.from([1]), Buffer.from([2])] });
    expect(() => openToken(two, PLACE, null)).toThrow(expect.objectContaining({ code: "HSM_TOKEN_NOT_FOUND" }));
    const onePulled = driverWith([], {
      C_GetSlotList: () => [Buffer.from([1]), Buffer.from([2])],
      C_GetTokenInfo: (slot) => (slot[0] === 1 ? failing(0xe0)() : { label: "issuer", flags: 0 }),
    });
    expect(openToken(onePulled, PLACE, "1234").list()).toEqual([]);
  });

  it("says which call failed, and how", () => {
    const driver = driverWith([], { C_OpenSession: failing(0x31) });
    const failure = expect.objectContaining({ code: "HSM_FAILED", message: "C_OpenSession 0x00000031" });
    expect(() => openToken(driver, PLACE, null)).toThrow(failure);
  });

  it("gives its points bare or wrapped, and is the same key", () => {
    const key = { publicKey: POINT.toString("hex"), purpose: "certificate", created: NOW };
    const wrapped = Buffer.concat([Buffer.from("0420", "hex"), POINT]);
    for (const point of [POINT, wrapped]) {
      expect(openToken(driverWith(pair(LABEL, 1, point)), PLACE, "1234").list()).toEqual([key]);
    }
  });

  it("shows the keys that are ours and whole, and no others", () => {
    const objects = [
      ...pair("somebody's key", 1, POINT),
      ...pair("mohor everything 1700000000", 2, POINT),
      ...pair("mohor certificate soon", 3, POINT),
      ...pair(LABEL, 4, Buffer.alloc(57)),
      ...pair(LABEL, 5, POINT).slice(0, 1),
      ...pair(LABEL, 6, POINT),
      ...pair(LABEL, 6, POINT),
    ];
    expect(openToken(driverWith(objects), PLACE, "1234").list()).toEqual([]);
  });

  it("with more objects than one call gives shows them all", () => {
    const objects = Array.from({ length: 100 }, (_, i) => pair(LABEL, i, Buffer.alloc(32, i))).flat();
    expect(openToken(driverWith(objects), PLACE, "1234").list()).toHaveLength(100);
  });

  it("finds a key that was made since it was opened", () => {
    const objects: Thing[] = [];
    const token = openToken(driverWith(objects), PLACE, "1234");
    const publicKey = POINT.toString("hex");
    const message = Uint8Array.of(1);
    expect(() => token.sign(publicKey, message)).toThrow(expect.objectContaining({ code: "SIGNING_KEY_UNAVAILABLE" }));
    objects.push(...pair(LABEL, 1, POINT));
    expect(token.sign(publicKey, message)).toHaveLength(64);
  });

  it.each([
    ["was once extractable", { [CKA.NEVER_EXTRACTABLE]: 0 }],
    ["is extractable", { [CKA.EXTRACTABLE]: 1 }],
    ["was once not sensitive", { [CKA.ALWAYS_SENSITIVE]: 0 }],
  ])("makes no key that %s, whatever was asked for", (_what, changed) => {
    const inside = { [CKA.ALWAYS_SENSITIVE]: 1, [CKA.NEVER_EXTRACTABLE]: 1, [CKA.EXTRACTABLE]: 0, ...changed };
    const attributes = Object.fromEntries(Object.entries(inside).map(([type, value]) => [type, Buffer.from([value])]));
    const [publicHalf, privateHalf] = pair(LABEL, 1, POINT);
    const driver = driverWith([publicHalf as Thing, { ...privateHalf, ...attributes }]);
    const generate = () => openToken(driver, PLACE, "1234").generate("certificate", NOW, new Uint8Array(16));
    expect(generate).toThrow(expect.objectContaining({ code: "HSM_FAILED" }));
  });
});
