// What a QR text will look like before it is drawn: its version, and how large its modules come out in print.

import { ERROR_CORRECTION_LEVEL, QUIET_ZONE, qrMatrix } from "./qr-matrix.ts";

/** Version 1 to 40, modules on each side without the quiet zone, error correction level. */
export type QrDescription = { readonly version: number; readonly modules: number; readonly level: "M" };

/** The symbol of a QR text in numbers. Texts that cannot be encoded are a TypeError, as in `qrMatrix`. */
export function describeQr(qrText: string): QrDescription {
  const { version, size } = qrMatrix(qrText);
  return { version, modules: size, level: ERROR_CORRECTION_LEVEL };
}

/** A symbol on paper. `printedModules` is the side of the drawing in modules, quiet zone included. */
export type QrPrintSize = QrDescription & { readonly printedModules: number; readonly millimetresPerModule: number };

/**
 * How large the modules of a QR text are on paper when the drawing, quiet zone included, is so many millimetres wide. For scale: a v8
 * symbol on 25 mm has modules of 0.44 mm, and an office printer's dots are 0.04 mm.
 */
export function qrPrintSize(qrText: string, { widthMillimetres }: { readonly widthMillimetres: number }): QrPrintSize {
  if (!(widthMillimetres > 0 && widthMillimetres < Number.POSITIVE_INFINITY))
    throw new TypeError("a printed width is a number of millimetres above 0");
  const description = describeQr(qrText);
  const printedModules = description.modules + 2 * QUIET_ZONE;
  return { ...description, printedModules, millimetresPerModule: widthMillimetres / printedModules };
}
