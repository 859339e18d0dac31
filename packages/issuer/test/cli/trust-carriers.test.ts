// What carries trust material between machines, read and written: files, packs, texts, pictures, split sets in any order; and each fault
// with its code. Public parts of roots, the root set's file, and a root's note of what it signed.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeBase45, encodePack, encodePackTexts, encodeSignedTrustBundle, MAX_PACK_PIECES } from "@mohor/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeRootKeyText, encodeRootKeyText } from "../../src/adapters/root-key-text.ts";
import { readRootSet, writeRootSet } from "../../src/adapters/root-set-file.ts";
import { keepSigned, readSigned, signedBeforePath } from "../../src/adapters/signed-before.ts";
import { readRootKeys } from "../../src/cli/read-root-keys.ts";
import { readTrustDocuments, readTrustRequests } from "../../src/cli/read-trust-documents.ts";
import { writeQrTexts, writeTrustDocuments } from "../../src/cli/write-trust-documents.ts";
import { bundleOf, check, ROOTS, STRANGER, signedBy } from "../ceremony-keys.ts";

let folder: string;
const at = (name: string) => join(folder, name);
const request = signedBy(bundleOf(), []);
const document = encodeSignedTrustBundle(request.payload, []);
const other = encodeSignedTrustBundle(signedBy(bundleOf({ version: 2 }), []).payload, []);

function put(name: string, content: Uint8Array | string): string {
  writeFileSync(at(name), content);
  return at(name);
}

/** The code that a rejected or throwing call ends with. */
async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return "ok";
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mohor-carriers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("documents", () => {
  const read = async (...paths: string[]) =>
    (await readTrustDocuments(paths)).map(({ bytes }) => new Uint8Array(bytes));

  it("come back as they were written, in every form, whatever the file is called", async () => {
    const paths = ["one.cose", "one.txt", "one.png", "one.mohor-trust"].map(at);
    expect(writeTrustDocuments(paths, [document])).toEqual(paths);
    for (const path of paths) expect(await read(path)).toEqual([document]);
    const several = writeTrustDocuments([at("two.mohor-trust"), at("two.svg")], [document, other]);
    expect(await read(at("two.mohor-trust"))).toEqual([document, other]);
    expect(several).toEqual(["two.mohor-trust", "two-1-of-2.svg", "two-2-of-2.svg"].map(at));
  });

  it("of a split set come from its pictures in any order, some of them twice", async () => {
    const many = [document, other, document, other];
    const pictures = writeTrustDocuments([at("set.png")], many);
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures[1]).toMatch(/set-2-of-\d\.png$/);
    const [first, ...rest] = pictures;
    expect(await read(...rest.toReversed(), ...rest, first as string)).toEqual(many);
  });

  it("say what is missing of a set", async () => {
    const texts = encodePackTexts(encodePack([document, other]), { chunkBytes: 200 });
    const path = put(
      "gap.txt",
      texts
        .filter((_, index) => index !== 1)
        .map((text) => `${text}\n`)
        .join(""),
    );
    await expect(readTrustDocuments([path])).rejects.toMatchObject({
      code: "PACK_INCOMPLETE",
      detail: `${path}: 2 / ${texts.length}`,
    });
  });

  it.each<[string, string, Uint8Array | string]>([
    ["another program's bytes", "PACK_DOCUMENT_UNKNOWN", "hello"],
    ["nothing", "PACK_DOCUMENT_UNKNOWN", ""],
    ["an array that is no pack", "PACK_MALFORMED", Uint8Array.of(0x81, 0x01)],
    ["a certificate's text", "PACK_PREFIX_UNKNOWN", "MQ1:ABC\n"],
    ["a text of a later version", "PACK_VERSION_UNSUPPORTED", "MT2:ABC\n"],
    ["a text that was cut", "BASE45_INVALID", "MT1:A\n"],
    ["a picture of something else", "PICTURE_DAMAGED", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ])("are not read from %s", async (_what, code, content) => {
    expect(await codeOf(() => readTrustDocuments([put("fault", content)]))).toBe(code);
  });

  it("are not taken for a request where they are none", async () => {
    const status = put("status", Uint8Array.of(0xd2, 0x80));
    expect(await codeOf(() => readTrustRequests([status]))).toBe("KEYSET_MALFORMED");
    expect(await codeOf(() => readTrustRequests([put("cut", document.subarray(0, 50))]))).toBe("KEYSET_MALFORMED");
    expect(await codeOf(() => readTrustRequests([at("nowhere")]))).toBe("FILE_NOT_FOUND");
    expect(await readTrustRequests([put("good", document)])).toHaveLength(1);
  });

  it("that are too many for codes are refused before any is drawn", async () => {
    const large = Array.from({ length: MAX_PACK_PIECES }, () => new Uint8Array(700).fill(0xd8));
    expect(await codeOf(() => writeTrustDocuments([at("large.png")], large))).toBe("PACK_TOO_MANY_CODES");
    expect(await codeOf(() => writeTrustDocuments([at("large.mohor-trust")], large))).toBe("ok");
    expect(await codeOf(() => writeQrTexts(at("x.gif"), ["MT1:"]))).toBe("OUTPUT_FORM_UNKNOWN");
  });
});

