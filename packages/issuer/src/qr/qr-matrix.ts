// QR text to the modules of its symbol (ISO/IEC 18004 Model 2): alphanumeric, error correction M, the smallest version that holds
// it (docs/spec.md §5). The link form has one character outside the alphanumeric set, the `#`, which gets a segment of its own. Links for
// other applications are bytes. The only importer of qrcode. Nothing is drawn here.
//
// Policy: the segments are said to be alphanumeric. Left to choose, the library looks for a cheaper mix of segments on every call,
// finds the same symbol, and takes two to three times as long.

import qrcode, { type QRCodeSegment } from "qrcode";

/** Light modules around the symbol that drawings must keep (ISO/IEC 18004 §6.3.8): less, and scanners miss it on busy grounds. */
export const QUIET_ZONE = 4;

/** The error correction level of every Mohor QR Code: M reads 8 points more of worn and noisy pictures than L at the same version. */
export const ERROR_CORRECTION_LEVEL = "M";

/** A symbol without its quiet zone: `size` modules on each side, row after row, 1 dark and 0 light. */
export type QrMatrix = { readonly version: number; readonly size: number; readonly modules: Uint8Array };

/** Characters of version 40 at level M in alphanumeric mode (ISO/IEC 18004 table 7). */
const MAX_TEXT_LENGTH = 3_391;

/** The alphanumeric set, with at most one `#` between two parts of it. */
const QR_TEXT = /^[0-9A-Z $%*+\-./:]+(?:#[0-9A-Z $%*+\-./:]+)?$/;

/**
 * The symbol of a QR text, in plain or link form. A text that is empty, longer than 3,391 characters, or not of the alphanumeric
 * set is a bug of the caller and a TypeError: what an issuer encodes comes from `encodeQrText` and `encodeLinkForm`.
 */
export function qrMatrix(qrText: string): QrMatrix {
  if (qrText.length > MAX_TEXT_LENGTH || !QR_TEXT.test(qrText)) {
    throw new TypeError("a QR text holds 1 to 3,391 characters of 0-9 A-Z space $ % * + - . / : and at most one #");
  }
  const [first = "", fragment] = qrText.split("#");
  const segments: QRCodeSegment[] =
    fragment === undefined ? [alphanumeric(first)] : [alphanumeric(first), hash(), alphanumeric(fragment)];
  return matrixOf(segments);
}

/** Characters of version 40 at level M in byte mode (ISO/IEC 18004 table 7). */
const MAX_LINK_LENGTH = 2_331;

/**
 * The symbol of a link that opens another application, which is no QR text of ours: any printable ASCII but space. Anything else is a bug
 * of the caller and a TypeError.
 */
export function linkMatrix(link: string): QrMatrix {
  if (link.length > MAX_LINK_LENGTH || !/^[\x21-\x7e]+$/.test(link))
    throw new TypeError("a link holds 1 to 2,331 printable characters");
  return matrixOf([{ data: new TextEncoder().encode(link), mode: "byte" }]);
}

function matrixOf(segments: QRCodeSegment[]): QrMatrix {
  const symbol = qrcode.create(segments, { errorCorrectionLevel: ERROR_CORRECTION_LEVEL });
  return { version: symbol.version, size: symbol.modules.size, modules: Uint8Array.from(symbol.modules.data) };
}

function alphanumeric(data: string): QRCodeSegment {
  return { data, mode: "alphanumeric" };
}

function hash(): QRCodeSegment {
  return { data: new TextEncoder().encode("#"), mode: "byte" };
}

/** Whether the module is dark; light everywhere outside the symbol, so that drawings can ask for their quiet zone. */
export function isDark({ size, modules }: QrMatrix, row: number, column: number): boolean {
  if (row < 0 || column < 0 || row >= size || column >= size) return false;
  return modules[row * size + column] === 1;
}
