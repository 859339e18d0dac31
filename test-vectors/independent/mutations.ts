// Questions near the vectors, for holding implementations against each other: a vector's token, payload, header, trust bundle, status
// update, issued set, pack, policy or clock is changed at some places, and signed again by the test keys where a signature is due, so that
// the change is met by the layer that it is in and not by the signature check before it.

import {
  concatBytes,
  decodeCbor,
  encodeBase45,
  encodeCoseSign1,
  encodeQrText,
  encodeSignedStatusUpdate,
  fromHex,
  MAX_CBOR_ARGUMENT,
  MAX_STATUS_UPDATE_BYTES,
  MAX_STATUS_UPDATE_ITEMS,
  MAX_TRUST_BUNDLE_BYTES,
  MAX_TRUST_BUNDLE_ITEMS,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import type { Policy } from "@mohor/verifier";
import type { Held, Question } from "@mohor/verifier/replay";
import fc from "fast-check";
import { CERTIFICATE_KEY, ROOT_KEYS, SPECIMEN_KEY, STATUS_LIST_KEY } from "../generate/test-keys.ts";
import { signedPayload } from "../generate/trust.ts";

/** One change of some bytes. */
type Edit =
  | { readonly kind: "flip"; readonly at: number; readonly bit: number }
  | { readonly kind: "set"; readonly at: number; readonly byte: number }
  | { readonly kind: "insert"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "cut"; readonly at: number; readonly length: number }
  | { readonly kind: "copy"; readonly from: number; readonly length: number; readonly at: number };

/** Bytes that mean something in CBOR: heads of each kind and width, and what the subset leaves out. */
const HEADS = [
  0x00, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x20, 0x38, 0x40, 0x58, 0x5f, 0x60, 0x78, 0x7f, 0x80, 0x84, 0x9f, 0xa0,
];
const MORE_HEADS = [0xa1, 0xbf, 0xc0, 0xd2, 0xd8, 0xf4, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xff];

// Places are natural numbers taken modulo the length, so that one edit fits any bytes.
const place = fc.nat({ max: 4_096 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant("set" as const), at: place, byte: fc.constantFrom(...HEADS, ...MORE_HEADS) }),
  fc.record({ kind: fc.constant("insert" as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant("cut" as const), at: place, length: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant("copy" as const), from: place, length: fc.integer({ min: 1, max: 24 }), at: place }),
);

function edited(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce(editedOnce, bytes);
}

function editedOnce(before: Uint8Array, change: Edit): Uint8Array {
  if (before.length === 0) return change.kind === "insert" ? change.bytes : before;
  const at = change.at % before.length;
  switch (change.kind) {
    case "flip":
      return before.with(at, (before[at] as number) ^ (1 << change.bit));
    case "set":
      return before.with(at, change.byte);
    case "insert":
      return concatBytes(before.subarray(0, at), change.bytes, before.subarray(at));
    case "cut":
      return concatBytes(before.subarray(0, at), before.subarray(at + change.length));
    case "copy": {
      const from = change.from % before.length;
      return concatBytes(before.subarray(0, at), before.subarray(from, from + change.length), before.subarray(at));
    }
  }
}

/** Where a change is made. */
export const TARGETS = [
  "text",
  "token",
  "payload",
  "header",
  "signature",
  "bundle",
  "signed-bundle",
  "update",
  "signed-update",
  "issued-set",
  "clock",
  "clock-floor",
  "policy",
  "order",
  "pack",
] as const;
export type Target = (typeof TARGETS)[number];

/** A change to a vector's question. */
export type Mutation = {
  readonly seed: number;
  readonly target: Target;
  readonly edits: readonly Edit[];
  readonly seconds: number;
  readonly policy: Policy;
};

const policy: fc.Arbitrary<Policy> = fc.record(
  {
    statuses: fc.subarray(["not", "partially", "fully"] as const, { minLength: 1 }),
    maxAgeSeconds: fc.constantFrom(0, 1, 86_400, 604_800, 2_592_000, 15_552_000),
    audience: fc.constantFrom("railway.example", "airport.example", "x"),
    admitsSpecimens: fc.boolean(),
  },
  { requiredKeys: ["statuses"] },
);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  seed: fc.nat(),
  target: fc.constantFrom(...TARGETS),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  seconds: fc.constantFrom(-1, 0, 1, 299, 300, 301, 86_399, 86_400, 86_401, 604_800, 604_801, 2_592_000, -301, -86_400),
  policy,
});

/** The question with the change made; unchanged where it has nothing of that kind. */
export function mutated(question: Question, mutation: Mutation): Question {
  const { target, edits, seconds, seed } = mutation;
  switch (question.ask) {
    case "verdict":
      return mutatedVerdict(question, mutation);
    case "acceptance": {
      const { documents, held, now } = question;
      if (target === "clock") return { ...question, now: Math.max(0, now + seconds) };
      if (target === "order") return { ...question, documents: shuffled(documents, seed) };
      // What is held and what comes are changed by turns, and what is held only where there is something of that kind.
      if (held !== null && seed % 2 === 0) return { ...question, held: mutatedHeld(held, mutation) };
      const at = seed % documents.length;
      return { ...question, documents: documents.with(at, documentHex(documents[at] as string, target, edits)) };
    }
    case "documents":
      return { ...question, packTexts: mutatedTexts(question.packTexts, target, edits, seed) };
    case "texts":
      return question;
  }
}

