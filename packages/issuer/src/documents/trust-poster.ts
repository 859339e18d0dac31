// The supervisor's poster (docs/decisions/0023): trust material as QR Codes on A4, with what it is, how old, for how long, and what to do,
// in the three languages. For gates that never see a network.

import { instantForPeople, type Language } from "@mohor/schema/texts";
import { qrMatrix } from "../qr/index.ts";
import { documentFonts } from "./fonts.ts";
import { createPdf, PAGE, type Pdf } from "./pdf.ts";
import { bengali, POSTER_TEXTS } from "./poster-texts.ts";
import { wrapText } from "./shape-text.ts";
import { LINE, languagesFrom, setLine, setParagraph } from "./typeset.ts";

/** What the poster is about. */
export type TrustPoster = {
  /** The issuing authority's name. */
  readonly issuer: string;
  /** Version of the trust bundle, and its dates (NumericDate). */
  readonly version: number;
  readonly issued: number;
  readonly expires: number;
  /** The root set's fingerprint as people compare it: groups of four. */
  readonly fingerprint: string;
  /** The texts of the codes, as `encodePackTexts` gives them. */
  readonly qrTexts: readonly string[];
  /** The language that stands first. */
  readonly language: Language;
};

/** Millimetres. */
const MARGIN = 14;
const WIDTH = PAGE.width - 2 * MARGIN;
const GAP = 6;
const LABEL = 13;
const FOOT = 8;

/** Codes are never drawn larger: a camera held at arm's length has to see all of one. */
const LARGEST = 130;
/** Two beside each other. */
const IN_A_SET = (WIDTH - GAP) / 2;

const INK = "#111111";
const SOFT = "#555555";
const BAND = "#123d6b";
const GROUND = "#eef2f7";

/** The poster as a PDF. Texts that cannot be drawn are a TypeError. */
export function drawTrustPoster(poster: TrustPoster): Promise<Uint8Array<ArrayBuffer>> {
  const { issuer, version, issued, language, qrTexts } = poster;
  const first = POSTER_TEXTS[language];
  const pdf = createPdf({ title: `${first.title} (${version})`, author: issuer, language, created: issued });
  const codesOnPages = layOut(poster, pdf);
  for (const [page, codes] of codesOnPages.entries()) {
    if (page > 0) startPage(pdf, poster);
    for (const { index, x, y, side } of codes) drawCode(pdf, poster, { index, x, y, side });
    const place = codesOnPages.length > 1 ? `  ·  ${page + 1} / ${codesOnPages.length}` : "";
    footer(pdf, `Mohor  ·  ${issuer}  ·  ${version}${place}`);
  }
  if (qrTexts.length === 0) throw new TypeError("a poster shows at least one code");
  return pdf.end();
}

type PlacedCode = { readonly index: number; readonly x: number; readonly y: number; readonly side: number };

/** Draws the first page's head and says where each code goes: what is left below the head is for the first ones. */
function layOut(poster: TrustPoster, pdf: Pdf): readonly (readonly PlacedCode[])[] {
  pdf.addPage();
  const top = head(pdf, poster);
  const count = poster.qrTexts.length;
  const bottom = PAGE.height - MARGIN - FOOT;
  if (count === 1) {
    const side = Math.min(LARGEST, bottom - top, WIDTH);
    return [[{ index: 0, x: (PAGE.width - side) / 2, y: top, side }]];
  }
  const pages: PlacedCode[][] = [[]];
  let [column, y] = [0, top];
  for (let index = 0; index < count; index++) {
    if (column === 0 && y + LABEL + IN_A_SET > bottom) {
      pages.push([]);
      y = BAND_HEIGHT + GAP;
    }
    pages.at(-1)?.push({ index, x: MARGIN + column * (IN_A_SET + GAP), y, side: IN_A_SET });
    column = 1 - column;
    if (column === 0) y += LABEL + IN_A_SET + GAP;
  }
  return pages;
}

const BAND_HEIGHT = 24;

