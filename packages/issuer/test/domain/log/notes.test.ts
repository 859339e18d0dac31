// Signed notes, checkpoints, cosignatures, proofs and witnesses, against the examples of C2SP and against every kind of damage.

import { generateKeyPairSync, sign } from "node:crypto";
import { fromHex, sha256, toHex } from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../../../test-support/effort.ts";
import { createSignatureCheck } from "../../../src/adapters/signature-check.ts";
import { fromBase64, toBase64 } from "../../../src/domain/log/base64.ts";
import {
  cosignature,
  cosignedMessage,
  formatCheckpoint,
  parseCheckpoint,
  verifyCheckpoint,
} from "../../../src/domain/log/checkpoint.ts";
import { formatLogProof, MAX_LOG_PROOF_BYTES, parseLogProof } from "../../../src/domain/log/log-proof.ts";
import { consistencyProof, leafHash, type ReadNode, rangeHash } from "../../../src/domain/log/merkle-tree.ts";
import {
  formatNote,
  formatVerifierKey,
  MAX_NOTE_BYTES,
  NOTE_COSIGNATURE,
  NOTE_ED25519,
  noteKey,
  parseNote,
  parseVerifierKey,
} from "../../../src/domain/log/signed-note.ts";
import { foldHashes } from "../../../src/domain/log/tiles.ts";
import { decideCosigning, formatAddCheckpoint, parseAddCheckpoint } from "../../../src/domain/log/witness.ts";

const check = createSignatureCheck();
const utf8 = (text: string) => new TextEncoder().encode(text);

function keyPair(name: string, type: typeof NOTE_ED25519 | typeof NOTE_COSIGNATURE) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  return {
    key: noteKey(name, type, raw),
    sign: (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey)),
  };
}

