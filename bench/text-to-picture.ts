// QR text → picture, against the qrcode package's own writers, matrix included on both sides.

import { drawPng, drawSvg, drawTerminal } from "@mohor/issuer/qr";
import QRCode from "qrcode";
import { printResults, race } from "./race.ts";
import { QR_TEXT } from "./subject.ts";

export async function benchTextToPicture(): Promise<void> {
  const segments = [{ data: QR_TEXT, mode: "alphanumeric" as const }];
  const options = { errorCorrectionLevel: "M" as const, margin: 4, scale: 12 };
  const own = drawPng(QR_TEXT);
  const theirs = await QRCode.toBuffer(segments, options);
  printResults(
    `QR text → picture, against qrcode's PNG (${theirs.length} bytes; ours ${own.length})`,
    await race(
      [
        { name: "qrcode, PNG", run: () => QRCode.toBuffer(segments, options) },
        { name: "drawPng", run: () => drawPng(QR_TEXT) },
        { name: "qrcode, SVG", run: () => QRCode.toString(segments, { ...options, type: "svg" }) },
        { name: "drawSvg", run: () => drawSvg(QR_TEXT) },
        { name: "drawTerminal", run: () => drawTerminal(QR_TEXT, { colour: false }) },
      ],
      { rounds: 15, runsPerRound: 10 },
    ),
  );
}
