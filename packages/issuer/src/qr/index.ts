// @mohor/issuer/qr: QR texts to pictures.

export { describeQr, type QrDescription, type QrPrintSize, qrPrintSize } from "./describe-qr.ts";
export { encodeOneBitPng, packRow } from "./one-bit-png.ts";
export { type DrawPngOptions, drawPng } from "./png.ts";
export { isDark, type QrMatrix, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";
export { type DrawSvgOptions, drawSvg } from "./svg.ts";
export { type DrawTerminalOptions, drawTerminal } from "./terminal.ts";
export { CHUNK_BYTES, MAX_QR_PACK_BYTES, trustQrTexts } from "./trust-texts.ts";
