// A certificate on paper: a card for the purse (ISO/IEC 7810 ID-1) and a sheet. Both say who, what, until when, and how it is
// checked, in the person's language with the status in all three; made without a browser. The same certificate makes the same bytes.

import type { Language } from "@mohor/schema/texts";
import { qrMatrix } from "../qr/index.ts";
import { CARD_WORDS } from "./card-words.ts";
import { dateOnPaper } from "./date-on-paper.ts";
import { documentFonts } from "./fonts.ts";
import type { KeptCertificate } from "./kept-certificate.ts";
import { createPdf, PAGE, type Pdf } from "./pdf.ts";
import { languagesFrom, setLine, setParagraph } from "./typeset.ts";

const INK = "#111111";
const SOFT = "#4d4d4d";
const BAND = "#0f4c3a";

/** A card in millimetres (ISO/IEC 7810: ID-1). */
const CARD = { width: 85.6, height: 54 } as const;

/** The coloured head of a card. */
const CARD_BAND = 11.5;

/** The code on the card: with v10, the largest that issue allows, a module is 0.64 mm, with v8 0.73 mm. */
const CARD_QR = 41.5;

/** The code on the sheet: modules of 1.4 mm with v8. */
const SHEET_QR = 80;

/** Lines of the print test on the sheet, in millimetres: whoever sees the three of 0.4 apart has a printer that is good enough. */
const TEST_LINES = [0.8, 0.6, 0.4] as const;

/** How a document is made: the language that stands first, and the zone of its dates. */
export type DocumentOptions = {
  readonly language: Language;
  readonly utcOffsetMinutes: number;
  /** Of a certificate handed out at a help desk: the id of the receipt of consent, and where it was given. On the sheet only. */
  readonly receipt?: { readonly receiptId: string; readonly place: string };
};

/** The card as a PDF of one page. */
export function drawCard(kept: KeptCertificate, options: DocumentOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { claims, issuer } = kept;
  const { language } = options;
  const { bold, regular } = documentFonts();
  const words = CARD_WORDS[language];
  const pdf = begin(kept, language);
  pdf.addPage(CARD);
  pdf.box({ x: 0, y: 0, width: CARD.width, height: CARD_BAND, colour: BAND });
  const x = 4;
  setLine(pdf, words.title, bold, { x, y: 5, size: 3.8, colour: "#ffffff", width: CARD.width - 2 * x });
  setLine(pdf, issuer, regular, { x, y: 9, size: 2.6, colour: "#ffffff", width: CARD.width - 2 * x });
  const width = CARD.width - CARD_QR - 6.5;
  let y = CARD_BAND + 6.5;
  for (const name of namesOf(kept)) {
    setLine(pdf, name, bold, { x, y, size: 4, colour: INK, width });
    y += 5.6;
  }
  y = setParagraph(pdf, words.statuses[claims.status], bold, { x, y: y + 0.6, size: 3.5, colour: BAND, width }) + 0.8;
  for (const [term, value] of [
    [words.validUntil, dateOnPaper(claims.exp, options)],
    [words.issued, dateOnPaper(claims.iat, options)],
  ] as const) {
    setLine(pdf, term, regular, { x, y, size: 2.2, colour: SOFT, width });
    setLine(pdf, value, bold, { x, y: y + 3.5, size: 2.6, colour: INK, width });
    y += 7.4;
  }
  const top = (CARD.height + CARD_BAND - CARD_QR) / 2;
  pdf.qr(qrMatrix(kept.qrText), { x: CARD.width - CARD_QR - 1.5, y: top, side: CARD_QR, alt: words.title });
  return pdf.end();
}

/** The sheet as a PDF of one page, A4. */
export function drawSheet(kept: KeptCertificate, options: DocumentOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { claims, issuer } = kept;
  const { language } = options;
  const { bold, regular } = documentFonts();
  const words = CARD_WORDS[language];
  const pdf = begin(kept, language);
  const margin = 20;
  const width = PAGE.width - 2 * margin;
  pdf.addPage();
  pdf.box({ x: 0, y: 0, width: PAGE.width, height: 24, colour: BAND });
  const titles = languagesFrom(language).map((name) => CARD_WORDS[name].title);
  setLine(pdf, titles.join("  ·  "), bold, { x: margin, y: 11, size: 6, colour: "#ffffff", width });
  setLine(pdf, issuer, regular, { x: margin, y: 19, size: 4.4, colour: "#ffffff", width });
  let y = 40;
  for (const name of namesOf(kept)) {
    setLine(pdf, name, bold, { x: margin, y, size: 8, colour: INK, width });
    y += 11;
  }
  const statuses = languagesFrom(language).map((name) => CARD_WORDS[name].statuses[claims.status]);
  y = setParagraph(pdf, statuses.join("  ·  "), bold, { x: margin, y: y + 1, size: 5, colour: BAND, width }) + 3;
  for (const [term, value] of [
    [words.issued, dateOnPaper(claims.iat, options)],
    [words.validUntil, dateOnPaper(claims.exp, options)],
    ...(claims.aud === undefined ? [] : [[words.madeFor, claims.aud] as const]),
    ...(options.receipt === undefined
      ? []
      : ([
          [words.receipt, options.receipt.receiptId],
          [words.handedOutAt, options.receipt.place],
        ] as const)),
  ] as const) {
    setLine(pdf, `${term}:`, regular, { x: margin, y, size: 4, colour: SOFT, width: 52 });
    setLine(pdf, value, bold, { x: margin + 54, y, size: 4, colour: INK, width: width - 54 });
    y += 6.4;
  }
  y += 2;
  pdf.qr(qrMatrix(kept.qrText), { x: (PAGE.width - SHEET_QR) / 2, y, side: SHEET_QR, alt: words.title });
  y += SHEET_QR + 9;
  for (const name of languagesFrom(language)) {
    y = setParagraph(pdf, CARD_WORDS[name].howToVerify, regular, { x: margin, y, size: 3.6, colour: INK, width }) + 2.4;
  }
  printTest(pdf, words.printTest, { x: margin, y: PAGE.height - 30, width });
  return pdf.end();
}

/** Bars of the width of a module and of less: a worn or sparing printer runs them together. */
function printTest(
  pdf: Pdf,
  text: string,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  let left = x;
  for (const line of TEST_LINES) {
    for (let bar = 0; bar < 8; bar++)
      pdf.box({ x: left + 2 * bar * line, y, width: line, height: 6, colour: "#000000" });
    left += 16 * line + 5;
  }
  setParagraph(pdf, text, documentFonts().regular, { x, y: y + 12, size: 3, colour: SOFT, width });
}

function begin({ claims, issuer }: KeptCertificate, language: Language): Pdf {
  return createPdf({ title: CARD_WORDS[language].title, author: issuer, language, created: claims.iat });
}

function namesOf({ claims }: KeptCertificate): readonly string[] {
  const { fullName, secondName } = claims.identity;
  return secondName === undefined ? [fullName] : [fullName, secondName.fullName];
}