const LOG = keyPair("log.example/mohor", NOTE_ED25519);
const WITNESS = keyPair("witness.example/w1", NOTE_COSIGNATURE);
const leaves = Array.from({ length: 20 }, (_, i) => leafHash(sha256(Uint8Array.of(i))));
const nodes: ReadNode = async (level, index) => foldHashes(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

async function checkpointOf(size: number, origin = LOG.key.name, signer = LOG) {
  const text = formatCheckpoint({ origin, size, root: await rangeHash(0, size, nodes) });
  const line = { name: signer.key.name, keyId: signer.key.keyId, signature: signer.sign(utf8(text)) };
  return { text, note: formatNote({ text, signatures: [line] }), line };
}

describe("the examples of C2SP", () => {
  const CHECKPOINT = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

  it("are read: a checkpoint with a cosignature of 2023", () => {
    const note = parseNote(utf8(CHECKPOINT));
    expect(parseCheckpoint(note?.text ?? "")).toMatchObject({
      origin: "example.com/behind-the-sofa",
      size: 20_852_163,
    });
    const [, line] = note?.signatures ?? [];
    expect(line?.name).toBe("witness.example.com/w1");
    expect(new DataView(line?.signature.buffer as ArrayBuffer, line?.signature.byteOffset).getBigUint64(0)).toBe(
      1_679_315_147n,
    );
    expect(formatNote(note as never)).toBe(CHECKPOINT);
  });

  it("are read: the verifier key of the Go checksum database", () => {
    const text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    const key = parseVerifierKey(text);
    expect(key).toMatchObject({ name: "sum.golang.org", type: NOTE_ED25519 });
    expect(formatVerifierKey(key as never)).toBe(text);
  });
});

describe("a verifier key", () => {
  it.each([
    "",
    "name",
    "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "sum golang+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "sum.golang.org+033de0ae+Ac4zctda0e5eza",
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8=",
  ])("is refused where it is none: %s", (text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  it("has no name with a space or a plus", () => {
    for (const name of ["", "a b", "a+b", "a\u0085b", "a\u00A0b"]) {
      expect(() => noteKey(name, NOTE_ED25519, new Uint8Array(32))).toThrow(TypeError);
    }
  });
});

describe("a checkpoint", () => {
  it("verifies by the log's key, and names the witnesses that were asked for", async () => {
    const { text, line } = await checkpointOf(7);
    const at = 1_790_000_000;
    const cosigned = cosignature(WITNESS.key, at, WITNESS.sign(cosignedMessage(text, at)));
    const bytes = utf8(formatNote({ text, signatures: [line, cosigned] }));
    expect(verifyCheckpoint(bytes, { log: LOG.key, witnesses: [WITNESS.key], check })).toMatchObject({
      ok: true,
      value: { size: 7, witnesses: [{ name: "witness.example/w1", at }] },
    });
    expect(verifyCheckpoint(bytes, { log: LOG.key, check })).toMatchObject({ ok: true, value: { witnesses: [] } });
  });

  it("is refused by any change of any character", async () => {
    const { note } = await checkpointOf(7);
    const bytes = utf8(note);
    for (let i = 0; i < bytes.length; i++) {
      const changed = verifyCheckpoint(bytes.with(i, (bytes[i] as number) ^ 1), { log: LOG.key, check });
      expect(changed.ok, `at ${i}`).toBe(false);
    }
  });

  it("is refused with a bad signature of a known key beside a good one, and where nobody known has signed", async () => {
    const { text, line } = await checkpointOf(7);
    const bad = { ...line, signature: new Uint8Array(64) };
    const strange = cosignature(WITNESS.key, 7, new Uint8Array(64));
    for (const signatures of [[line, bad], [line, strange], [strange]]) {
      const bytes = utf8(formatNote({ text, signatures }));
      expect(verifyCheckpoint(bytes, { log: LOG.key, witnesses: [WITNESS.key], check })).toMatchObject({
        code: "LOG_CHECKPOINT_UNTRUSTED",
      });
    }
    const other = await checkpointOf(7, "log.example/other");
    expect(verifyCheckpoint(utf8(other.note), { log: LOG.key, check })).toMatchObject({
      code: "LOG_CHECKPOINT_UNTRUSTED",
    });
  });

  const ROOT = toBase64(new Uint8Array(32));
  it.each([
    "",
    "log\n1\n",
    `log\n01\n${ROOT}\n`,
    `log\n-1\n${ROOT}\n`,
    `log\n99999999999999999\n${ROOT}\n`,
    `log\n1\n${ROOT}`,
    `\n1\n${ROOT}\n`,
    `log\n1\n${ROOT.slice(4)}\n`,
    `log\n1\n${ROOT}\n\nmore\n`,
  ])("is none: %j", (text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  it("may have extension lines", () => {
    expect(parseCheckpoint(`log\n1\n${ROOT}\nmore\n`)).toMatchObject({ origin: "log", size: 1 });
  });
});

describe("a note", () => {
  it.each([
    ["without signatures", "text\n\n"],
    ["without an empty line", "text\n"],
    ["with a control character", "te\u0007xt\n\n\u2014 a AAAAAAA=\n"],
    ["with a hyphen for a dash", "text\n\n- a AAAAAAA=\n"],
    ["with a signature of an id alone", "text\n\n\u2014 a AAAAAA==\n"],
    ["with stray bits", "text\n\n\u2014 a AAAAAAB=\n"],
    ["with an unended line", "text\n\n\u2014 a AAAAAAA="],
    ["with 65 signatures", `text\n\n${"\u2014 a AAAAAAA=\n".repeat(65)}`],
    ["too long", `${"a".repeat(MAX_NOTE_BYTES)}\n\n\u2014 a AAAAAAA=\n`],
  ])("%s is none", (_title, text) => {
    expect(parseNote(utf8(text))).toBeNull();
  });

  it("that is no UTF-8 is none, and any bytes are taken without an exception", () => {
    expect(parseNote(Uint8Array.of(0xff, 10, 10))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const parse of [parseNote, parseLogProof, parseAddCheckpoint]) expect(() => parse(bytes)).not.toThrow();
      }),
      runs(200),
    );
  });
});

it("Base 64 goes there and back, and each text is the only one of its bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
      expect(toHex(fromBase64(toBase64(bytes)) ?? fromHex(""))).toBe(toHex(bytes));
    }),
    runs(200),
  );
  for (const text of ["A", "AA", "AAA", "AB==", "AAB=", "A===", "AA A", "AA-_"]) expect(fromBase64(text)).toBeNull();
});

