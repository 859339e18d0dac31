// What the issuer does with a token over PKCS#11 (OASIS PKCS #11 3.1): find it by label, log in, find the Mohor keys, make one,
// sign. Synchronous, over the functions of a driver that is given, so that it runs in a process of its own and tests can stand in
// for a token. A key here is a pair with one CKA_ID; the label of its public half says what it is for, "mohor <purpose> <created>".
// No function tries again: whoever called decides that.

import { type Code, fromHex, PUBLIC_KEY_BYTES, toHex } from "@mohor/schema";
import { PortError } from "../domain/refusal.ts";
import { HELD_KEY_PURPOSES, type HeldKeyPurpose } from "./checked-signer.ts";

/** An attribute asked for, or with its value. */
export type Attribute = { readonly type: number; readonly value?: number | boolean | string | Buffer };

/** The functions of a driver that are used, under the standard's names. Each throws an error whose `code` is the CK_RV. */
export type Pkcs11Driver = {
  load(path: string): void;
  C_Initialize(): void;
  C_GetSlotList(tokenPresent: boolean): Buffer[];
  C_GetTokenInfo(slot: Buffer): { readonly label: string; readonly flags: number };
  C_OpenSession(slot: Buffer, flags: number): Buffer;
  C_Login(session: Buffer, userType: number, pin: string): void;
  C_FindObjectsInit(session: Buffer, template: Attribute[]): void;
  C_FindObjects(session: Buffer, most: number): Buffer[];
  C_FindObjectsFinal(session: Buffer): void;
  C_GetAttributeValue(session: Buffer, object: Buffer, template: Attribute[]): readonly { readonly value: Buffer }[];
  C_GenerateKeyPair(
    session: Buffer,
    mechanism: { readonly mechanism: number },
    publicTemplate: Attribute[],
    privateTemplate: Attribute[],
  ): { readonly publicKey: Buffer; readonly privateKey: Buffer };
  C_SignInit(session: Buffer, mechanism: { readonly mechanism: number }, key: Buffer): void;
  C_Sign(session: Buffer, message: Buffer, signature: Buffer): Buffer;
};

/** Where a token is: the driver's file and the token's label. */
export type TokenPlace = { readonly module: string; readonly label: string };

/** A key of a token as it crosses processes. */
export type TokenKey = {
  /** Hex. */
  readonly publicKey: string;
  readonly purpose: HeldKeyPurpose;
  /** NumericDate. */
  readonly created: number;
};

/** An open token. */
export type OpenToken = {
  /** The Mohor keys whose two halves are there. */
  list(): readonly TokenKey[];
  /** The 64-byte signature. Throws PortError SIGNING_KEY_UNAVAILABLE where the token has no such key. */
  sign(publicKey: string, toBeSigned: Uint8Array): Uint8Array;
  /** Makes a key inside the token that never leaves it. */
  generate(purpose: HeldKeyPurpose, created: number, id: Uint8Array): TokenKey;
};

// Numbers of PKCS #11 3.1 (pkcs11t.h), named as there.
const CKF = { RW_SESSION: 0x2, SERIAL_SESSION: 0x4, USER_PIN_FINAL_TRY: 0x20000, USER_PIN_LOCKED: 0x40000 } as const;
const CKU_USER = 1;
const CKO = { PUBLIC_KEY: 2, PRIVATE_KEY: 3 } as const;
const CKK_EC_EDWARDS = 0x40;
const CKM = { EC_EDWARDS_KEY_PAIR_GEN: 0x1055, EDDSA: 0x1057 } as const;
const CKA = {
  CLASS: 0x0,
  TOKEN: 0x1,
  PRIVATE: 0x2,
  LABEL: 0x3,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  SIGN: 0x108,
  VERIFY: 0x10a,
  EXTRACTABLE: 0x162,
  NEVER_EXTRACTABLE: 0x164,
  ALWAYS_SENSITIVE: 0x165,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
} as const;

/** Return values of C_Login that mean something of their own. All others: the token failed. */
const LOGIN_CODES: Readonly<Record<number, Code>> = {
  160: "HSM_PIN_WRONG", // CKR_PIN_INCORRECT
  161: "HSM_PIN_WRONG", // CKR_PIN_INVALID
  162: "HSM_PIN_WRONG", // CKR_PIN_LEN_RANGE
  163: "HSM_PIN_BLOCKED", // CKR_PIN_EXPIRED
  164: "HSM_PIN_BLOCKED", // CKR_PIN_LOCKED
  258: "HSM_PIN_BLOCKED", // CKR_USER_PIN_NOT_INITIALIZED
};

/** CKR_USER_ALREADY_LOGGED_IN: login is the process's, not the session's. */
const ALREADY_LOGGED_IN = 0x100;