function startPage(pdf: Pdf, { issuer, language }: TrustPoster): void {
  const { bold, regular } = documentFonts();
  pdf.addPage();
  pdf.box({ x: 0, y: 0, width: PAGE.width, height: BAND_HEIGHT, colour: BAND });
  const titles = languagesFrom(language).map((name) => POSTER_TEXTS[name].title);
  setLine(pdf, titles.join("  ·  "), bold, { x: MARGIN, y: 11, size: 6, colour: "#ffffff", width: WIDTH });
  setLine(pdf, issuer, regular, { x: MARGIN, y: 19, size: 4.4, colour: "#ffffff", width: WIDTH });
}

/** The head of the first page; returns where it ends. */
function head(pdf: Pdf, poster: TrustPoster): number {
  const { bold, regular } = documentFonts();
  const { language, issued, expires, fingerprint, qrTexts, version } = poster;
  pdf.box({ x: 0, y: 0, width: PAGE.width, height: BAND_HEIGHT, colour: BAND });
  const languages = languagesFrom(language);
  setLine(pdf, languages.map((name) => POSTER_TEXTS[name].title).join("  ·  "), bold, {
    x: MARGIN,
    y: 11,
    size: 6,
    colour: "#ffffff",
    width: WIDTH,
  });
  setLine(pdf, poster.issuer, regular, { x: MARGIN, y: 19, size: 4.4, colour: "#ffffff", width: WIDTH });
  let y = BAND_HEIGHT + 7;
  for (const name of languages) {
    const { what, scan, version: edition, issued: made, expires: until, afterwards } = POSTER_TEXTS[name];
    const number = name === "bn" ? bengali(version) : version;
    const dates = [
      `${until}: ${instantForPeople(expires, name)}`,
      `${made}: ${instantForPeople(issued, name)}`,
      `${edition}: ${number}`,
    ].join("   ·   ");
    y = setParagraph(pdf, scan(qrTexts.length), bold, { x: MARGIN, y, size: 3.9, colour: INK, width: WIDTH });
    y = setParagraph(pdf, dates, bold, { x: MARGIN, y, size: 3.3, colour: BAND, width: WIDTH });
    y =
      setParagraph(pdf, `${what} ${afterwards}`, regular, { x: MARGIN, y, size: 3.2, colour: SOFT, width: WIDTH }) +
      2.4;
  }
  return firstTrust(pdf, fingerprint, languages, y);
}

/** The box with the fingerprint; returns where it ends. */
function firstTrust(pdf: Pdf, fingerprint: string, languages: readonly Language[], top: number): number {
  const { bold, regular } = documentFonts();
  const inset = 3;
  const size = 3;
  const lines = languages.flatMap((name) =>
    wrapText(POSTER_TEXTS[name].firstTime, regular, (WIDTH - 2 * inset) / size),
  );
  const height = lines.length * size * LINE + 9 + inset;
  pdf.box({ x: MARGIN, y: top - 2, width: WIDTH, height, colour: GROUND });
  let y = top + inset;
  for (const line of lines) {
    pdf.text(line, { x: MARGIN + inset, y, size, colour: INK });
    y += size * LINE;
  }
  setLine(pdf, fingerprint, bold, { x: MARGIN + inset, y: y + 4, size: 6, colour: INK, width: WIDTH - 2 * inset });
  return top - 2 + height + GAP - 2;
}

function drawCode(pdf: Pdf, { qrTexts, language }: TrustPoster, { index, x, y, side }: PlacedCode): void {
  const { bold, regular } = documentFonts();
  const qrText = qrTexts[index] ?? "";
  const count = qrTexts.length;
  const [first, ...others] = languagesFrom(language).map((name) => POSTER_TEXTS[name].part(index + 1, count));
  const top = count === 1 ? y : y + LABEL;
  if (count > 1) {
    setLine(pdf, first ?? "", bold, { x, y: y + 6, size: 5, colour: INK, width: side });
    setLine(pdf, others.join("  ·  "), regular, { x, y: y + 11, size: 3.2, colour: SOFT, width: side });
  }
  pdf.qr(qrMatrix(qrText), { x, y: top, side, alt: first ?? "" });
}

function footer(pdf: Pdf, text: string): void {
  setLine(pdf, text, documentFonts().regular, { x: MARGIN, y: PAGE.height - 8, size: 2.8, colour: SOFT, width: WIDTH });
}
