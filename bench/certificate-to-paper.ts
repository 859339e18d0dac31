// A certificate to what people keep: the picture, the card and the sheet, against the same picture by the qrcode package.

import QRCode from "qrcode";
import { drawCard, drawSheet } from "../packages/issuer/src/documents/index.ts";
import { drawPng } from "../packages/issuer/src/qr/index.ts";
import { keptCertificate } from "../packages/issuer/test/wallet/kept.ts";
import { printResults, race } from "./race.ts";

export async function benchCertificateToPaper(): Promise<void> {
  const plain = keptCertificate();
  const secondName = { fullName: "আশা রানী বিশ্বাস", language: "ben" };
  const kept = { ...plain, claims: { ...plain.claims, identity: { ...plain.claims.identity, secondName } } };
  const options = { language: "bn", utcOffsetMinutes: 330 } as const;
  const segments = [{ data: kept.qrText, mode: "alphanumeric" as const }];
  printResults(
    "certificate → picture and paper",
    await race(
      [
        {
          name: "qrcode, PNG",
          run: () => QRCode.toBuffer(segments, { errorCorrectionLevel: "M", margin: 4, scale: 12 }),
        },
        { name: "drawPng", run: () => drawPng(kept.qrText) },
        { name: "drawCard", run: () => drawCard(kept, options) },
        { name: "drawSheet", run: () => drawSheet(kept, options) },
      ],
      { rounds: 21, runsPerRound: 3 },
    ),
  );
}