/** The object identifier 1.3.101.112, id-Ed25519 (RFC 8410 §3), in DER. */
const ED25519_OID = fromHex("06032b6570");

/** DER's head of an OCTET STRING of 32 bytes: CKA_EC_POINT is wrapped so by some tokens, and bare in others. */
const POINT_HEAD = "0420";

const LABEL = /^mohor ([a-z-]+) (\d{1,10})$/;
const SIGNATURE_BYTES = 64;

/** Objects looked at in one search: a partition of a large device holds thousands of others' keys, never more than this. */
const MAX_OBJECTS = 65_536;
const OBJECTS_A_CALL = 64;

/** Reads the driver and opens the token; with a PIN also logs in, once. Throws PortError with an HSM_ code. */
export function openToken(driver: Pkcs11Driver, place: TokenPlace, pin: string | null): OpenToken {
  loadDriver(driver, place);
  const slot = tokenSlot(driver, place);
  const session = calling("C_OpenSession", () => driver.C_OpenSession(slot, CKF.RW_SESSION | CKF.SERIAL_SESSION));
  if (pin !== null) logIn(driver, slot, session, pin);
  let known = findKeys(driver, session, pin);
  return {
    list() {
      known = findKeys(driver, session, pin);
      return known.map(({ key }) => key);
    },
    sign(publicKey, toBeSigned) {
      const isIt = ({ key }: FoundKey) => key.publicKey === publicKey;
      // Another process may have made it since.
      if (!known.some(isIt)) known = findKeys(driver, session, pin);
      const found = known.find(isIt);
      if (found === undefined) {
        throw new PortError("SIGNING_KEY_UNAVAILABLE", `the token ${place.label} does not hold that key`);
      }
      return calling("C_Sign", () => {
        driver.C_SignInit(session, { mechanism: CKM.EDDSA }, found.privateKey);
        return new Uint8Array(driver.C_Sign(session, Buffer.from(toBeSigned), Buffer.alloc(SIGNATURE_BYTES)));
      });
    },
    generate(purpose, created, id) {
      const pair = calling("C_GenerateKeyPair", () => {
        const shared: Attribute[] = [
          { type: CKA.KEY_TYPE, value: CKK_EC_EDWARDS },
          { type: CKA.TOKEN, value: true },
          { type: CKA.LABEL, value: `mohor ${purpose} ${created}` },
          { type: CKA.ID, value: Buffer.from(id) },
        ];
        return driver.C_GenerateKeyPair(
          session,
          { mechanism: CKM.EC_EDWARDS_KEY_PAIR_GEN },
          [
            ...shared,
            { type: CKA.CLASS, value: CKO.PUBLIC_KEY },
            { type: CKA.VERIFY, value: true },
            { type: CKA.EC_PARAMS, value: Buffer.from(ED25519_OID) },
          ],
          [
            ...shared,
            { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
            { type: CKA.PRIVATE, value: true },
            { type: CKA.SENSITIVE, value: true },
            { type: CKA.EXTRACTABLE, value: false },
            { type: CKA.SIGN, value: true },
          ],
        );
      });
      checkStaysInside(driver, session, pair.privateKey);
      const publicKey = pointOf(driver, session, pair.publicKey);
      if (publicKey === null) throw new PortError("HSM_FAILED", "the token made no Ed25519 key");
      return { publicKey, purpose, created };
    },
  };
}

type FoundKey = { readonly key: TokenKey; readonly privateKey: Buffer };

function loadDriver(driver: Pkcs11Driver, { module }: TokenPlace): void {
  try {
    driver.load(module);
    driver.C_Initialize();
  } catch (cause) {
    throw new PortError("HSM_MODULE_UNUSABLE", describe("C_Initialize", returnValueOf(cause)), { cause, path: module });
  }
}

/** The slot of the one token of this label. */
function tokenSlot(driver: Pkcs11Driver, { label }: TokenPlace): Buffer {
  const slots = calling("C_GetSlotList", () => driver.C_GetSlotList(true));
  // Labels are padded with blanks to 32 bytes.
  const ofLabel = slots.filter((slot) => labelOf(driver, slot) === label);
  const [slot] = ofLabel;
  if (slot === undefined || ofLabel.length > 1) {
    throw new PortError("HSM_TOKEN_NOT_FOUND", `${ofLabel.length} tokens are labelled ${label}`);
  }
  return slot;
}

/** A slot whose token was just pulled out has none. */
function labelOf(driver: Pkcs11Driver, slot: Buffer): string | null {
  try {
    return driver.C_GetTokenInfo(slot).label.trimEnd();
  } catch {
    return null;
  }
}

/**
 * One try. A token counts wrong PINs and locks; the last try is left to a person at the token's own tool, because a program that is
 * started again and again would spend it.
 */
function logIn(driver: Pkcs11Driver, slot: Buffer, session: Buffer, pin: string): void {
  const { flags } = calling("C_GetTokenInfo", () => driver.C_GetTokenInfo(slot));
  if ((flags & (CKF.USER_PIN_LOCKED | CKF.USER_PIN_FINAL_TRY)) !== 0) {
    throw new PortError("HSM_PIN_BLOCKED", "the PIN was not tried");
  }
  try {
    driver.C_Login(session, CKU_USER, pin);
  } catch (error) {
    const returned = returnValueOf(error);
    if (returned === ALREADY_LOGGED_IN) return;
    const code = returned === null ? undefined : LOGIN_CODES[returned];
    if (code === undefined) throw failureOf("C_Login", error);
    throw new PortError(code, describe("C_Login", returned));
  }
}

/** The Mohor keys whose two halves are there. What else the token holds is not looked at closer than its label. */
function findKeys(driver: Pkcs11Driver, session: Buffer, pin: string | null): readonly FoundKey[] {
  return calling("C_FindObjects", () => {
    const found: FoundKey[] = [];
    for (const object of findObjects(driver, session, CKO.PUBLIC_KEY)) {
      const label = attributeOf(driver, session, object, CKA.LABEL).toString("utf8");
      const [, purposeName, created] = LABEL.exec(label) ?? [];
      const purpose = HELD_KEY_PURPOSES.find((candidate) => candidate === purposeName);
      if (purpose === undefined) continue;
      const publicKey = pointOf(driver, session, object);
      const id = attributeOf(driver, session, object, CKA.ID);
      const privateKeys = findObjects(driver, session, CKO.PRIVATE_KEY, [{ type: CKA.ID, value: id }]);
      const [privateKey] = privateKeys;
      // Before a login private halves are not shown; then the public half stands for both.
      if (publicKey === null || privateKeys.length !== (pin === null ? 0 : 1)) continue;
      found.push({
        key: { publicKey, purpose, created: Number(created) },
        privateKey: privateKey ?? Buffer.alloc(0),
      });
    }
    return found;
  });
}

function findObjects(driver: Pkcs11Driver, session: Buffer, kind: number, more: Attribute[] = []): Buffer[] {
  const objects: Buffer[] = [];
  driver.C_FindObjectsInit(session, [
    { type: CKA.CLASS, value: kind },
    { type: CKA.KEY_TYPE, value: CKK_EC_EDWARDS },
    { type: CKA.TOKEN, value: true },
    ...more,
  ]);
  while (objects.length < MAX_OBJECTS) {
    const some = driver.C_FindObjects(session, OBJECTS_A_CALL);
    if (some.length === 0) break;
    objects.push(...some);
  }
  driver.C_FindObjectsFinal(session);
  return objects;
}

/** The public key of an object in hex, or null where it is no Ed25519 key. */
function pointOf(driver: Pkcs11Driver, session: Buffer, object: Buffer): string | null {
  const point = toHex(attributeOf(driver, session, object, CKA.EC_POINT));
  const bare = point.length === 2 * (PUBLIC_KEY_BYTES + 2) && point.startsWith(POINT_HEAD) ? point.slice(4) : point;
  return bare.length === 2 * PUBLIC_KEY_BYTES ? bare : null;
}

/** A token that did not take "sensitive, not extractable" for what it says is no place for a key. */
function checkStaysInside(driver: Pkcs11Driver, session: Buffer, privateKey: Buffer): void {
  const isSet = (type: number) => attributeOf(driver, session, privateKey, type)[0] === 1;
  const isInside = calling(
    "C_GetAttributeValue",
    () => isSet(CKA.ALWAYS_SENSITIVE) && isSet(CKA.NEVER_EXTRACTABLE) && !isSet(CKA.EXTRACTABLE),
  );
  if (!isInside) throw new PortError("HSM_FAILED", "the token would let the key out");
}

function attributeOf(driver: Pkcs11Driver, session: Buffer, object: Buffer, type: number): Buffer {
  return driver.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? Buffer.alloc(0);
}

/** Runs calls of the driver; an error of theirs becomes HSM_FAILED with the function and its return value. */
function calling<T>(name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof PortError ? error : failureOf(name, error);
  }
}

function failureOf(name: string, error: unknown): PortError {
  return new PortError("HSM_FAILED", describe(name, returnValueOf(error)), { cause: error });
}

function describe(name: string, returned: number | null): string {
  return returned === null ? name : `${name} 0x${returned.toString(16).padStart(8, "0")}`;
}

/** The CK_RV of a driver's error, or null where it is another error. */
function returnValueOf(error: unknown): number | null {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === "number" ? code : null;
}
