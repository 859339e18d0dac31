// Pages of a PDF: shaped text, QR symbols, lines and grounds, in millimetres from the top left corner. Glyphs are drawn as outlines,
// so that no reader has to shape anything; over each line lies its text, invisible, so that it can be searched, copied and read aloud.
// The only importer of pdfkit.

import PDFDocument from "pdfkit";
import { isDark, type QrMatrix, QUIET_ZONE } from "../qr/index.ts";
import type { ShapedText } from "./shape-text.ts";

/** In millimetres. */
export type PageSize = { readonly width: number; readonly height: number };

/** A4. */
export const PAGE = { width: 210, height: 297 } as const;

const POINTS_A_MILLIMETRE = 72 / 25.4;

/** What a document says about itself. The same content gives the same bytes, with the same zlib. */
export type PdfAbout = {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  /** NumericDate. */
  readonly created: number;
};

/** A document being written. Places and sizes are millimetres; `size` is that of the em. */
export type Pdf = {
  /** A new page, A4 unless another size is given. */
  addPage(size?: PageSize): void;
  /** Text whose baseline begins at this place. */
  text(
    line: ShapedText,
    at: { readonly x: number; readonly y: number; readonly size: number; readonly colour?: string },
  ): void;
  /** A symbol with its quiet zone on a white ground, as large as said. `alt` is for those who cannot see it. */
  qr(
    matrix: QrMatrix,
    at: { readonly x: number; readonly y: number; readonly side: number; readonly alt: string },
  ): void;
  box(at: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly colour: string;
  }): void;
  /** The finished file. */
  end(): Promise<Uint8Array<ArrayBuffer>>;
};

/** A new document without a page. */
export function createPdf({ title, author, language, created }: PdfAbout): Pdf {
  const date = new Date(created * 1_000);
  const document = new PDFDocument({
    autoFirstPage: false,
    size: "A4",
    margin: 0,
    lang: language,
    displayTitle: true,
    pdfVersion: "1.7",
    info: { Title: title, Author: author, Creator: "Mohor", Producer: "Mohor", CreationDate: date, ModDate: date },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  const points = (millimetres: number) => millimetres * POINTS_A_MILLIMETRE;

  /** One invisible letter as wide as the line, which stands for the text of the line (ISO 32000-1 §14.9.4). */
  function standIn({ text, width }: ShapedText, x: number, y: number, size: number): void {
    const letter = "x";
    document.font("Helvetica").fontSize(size);
    const stretch = (100 * width * size) / document.widthOfString(letter);
    document.save();
    document.markContent("Span", { actual: text });
    // Stretched to the line's width; text rendering mode 3: neither filled nor stroked (ISO 32000-1 §9.3).
    document.addContent(`${stretch.toFixed(2)} Tz 3 Tr`);
    document.text(letter, x, y, { lineBreak: false, baseline: "alphabetic" });
    document.endMarkedContent();
    document.restore();
  }

  return {
    addPage({ width, height } = PAGE) {
      document.addPage({ size: [points(width), points(height)], margin: 0 });
    },
    text(line, { x, y, size, colour = "#000" }) {
      const em = points(size);
      for (const glyph of line.glyphs) {
        const unit = em / glyph.scale;
        document
          .save()
          .translate(points(x) + glyph.x * em, points(y) - glyph.y * em)
          .scale(unit, -unit)
          .path(glyph.path)
          .fill(colour, "non-zero")
          .restore();
      }
      if (line.width > 0) standIn(line, points(x), points(y), em);
    },
    qr(matrix, { x, y, side, alt }) {
      const modules = matrix.size + 2 * QUIET_ZONE;
      const unit = points(side) / modules;
      document.save();
      document.markContent("Figure", { alt });
      document.rect(points(x), points(y), points(side), points(side)).fill("#fff");
      document.translate(points(x), points(y)).scale(unit);
      // One path, filled once: between neighbours filled one by one some readers show hairlines.
      for (let row = 0; row < matrix.size; row++) {
        for (let column = 0; column < matrix.size; column++) {
          if (!isDark(matrix, row, column)) continue;
          let end = column;
          while (isDark(matrix, row, end)) end++;
          document.rect(column + QUIET_ZONE, row + QUIET_ZONE, end - column, 1);
          column = end;
        }
      }
      document.fill("#000", "non-zero");
      document.endMarkedContent();
      document.restore();
    },
    box({ x, y, width, height, colour }) {
      document.rect(points(x), points(y), points(width), points(height)).fill(colour);
    },
    async end() {
      document.end();
      await ended;
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}
