// @mohor/issuer/qr: QR texts to pictures.

export { describeQr, type QrDescription, type QrPrintSize, qrPrintSize } from "./describe-qr.ts";
export { encodeOneBitPng, packRow } from "./one-bit-png.ts";
export { type DrawPngOptions, drawPng } from "./png.ts";
export { type QrMatrix, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";
export { type DrawSvgOptions, drawSvg } from "./svg.ts";
export { type DrawTerminalOptions, drawTerminal } from "./terminal.ts";