describe("public parts of roots", () => {
  const [a, b] = ROOTS;
  const text = encodeRootKeyText(a?.publicKey as Uint8Array);

  it("come back from texts and pictures, several in one file", async () => {
    expect(text).toMatch(/^MR1:[0-9A-Z $%*+\-./:]+$/);
    const both = put("both.txt", `${text}\n${encodeRootKeyText(b?.publicKey as Uint8Array)}\n`);
    writeQrTexts(at("root.png"), [text]);
    expect(await readRootKeys([both, at("root.png")])).toEqual([a?.publicKey, b?.publicKey, a?.publicKey]);
  });

  it.each([
    ["another prefix", text.replace("MR1", "MR2")],
    ["a character lost", text.slice(0, -1)],
    ["a key of small order", `MR1:${encodeBase45(new Uint8Array(48))}`],
    ["what is no COSE_Key", `MR1:${encodeBase45(Uint8Array.of(0xa0))}`],
    ["a tag around the key", `MR1:${encodeBase45(Uint8Array.of(0xc0, 0xa0))}`],
    ["a text of any length", `MR1:${"0".repeat(10_000)}`],
    ["nothing", ""],
  ])("are not read from %s", async (_what, content) => {
    expect(decodeRootKeyText(content)).toBeNull();
    expect(await codeOf(() => readRootKeys([put("none.txt", `${content}\n`)]))).toBe("ROOT_SET_INVALID");
  });
});

describe("the root set's file", () => {
  const rootSet = { threshold: 2, rootKeys: ROOTS.slice(0, 3).map(({ publicKey }) => publicKey) };

  it("comes back as it was written", () => {
    writeRootSet(at("roots.json"), rootSet);
    expect(readRootSet(at("roots.json"))).toEqual(rootSet);
  });

  it.each<[string, string]>([
    ["no JSON", "x"],
    ["no object", "null"],
    ["no threshold", '{"rootKeys":[]}'],
    ["no list", '{"threshold":1,"rootKeys":"x"}'],
    ["what is no key", '{"threshold":1,"rootKeys":["00"]}'],
    ["a threshold out of reach", `{"threshold":2,"rootKeys":["${"00".repeat(32)}"]}`],
  ])("is refused with %s", async (_what, content) => {
    expect(await codeOf(() => readRootSet(put("bad.json", content)))).toBe("ROOT_SET_INVALID");
  });

  it("that was never made is told from one that cannot be read", async () => {
    expect(await codeOf(() => readRootSet(at("never.json")))).toBe("ROOT_KEY_NONE");
    expect(await codeOf(() => readRootSet(folder))).toBe("FILE_UNREADABLE");
  });
});

describe("a root's note of what it signed", () => {
  const [a] = ROOTS;
  const rootKey = a?.publicKey as Uint8Array;
  const noteOf = (roots: typeof ROOTS) => {
    const { payload, signatures } = signedBy(bundleOf(), roots);
    return encodeSignedTrustBundle(payload, signatures);
  };

  it("is kept beside the key, and is none before the first", () => {
    expect(readSigned(at("fresh.json"), { rootKey, check })).toBeNull();
    keepSigned(at("key.json"), noteOf(ROOTS.slice(0, 1)));
    expect(signedBeforePath(at("key.json"))).toBe(at("key.signed.cose"));
    expect(readSigned(at("key.json"), { rootKey, check })?.bundle.version).toBe(1);
  });

  it.each<[string, Uint8Array]>([
    ["nobody signed", noteOf([])],
    ["another root signed", noteOf([STRANGER])],
    ["it is damaged", Uint8Array.of(1)],
  ])("is refused where %s", async (_what, bytes) => {
    keepSigned(at("key.json"), bytes);
    expect(await codeOf(() => readSigned(at("key.json"), { rootKey, check }))).toBe("KEY_FILE_DAMAGED");
  });
});
