// A certificate as a file: a picture for the phone's gallery with a caption in two scripts, or a drawing for a printer.

import type { Claims } from "@mohor/schema";
import { qrPath } from "./qr-path.ts";

/** What stands under the code: the name in Latin script, the status, and until when. */
export type Caption = { readonly title: string; readonly lines: readonly string[] };

/** Pixels of the picture's side: as wide as a good phone, which messengers do not make smaller. */
const SIDE = 1_080;
const MARGIN = 48;
const FONT = 'system-ui, "Noto Sans", "Noto Sans Bengali", "Noto Sans Devanagari", sans-serif';

/** Title, name in both scripts where there are two, status and end. */
export function captionOf(
  claims: Claims,
  words: { readonly title: string; readonly status: string; readonly until: string },
): Caption {
  const { fullName, secondName } = claims.identity;
  return {
    title: words.title,
    lines: [fullName, ...(secondName === undefined ? [] : [secondName.fullName]), words.status, words.until],
  };
}

/** A PNG: the code as large as the picture is wide, in whole pixels a module, and the caption below. Null where nothing can be drawn. */
export async function drawPicture(qrText: string, { title, lines }: Caption): Promise<Blob | null> {
  const { side, path } = qrPath(qrText);
  const scale = Math.floor((SIDE - 2 * MARGIN) / side);
  const lineHeight = 56;
  const height = MARGIN + side * scale + (lines.length + 1) * lineHeight + 2 * MARGIN;
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = height;
  const drawing = canvas.getContext("2d");
  if (drawing === null) return null;
  drawing.fillStyle = "#fff";
  drawing.fillRect(0, 0, SIDE, height);
  drawing.fillStyle = "#000";
  drawing.save();
  drawing.translate(Math.floor((SIDE - side * scale) / 2), MARGIN);
  drawing.scale(scale, scale);
  drawing.fill(new Path2D(path));
  drawing.restore();
  drawing.textAlign = "center";
  drawing.textBaseline = "top";
  let y = MARGIN + side * scale + MARGIN / 2;
  for (const [index, line] of [title, ...lines].entries()) {
    drawing.font = `${index === 1 ? "700 44px" : "500 38px"} ${FONT}`;
    drawing.fillText(line, SIDE / 2, y, SIDE - 2 * MARGIN);
    y += lineHeight;
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** An SVG for printing, black on white, without a caption: its size is the printer's affair. */
export function drawDrawing(qrText: string): Blob {
  const { side, path } = qrPath(qrText);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
  return new Blob([svg], { type: "image/svg+xml" });
}

/** Offers a file for saving under this name. */
export function offerFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
