// The poster as paper: rendered, scanned and read as text by programs that are not ours.

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { collectPiece, decodePackText, encodePack, NO_PIECES } from "@mohor/schema";
import { readQrTexts } from "@mohor/verifier/image";
import { afterAll, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { drawTrustPoster, type TrustPoster } from "../../src/documents/trust-poster.ts";
import { qrPrintSize, trustQrTexts } from "../../src/qr/index.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "mohor-poster-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A pack of that many bytes, of no document in particular. */
function packOf(length: number): Uint8Array {
  return encodePack([Uint8Array.from({ length }, (_, i) => (i * 7_919 + (i >> 3)) & 0xff)]);
}

function posterOf(length: number): TrustPoster {
  return {
    issuer: "স্বাস্থ্য দপ্তর, পশ্চিমবঙ্গ · Health Department",
    version: 17,
    issued: 1_795_000_000,
    expires: 1_797_000_000,
    fingerprint: "3f2a 91c0 77de 0b45 a8e1 5d20 c4f3 9b6e",
    qrTexts: trustQrTexts(packOf(length)),
    language: "bn",
  };
}

async function pdfOf(poster: TrustPoster, name: string): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, await drawTrustPoster(poster));
  return path;
}

/** The pages at 150 dots an inch, what a cheap office printer and a scanner make of them. */
async function rendered(path: string): Promise<string[]> {
  const name = `${path.slice(folder.length + 1, -4)}-page`;
  await run(await osTool("pdftoppm"), ["-r", "150", "-gray", "-png", path, join(folder, name)]);
  return readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .toSorted()
    .map((file) => join(folder, file));
}

/** What zbar, a reader of its own, finds on a page. */
async function zbarOf(page: string): Promise<string[]> {
  const { stdout } = await run(await osTool("zbarimg"), ["--quiet", "--raw", page]);
  return stdout.trimEnd().split("\n");
}

describe("the supervisor's poster", () => {
  it("shows one code where one is enough, and both readers read it", async () => {
    const poster = posterOf(500);
    expect(poster.qrTexts).toHaveLength(1);
    const pages = await rendered(await pdfOf(poster, "one"));
    expect(pages).toHaveLength(1);
    const [page = ""] = pages;
    const read = await readQrTexts(readFileSync(page));
    expect(read.ok && read.sightings.map(({ text }) => text)).toEqual(poster.qrTexts);
    expect(await zbarOf(page)).toEqual(poster.qrTexts);
  });

  it("shows a numbered set over several pages, which gives the pack back whole", async () => {
    const poster = posterOf(3_000);
    expect(poster.qrTexts.length).toBeGreaterThan(4);
    const pages = await rendered(await pdfOf(poster, "set"));
    expect(pages.length).toBeGreaterThan(1);
    let collection = NO_PIECES;
    let documents: readonly Uint8Array[] | null = null;
    const byZbar: string[] = [];
    for (const page of pages) {
      const read = await readQrTexts(readFileSync(page));
      if (!read.ok) throw new Error(read.code);
      for (const { text } of read.sightings) {
        const content = decodePackText(text);
        if (!content.ok || content.value.kind !== "piece") throw new Error("no piece");
        const progress = collectPiece(collection, content.value.piece);
        collection = progress.collection;
        if (progress.outcome.ok) documents = progress.outcome.value.documents ?? documents;
      }
      byZbar.push(...(await zbarOf(page)));
    }
    expect(documents && encodePack(documents)).toEqual(packOf(3_000));
    expect(byZbar.toSorted()).toEqual([...poster.qrTexts].toSorted());
  });

  it("prints no module smaller than 0.6 mm", () => {
    for (const [length, side] of [
      [500, 120],
      [30_000, 88],
    ] as const) {
      for (const text of posterOf(length).qrTexts) {
        expect(qrPrintSize(text, { widthMillimetres: side }).millimetresPerModule).toBeGreaterThan(0.6);
      }
    }
  });

  it("can be searched and read aloud in all three languages: its text is text", async () => {
    const path = await pdfOf(posterOf(1_500), "text");
    const { stdout } = await run(await osTool("pdftotext"), ["-raw", path, "-"]);
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain("3f2a 91c0 77de 0b45 a8e1 5d20 c4f3 9b6e");
    expect(text).toContain("স্বাস্থ্য দপ্তর, পশ্চিমবঙ্গ");
    expect(text).toContain("স্ক্যানার আপডেট করুন");
    expect(text).toContain("Update the scanner");
    expect(text).toContain("स्कैनर अपडेट करें");
    expect(text).toMatch(/৩টার মধ্যে ২ নম্বর কোড/);
    expect(text).toContain("Code 2 of 3");
  });

  it("is the same file for the same content", async () => {
    const poster = posterOf(900);
    expect(await drawTrustPoster(poster)).toEqual(await drawTrustPoster(poster));
  });

  it("is none without a code", async () => {
    await expect(async () => drawTrustPoster({ ...posterOf(500), qrTexts: [] })).rejects.toThrow(TypeError);
  });
});