function mutatedVerdict(question: Extract<Question, { ask: "verdict" }>, mutation: Mutation): Question {
  const { qrText, trust, now } = question;
  const { target, edits, seconds, policy } = mutation;
  switch (target) {
    case "clock":
      return { ...question, now: Math.max(0, now + seconds) };
    case "policy":
      return { ...question, policy };
    case "token":
    case "payload":
    case "header":
    case "signature": {
      const token = tokenOf(qrText);
      if (token !== null) return { ...question, qrText: encodeQrText(mutatedToken(token, target, edits)) };
      return { ...question, qrText: editedText(qrText, edits) };
    }
    case "text":
    case "order":
    case "pack":
      return { ...question, qrText: editedText(qrText, edits) };
    default:
      return trust === null ? question : { ...question, ...mutatedHeld({ ...question, trust }, mutation) };
  }
}

/** What is held, with the bundle, an update, an issued set or the clock floor changed. */
function mutatedHeld<H extends Held>(held: H, { target, edits, seconds, seed }: Mutation): H {
  switch (target) {
    case "clock-floor":
      return { ...held, clockFloor: Math.min(MAX_CBOR_ARGUMENT, Math.max(0, (held.clockFloor ?? 0) + seconds)) };
    case "issued-set":
      return { ...held, ...mutatedList("issuedSets", held.issuedSets, target, edits, seed) };
    case "update":
    case "signed-update":
      return { ...held, ...mutatedList("updates", held.updates, target, edits, seed) };
    default:
      return { ...held, trust: documentHex(held.trust, target, edits) };
  }
}

function mutatedList(
  name: "issuedSets" | "updates",
  documents: readonly string[] | undefined,
  target: Target,
  edits: readonly Edit[],
  seed: number,
): Partial<Held> {
  if (documents === undefined || documents.length === 0) return {};
  const at = seed % documents.length;
  return { [name]: documents.with(at, documentHex(documents[at] as string, target, edits)) };
}

function editedText(text: string, edits: readonly Edit[]): string {
  return new TextDecoder("latin1").decode(edited(Buffer.from(text, "latin1"), edits));
}

function mutatedTexts(
  texts: readonly string[],
  target: Target,
  edits: readonly Edit[],
  seed: number,
): readonly string[] {
  if (target === "order") return shuffled(texts, seed);
  const at = seed % texts.length;
  const text = texts[at] as string;
  const bytes = target === "text" ? null : base45Of(text.slice(4));
  const changed = bytes === null ? editedText(text, edits) : text.slice(0, 4) + encodeBase45(edited(bytes, edits));
  return texts.with(at, changed);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, i) => ({ item, key: Math.imul(seed + i, 0x9e3779b1) >>> 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

type Parts = readonly [Uint8Array, unknown, Uint8Array, Uint8Array];

function partsOf(bytes: Uint8Array): Parts | null {
  const document = decodeCbor(bytes, { maxBytes: MAX_STATUS_UPDATE_BYTES, maxItems: MAX_TRUST_BUNDLE_ITEMS });
  const item = document.ok ? document.value.item : null;
  if (!Array.isArray(item) || item.length !== 4) return null;
  const [header, , payload, signature] = item;
  return header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array
    ? (item as unknown as Parts)
    : null;
}

function tokenOf(qrText: string): Uint8Array | null {
  return qrText.startsWith("MQ1:") ? base45Of(qrText.slice(4)) : null;
}

function base45Of(text: string): Uint8Array | null {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const value = [...text.slice(i, i + 3)].reduce((sum, c, k) => sum + alphabet.indexOf(c) * 45 ** k, 0);
    if (text.length - i >= 3) bytes.push(value >> 8, value & 255);
    else bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

function mutatedToken(token: Uint8Array, target: Target, edits: readonly Edit[]): Uint8Array {
  const parts = target === "token" ? null : partsOf(token);
  if (parts === null) return edited(token, edits);
  const [header, , payload, signature] = parts;
  const key = toHex(header).includes(toHex(SPECIMEN_KEY.kid)) ? SPECIMEN_KEY : CERTIFICATE_KEY;
  if (target === "signature")
    return encodeCoseSign1({ protectedHeader: header, payload, signature: edited(signature, edits) });
  const [changedHeader, changedPayload] =
    target === "header" ? [edited(header, edits), payload] : [header, edited(payload, edits)];
  return encodeCoseSign1({
    protectedHeader: changedHeader,
    payload: changedPayload,
    signature: key.sign(toBeSigned(changedHeader, changedPayload)),
  });
}

/** A document with its bytes changed, or its payload changed and signed anew. */
function documentHex(hex: string, target: Target, edits: readonly Edit[]): string {
  const bytes = fromHex(hex);
  if (target === "signed-bundle") {
    const document = decodeCbor(bytes, { maxBytes: MAX_TRUST_BUNDLE_BYTES, maxItems: MAX_TRUST_BUNDLE_ITEMS });
    const payload = document.ok && Array.isArray(document.value.item) ? document.value.item[2] : null;
    if (payload instanceof Uint8Array) return toHex(signedPayload(edited(payload, edits), ROOT_KEYS));
  }
  if (target === "signed-update") {
    const document = decodeCbor(bytes, { maxBytes: MAX_STATUS_UPDATE_BYTES, maxItems: MAX_STATUS_UPDATE_ITEMS });
    const parts = document.ok ? partsOf(bytes) : null;
    if (parts !== null) {
      const payload = edited(parts[2], edits);
      const signature = STATUS_LIST_KEY.sign(toBeSigned(parts[0], payload));
      return toHex(encodeSignedStatusUpdate({ protectedHeader: parts[0], payload, signature }));
    }
  }
  return toHex(edited(bytes, edits));
}
