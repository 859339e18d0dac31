// Picture → QR text, by engine, against bare zxing-wasm on pixels that are already decoded. The picture is the PNG that the
// issuer hands out: what a sharp photograph of a screen costs, without its blur.

import { drawPng } from "@mohor/issuer/qr";
import { decodePicture, readQrTexts } from "@mohor/verifier/image";
import { readBarcodes } from "zxing-wasm/reader";
import { printResults, race } from "./race.ts";
import { QR_TEXT } from "./subject.ts";

export async function benchPictureToText(): Promise<void> {
  const png = drawPng(QR_TEXT);
  // Makes zxing-wasm ready, so that the bare calls need no set-up of their own.
  await readQrTexts(png);
  const picture = await decodePicture(png);
  if (!picture.ok) throw new Error(picture.code);
  const engine = (name: "cascade" | "zxing-wasm" | "qr" | "jsqr") => ({
    name: `PNG file to text, ${name}`,
    run: async () => {
      const result = await readQrTexts(png, { engine: name });
      if (!result.ok || result.sightings[0]?.text !== QR_TEXT) throw new Error(`${name} does not read the picture`);
    },
  });
  const bare = () => readBarcodes(picture.value, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
  printResults(
    "picture → QR text, against bare zxing-wasm on pixels",
    await race(
      [
        { name: "bare zxing-wasm, pixels to text", run: bare },
        engine("cascade"),
        engine("zxing-wasm"),
        engine("qr"),
        engine("jsqr"),
      ],
      { rounds: 15, runsPerRound: 5 },
    ),
  );
}