describe("a proof's file", () => {
  const proof = {
    index: 5,
    hashes: [sha256(utf8("a")), sha256(utf8("b"))],
    checkpoint: utf8("log\n7\nx\n\n\u2014 a AAAAAAA=\n"),
  };

  it("goes there and back, with opaque extra data or without", () => {
    const text = formatLogProof(proof);
    expect(parseLogProof(utf8(text))).toEqual(proof);
    expect(parseLogProof(utf8(text.replace("index", "extra YWdl\nindex")))).toEqual(proof);
  });

  it.each([
    ["of another version", (text: string) => text.replace("@v1", "@v2")],
    ["with an index that begins with zero", (text: string) => text.replace("index 5", "index 05")],
    ["without an index", (text: string) => text.replace("index 5\n", "")],
    ["with a hash cut short", (text: string) => text.replace("=\n", "\n")],
    [
      "with 64 hashes",
      (text: string) => text.replace("index 5\n", `index 5\n${`${toBase64(new Uint8Array(32))}\n`.repeat(62)}`),
    ],
    ["without a checkpoint", (text: string) => text.split("\n\n")[0] as string],
    ["too long", (text: string) => text + "a".repeat(MAX_LOG_PROOF_BYTES)],
  ])("%s is none", (_title, change) => {
    expect(parseLogProof(utf8(change(formatLogProof(proof))))).toBeNull();
  });
});

describe("a witness", () => {
  const held = async (size: number) => ({ size, root: await rangeHash(0, size, nodes) });
  const request = async (oldSize: number, size: number, changes: { proof?: Uint8Array[]; note?: string } = {}) =>
    utf8(
      formatAddCheckpoint({
        oldSize,
        proof: changes.proof ?? [...(await consistencyProof(oldSize, size, nodes))],
        checkpoint: utf8(changes.note ?? (await checkpointOf(size)).note),
      }),
    );
  const decide = async (body: Uint8Array, size: number | null) =>
    decideCosigning(body, { log: LOG.key, held: size === null ? null : await held(size), check });

  it("cosigns the first checkpoint it sees, one that continues it, and the same again", async () => {
    expect(await decide(await request(0, 7), null)).toMatchObject({ status: 200, checkpoint: { size: 7 } });
    expect(await decide(await request(7, 12), 7)).toMatchObject({ status: 200, checkpoint: { size: 12 } });
    expect(await decide(await request(7, 7), 7)).toMatchObject({ status: 200 });
  });

  it("tells the size it has where the log thinks otherwise", async () => {
    expect(await decide(await request(0, 12), 7)).toEqual({ status: 409, size: 7 });
    expect(await decide(await request(9, 12), 7)).toEqual({ status: 409, size: 7 });
    expect(await decide(await request(9, 12), null)).toEqual({ status: 409, size: 0 });
  });

  it("refuses another root of one size, a smaller tree, and a proof that does not hold", async () => {
    const other = { size: 7, root: new Uint8Array(32) };
    expect(decideCosigning(await request(7, 7), { log: LOG.key, held: other, check })).toEqual({
      status: 409,
      size: 7,
    });
    expect(decideCosigning(await request(7, 12), { log: LOG.key, held: other, check })).toEqual({ status: 422 });
    expect(await decide(await request(7, 12, { proof: [] }), 7)).toEqual({ status: 422 });
    expect(await decide(await request(0, 12, { proof: [new Uint8Array(32)] }), null)).toEqual({ status: 422 });
    expect(await decide(await request(12, 7, { proof: [] }), 12)).toEqual({ status: 400 });
  });

  it("refuses what is not of its log, what is not signed, and what is no request", async () => {
    const stranger = keyPair("log.example/other", NOTE_ED25519);
    const foreign = await checkpointOf(7, stranger.key.name, stranger);
    expect(await decide(await request(0, 7, { note: foreign.note }), null)).toEqual({ status: 404 });
    const forged = await checkpointOf(7, LOG.key.name, stranger);
    expect(await decide(await request(0, 7, { note: forged.note }), null)).toEqual({ status: 403 });
    expect(await decide(await request(0, 7, { note: "no note" }), null)).toEqual({ status: 400 });
    for (const text of ["", "old 1", "old 01\n\nx", "old x\n\nx", "old 1\nnot a hash\n\nx"]) {
      expect(await decide(utf8(text), null)).toEqual({ status: 400 });
    }
  });
});
