// The card and the sheet as paper: rendered, scanned and read as text by programs that are not ours.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { LANGUAGES, WORDS } from "@mohor/schema/texts";
import { readQrTexts } from "@mohor/verifier/image";
import { afterAll, describe, expect, it } from "vitest";
import { osTool } from "../../../../test-support/os-tool.ts";
import { encodeJpeg } from "../../../verifier/test/image/encode-photo.ts";
import { addNoise, blur, fade, toFrame } from "../../../verifier/test/image/paint.ts";
import { drawCard, drawSheet, type KeptCertificate } from "../../src/documents/index.ts";
import { qrPrintSize } from "../../src/qr/index.ts";
import { keptCertificate } from "../wallet/kept.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "mohor-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INDIA = 330;

/** A certificate with a name in a second script, long as names are. */
function kept(): KeptCertificate {
  const plain = keptCertificate();
  const secondName = { fullName: "আশারানী বিশ্বাস চক্রবর্তী", language: "ben" };
  return { ...plain, claims: { ...plain.claims, identity: { ...plain.claims.identity, secondName } } };
}

const DOCUMENTS = { card: drawCard, sheet: drawSheet } as const;

async function drawn(name: keyof typeof DOCUMENTS, language: "bn" | "en" | "hi" = "bn"): Promise<string> {
  const path = join(folder, `${name}-${language}.pdf`);
  writeFileSync(path, await DOCUMENTS[name](kept(), { language, utcOffsetMinutes: INDIA }));
  return path;
}

/** The page at 150 dots an inch as a PNG. */
async function rendered(pdf: string): Promise<string> {
  const name = pdf.slice(0, -4);
  await run(await osTool("pdftoppm"), ["-r", "150", "-gray", "-png", "-singlefile", pdf, name]);
  return `${name}.png`;
}

/** The page as a cheap phone's camera and a messenger leave it: out of focus, faded, grainy, compressed hard. */
async function photographed(pdf: string): Promise<Uint8Array> {
  const name = pdf.slice(0, -4);
  await run(await osTool("pdftoppm"), ["-r", "150", "-gray", "-singlefile", pdf, name]);
  const pgm = readFileSync(`${name}.pgm`);
  const [head, width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.toString("latin1", 0, 40)) ?? [];
  const page = { width: Number(width), height: Number(height), luma: new Uint8Array(pgm.subarray(head?.length)) };
  return encodeJpeg(toFrame(addNoise(fade(blur(page, 0.9), 0.6), 12, 7)), { quality: 45, grey: true });
}

describe.each(["card", "sheet"] as const)("the %s", (name) => {
  it("is read back from a rendering of 150 dots an inch, by our readers and by zbar", async () => {
    const pdf = await drawn(name);
    const read = await readQrTexts(readFileSync(await rendered(pdf)));
    expect(read.ok && read.sightings.map(({ text }) => text)).toEqual([kept().qrText]);
    const options = ["--nodbus", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", `${pdf.slice(0, -4)}.png`];
    const { stdout } = await run(await osTool("zbarimg"), options);
    expect(stdout.trimEnd()).toBe(kept().qrText);
  });

  it("is read back from something like a phone's photograph of it", async () => {
    const read = await readQrTexts(await photographed(await drawn(name)));
    expect(read.ok && read.sightings.map(({ text }) => text)).toEqual([kept().qrText]);
  });

  it.each(LANGUAGES)("can be searched and read aloud in %s: both names, the status, the issuer", async (language) => {
    const { stdout } = await run(await osTool("pdftotext"), ["-layout", await drawn(name, language), "-"]);
    const text = stdout.replace(/\s+/g, " ").normalize("NFC");
    const { identity, status } = kept().claims;
    const said = [
      identity.fullName,
      identity.secondName?.fullName ?? "",
      kept().issuer,
      WORDS[language].status[status],
    ];
    for (const part of said) {
      for (const word of part.normalize("NFC").split(" ")) expect(text).toContain(word);
    }
  });

  it("makes the same bytes again, and one page", async () => {
    const once = readFileSync(await drawn(name));
    expect(readFileSync(await drawn(name)).equals(once)).toBe(true);
    const { stdout } = await run(await osTool("pdfinfo"), [await drawn(name)]);
    expect(stdout).toMatch(/Pages:\s+1\n/);
    expect(stdout).toMatch(
      name === "card" ? /Page size:\s+242\.\d+ x 153\.\d+ pts/ : /Page size:\s+595\.\d+ x 841\.\d+ pts/,
    );
  });
});

describe("modules on paper", () => {
  it("are never below 0.4 mm, on the card with the largest symbol that is issued", () => {
    // Version 10 at level M holds 311 characters.
    const longest = "MQ1:".padEnd(311, "A");
    expect(qrPrintSize(longest, { widthMillimetres: 41.5 }).version).toBe(10);
    expect(qrPrintSize(longest, { widthMillimetres: 41.5 }).millimetresPerModule).toBeGreaterThan(0.4);
  });
});
