// Documents on paper.

export { type DocumentOptions, drawCard, drawSheet } from "./certificate-documents.ts";
export { documentFonts, type Fonts } from "./fonts.ts";
export type { KeptCertificate } from "./kept-certificate.ts";
export { createPdf, PAGE, type PageSize, type Pdf, type PdfAbout } from "./pdf.ts";
export { openFace, type PlacedGlyph, type ShapedText, type ShapingFace, shapeText, wrapText } from "./shape-text.ts";
export { drawTrustPoster, type TrustPoster } from "./trust-poster.ts";
