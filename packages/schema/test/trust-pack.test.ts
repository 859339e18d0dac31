import {
  type CborValue,
  collectPiece,
  decodeBase45,
  decodePack,
  decodePackText,
  encodeBase45,
  encodeCbor,
  encodePack,
  encodePackTexts,
  fromHex,
  MAX_CHUNK_BYTES,
  MAX_PACK_PIECES,
  MAX_PACK_TEXT_LENGTH,
  MAX_PIECE_SETS,
  NO_PIECES,
  type PackPiece,
  type PieceCollection,
  pieceSetName,
  sha256,
  splitQrText,
  toHex,
  trustDocumentKind,
  trustDocumentsOf,
  unfinishedSets,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";

const documents = fc.array(fc.uint8Array({ maxLength: 900 }), { minLength: 1, maxLength: 8 });
const BUNDLE = fromHex("d86284");
const UPDATE = fromHex("d284");
const SET = fromHex("a401");
const codeOf = (decoded: { readonly ok: boolean; readonly code?: string }) => (decoded.ok ? "read" : decoded.code);

describe("a pack", () => {
  test("written and read is the same documents in the same order", () => {
    fc.assert(
      fc.property(documents, (whole) => {
        expect(decodePack(encodePack(whole))).toEqual({ ok: true, value: whole });
      }),
      runs(100),
    );
  });

  test.each<[string, Uint8Array]>([
    ["of no document", encodeCbor([])],
    ["of 65 documents", encodeCbor(new Array<CborValue>(65).fill(BUNDLE))],
    ["with a document that is no byte string", encodeCbor([BUNDLE, "text"])],
    ["that is a map", encodeCbor(new Map())],
    ["that is tagged", encodeCbor([BUNDLE], [61])],
    ["cut short", encodePack([BUNDLE]).subarray(0, -1)],
    ["of no bytes", new Uint8Array(0)],
  ])("%s is refused", (_, bytes) => {
    expect(codeOf(decodePack(bytes))).toBe("PACK_MALFORMED");
  });

  test("of 64 documents is read; of none or 65 cannot be written", () => {
    expect(decodePack(encodePack(new Array<Uint8Array>(64).fill(BUNDLE))).ok).toBe(true);
    expect(() => encodePack([])).toThrow(TypeError);
    expect(() => encodePack(new Array<Uint8Array>(65).fill(BUNDLE))).toThrow(TypeError);
  });
});

describe("a file of trust material", () => {
  test("says by its first bytes what it is", () => {
    expect([BUNDLE, UPDATE, SET].map(trustDocumentKind)).toEqual(["trust-bundle", "status-update", "issued-set"]);
    for (const other of ["", "d8", "d863", "0062", "a3", "00", "8401", "ffd8ff"])
      expect(trustDocumentKind(fromHex(other))).toBeNull();
  });

  test("is a pack, or the one document that it is, or nothing that is known", () => {
    expect(trustDocumentsOf(encodePack([BUNDLE, SET]))).toEqual({ ok: true, value: [BUNDLE, SET] });
    for (const one of [BUNDLE, UPDATE, SET]) expect(trustDocumentsOf(one)).toEqual({ ok: true, value: [one] });
    expect(codeOf(trustDocumentsOf(fromHex("81")))).toBe("PACK_MALFORMED");
    expect(codeOf(trustDocumentsOf(fromHex("89504e47")))).toBe("PACK_MALFORMED");
    for (const other of ["", "00", "7b7d", "ffd8ff"]) {
      expect(codeOf(trustDocumentsOf(fromHex(other)))).toBe("PACK_DOCUMENT_UNKNOWN");
    }
  });
});

describe("a QR text of trust material", () => {
  const pack = encodePack([BUNDLE]);
  const [text] = encodePackTexts(pack) as [string];

  test("holds a pack that fits", () => {
    expect(text).toBe(`MT1:${encodeBase45(pack)}`);
    expect(decodePackText(text)).toEqual({ ok: true, value: { kind: "pack", documents: [BUNDLE] } });
  });

  test("is as long as it may be with the largest pack and the largest piece, and no longer", () => {
    const fits = encodePack([new Uint8Array(MAX_CHUNK_BYTES + 10 - 4)]);
    const [whole, ...none] = encodePackTexts(fits);
    expect([whole?.length, none.length]).toEqual([MAX_PACK_TEXT_LENGTH, 0]);
    expect(decodePackText(whole as string).ok).toBe(true);
    const pieces = encodePackTexts(encodePack([new Uint8Array(MAX_CHUNK_BYTES + 10 - 3)]));
    expect(pieces.map(({ length }) => length)).toEqual([MAX_PACK_TEXT_LENGTH, 36]);
  });

  test.each([
    ["a text that is too long", "MT1:".padEnd(MAX_PACK_TEXT_LENGTH + 1, "0"), "PACK_TOO_LARGE"],
    ["a certificate", "MQ1:ABC", "PACK_PREFIX_UNKNOWN"],
    ["another system's code", "https://example.in/", "PACK_PREFIX_UNKNOWN"],
    ["nothing", "", "PACK_PREFIX_UNKNOWN"],
    ["a space before", ` ${text}`, "QR_WHITESPACE_AROUND"],
    ["a line end after", `${text}\n`, "QR_WHITESPACE_AROUND"],
    ["small letters", text.toLowerCase(), "QR_CASE_CHANGED"],
    ["a pack of format 2", text.replace("MT1", "MT2"), "PACK_VERSION_UNSUPPORTED"],
    ["a piece of format 12", "MP12:00", "PACK_VERSION_UNSUPPORTED"],
    ["a changed character", `${text.slice(0, -1)}é`, "BASE45_INVALID"],
    ["a pack that is none", `MT1:${encodeBase45(fromHex("80"))}`, "PACK_MALFORMED"],
    ["a piece without a chunk", `MP1:${encodeBase45(new Uint8Array(10))}`, "PACK_MALFORMED"],
    ["a piece without a head", `MP1:${encodeBase45(new Uint8Array(8))}`, "PACK_MALFORMED"],
    ["an empty piece", "MP1:", "PACK_MALFORMED"],
    ["a piece behind the last", `MP1:${encodeBase45(fromHex("0000000000000000020100"))}`, "PACK_MALFORMED"],
    ["a piece of 65", `MP1:${encodeBase45(fromHex("0000000000000000004000"))}`, "PACK_MALFORMED"],
  ])("is refused: %s", (_, wrong, code) => {
    expect(codeOf(decodePackText(wrong))).toBe(code);
  });

  test("is told from a certificate where a certificate is scanned, in whatever state it is", () => {
    for (const material of [text, "MP1:00", "mt1:", " MT9999:\n", `https://gate.in/#${text}`]) {
      expect(codeOf(splitQrText(material))).toBe("QR_TRUST_MATERIAL");
    }
    for (const other of ["MU1:", "MT:", "XMT1:", "MT12345:"])
      expect(codeOf(splitQrText(other))).toBe("QR_PREFIX_UNKNOWN");
  });
});

const piecesOf = (pack: Uint8Array, chunkBytes: number): PackPiece[] =>
  encodePackTexts(pack, { chunkBytes }).map((text) => {
    const decoded = decodePackText(text);
    if (!decoded.ok || decoded.value.kind !== "piece") throw new Error("a piece is required");
    return decoded.value.piece;
  });

describe("the pieces of a pack", () => {
  const whole = [new Uint8Array(50).fill(1), new Uint8Array(30).fill(2)];
  const pieces = piecesOf(encodePack(whole), 20);

  /** What the last of the pieces came to, each added to what the ones before left. */
  const collected = (given: readonly PackPiece[], from: PieceCollection = NO_PIECES) => {
    let collection = from;
    const outcomes = given.map((piece) => {
      const progress = collectPiece(collection, piece);
      collection = progress.collection;
      const { outcome } = progress;
      return outcome.ok ? outcome.value : outcome.code;
    });
    return { collection, outcomes };
  };

  test("are all of one length but the last, and carry the beginning of the pack's digest", () => {
    const [text] = encodePackTexts(encodePack(whole), { chunkBytes: 20 }) as [string];
    const bytes = decodeBase45(text.slice("MP1:".length));
    expect(bytes.ok && toHex(bytes.value.subarray(0, 10))).toBe(`${toHex(sha256(encodePack(whole)).slice(0, 8))}0004`);
    expect(pieces.map(({ chunk }) => chunk.length)).toEqual([20, 20, 20, 20, 5]);
    expect(pieceSetName(pieces[0] as PackPiece)).toBe(toHex(sha256(encodePack(whole)).slice(0, 8)));
  });

  test("make the documents in any order, with any of them repeated, and tell how far they are", () => {
    const order = fc.shuffledSubarray([...pieces, ...pieces.slice(1, 3)], { minLength: 7 });
    fc.assert(
      fc.property(order, (given) => {
        const { collection, outcomes } = collected(given);
        const complete = outcomes.filter((outcome) => typeof outcome === "object" && outcome.documents !== null);
        expect(complete).toEqual([{ have: 5, need: 5, missing: [], documents: whole }]);
        expect(unfinishedSets(collection)).toBe(0);
      }),
      runs(100),
    );
    // Whatever is shown again after that changes nothing.
    const again = collected([...pieces, pieces[1] as PackPiece]);
    expect(again.outcomes[5]).toEqual({ have: 5, need: 5, missing: [], documents: null });
    expect(unfinishedSets(collected(pieces.slice(1)).collection)).toBe(1);
    expect(collected([pieces[3], pieces[0], pieces[3]] as PackPiece[]).outcomes).toEqual([
      { have: 1, need: 5, missing: [0, 1, 2, 4], documents: null },
      { have: 2, need: 5, missing: [1, 2, 4], documents: null },
      { have: 2, need: 5, missing: [1, 2, 4], documents: null },
    ]);
  });

  test("of several packs at once are kept apart; of more than a few the one longest not met is forgotten", () => {
    const sets = Array.from({ length: MAX_PIECE_SETS + 1 }, (_, i) =>
      piecesOf(encodePack([new Uint8Array(50).fill(i)]), 30),
    ) as [PackPiece, PackPiece][];
    const { collection } = collected(sets.map(([first]) => first));
    expect(collection.length).toBe(MAX_PIECE_SETS);
    const [forgotten, ...kept] = sets as [[PackPiece, PackPiece], ...[PackPiece, PackPiece][]];
    for (const [, second] of kept) {
      expect(collected([second], collection).outcomes[0]).toMatchObject({ documents: [expect.anything()] });
    }
    expect(collected([forgotten[1]], collection).outcomes[0]).toMatchObject({ have: 1, documents: null });
  });

  const [first, second, , , last] = pieces as [PackPiece, PackPiece, PackPiece, PackPiece, PackPiece];
  test.each<[string, PackPiece]>([
    ["another last index", { ...second, lastIndex: 5 }],
    ["other bytes under an index that is there", { ...first, chunk: first.chunk.map((byte) => byte ^ 1) }],
    ["another length", { ...second, chunk: second.chunk.subarray(1) }],
    ["a last chunk that is longer", { ...last, chunk: new Uint8Array(21) }],
  ])("contradict each other with %s; then they begin anew", (_, wrong) => {
    const { collection, outcomes } = collected([first, wrong]);
    expect(outcomes[1]).toBe("PACK_PIECES_CONTRADICT");
    expect(collection).toEqual(NO_PIECES);
    expect(collected(pieces, collection).outcomes[4]).toMatchObject({ documents: whole });
  });

  test("that make another pack, or no pack, are refused, and begin anew", () => {
    const forged = { ...second, chunk: second.chunk.map((byte) => byte ^ 1) };
    const { collection, outcomes } = collected([first, forged, ...pieces.slice(2)]);
    expect(outcomes[4]).toBe("PACK_DIGEST_MISMATCH");
    expect(collected(pieces, collection).outcomes[4]).toMatchObject({ documents: whole });
    const noPack = piecesOf(new Uint8Array(60).fill(0xff), 30);
    expect(collected(noPack).outcomes).toEqual([expect.anything(), "PACK_MALFORMED"]);
  });

  test("are at most MAX_PACK_PIECES; more, or chunks of a wrong size, cannot be written", () => {
    const least = 30;
    const pack = encodePack([new Uint8Array(MAX_PACK_PIECES * least - 4)]);
    expect(pack.length).toBe(MAX_PACK_PIECES * least);
    expect(encodePackTexts(pack, { chunkBytes: least }).length).toBe(MAX_PACK_PIECES);
    expect(() => encodePackTexts(pack, { chunkBytes: least - 1 })).toThrow(TypeError);
    expect(() => encodePackTexts(pack, { chunkBytes: MAX_CHUNK_BYTES + 1 })).toThrow(TypeError);
    expect(() => encodePackTexts(pack, { chunkBytes: 0 })).toThrow(TypeError);
    expect(() => encodePackTexts(pack, { chunkBytes: -1 })).toThrow(TypeError);
    expect(encodePackTexts(new Uint8Array(12), { chunkBytes: 1 })).toHaveLength(12);
  });
});

test("no text of any kind makes reading throw or hang", () => {
  const any = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => `MT1:${encodeBase45(bytes)}`),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => `MP1:${encodeBase45(bytes)}`),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (texts) => {
      let collection = NO_PIECES;
      for (const text of texts) {
        const decoded = decodePackText(text);
        if (decoded.ok && decoded.value.kind === "piece")
          ({ collection } = collectPiece(collection, decoded.value.piece));
      }
      expect(collection.length).toBeLessThanOrEqual(MAX_PIECE_SETS);
    }),
    runs(300),
  );
});
