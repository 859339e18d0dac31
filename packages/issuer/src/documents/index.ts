// Documents on paper.

export { documentFonts, type Fonts } from "./fonts.ts";
export { createPdf, PAGE, type Pdf, type PdfAbout } from "./pdf.ts";
export { openFace, type PlacedGlyph, type ShapedText, type ShapingFace, shapeText, wrapText } from "./shape-text.ts";
export { drawTrustPoster, type TrustPoster } from "./trust-poster.ts";
