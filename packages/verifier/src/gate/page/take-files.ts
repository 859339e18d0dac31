// What a person opens, pastes or drops: its form decides what it is, as on the command line, and nothing is tried and caught.

import { type Code, MAX_LINK_TEXT_LENGTH, MAX_PICTURE_BYTES } from "@mohor/schema";
import { decodePolicy, type Policy } from "@mohor/verifier";
import { readPictureHeader, sniffPictureFormat } from "@mohor/verifier/image/header";
import type { Pixels } from "../worker/calls.ts";
import { pixelsOf } from "./frame-source.ts";
import { pictureOfPdf } from "./pdf-picture.ts";

/** Something opened. */
export type Taken =
  | { readonly kind: "picture"; readonly pixels: Pixels; readonly transfer: readonly Transferable[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "policy"; readonly policy: Policy }
  | { readonly kind: "trust"; readonly document: Uint8Array }
  | { readonly kind: "refused"; readonly code: Code };

/** Pixels that a picture is shrunk to while it is decoded, as engines get no more (image/cascade.ts). */
const MAX_SHOWN_PIXELS = 7_680_000;

const BEGINS_WITH_SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{1,15}:/;

/** What the file is: PNG, JPEG, WebP or PDF; a policy in JSON; a QR text; else trust material. Codes: FILE_TOO_LARGE, PICTURE_…, POLICY_MALFORMED. */
export async function takeFile(file: Blob): Promise<Taken> {
  if (file.size > MAX_PICTURE_BYTES) return { kind: "refused", code: "FILE_TOO_LARGE" };
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) return { kind: "refused", code: "FILE_UNREADABLE" };
  if (bytes.length === 0) return { kind: "refused", code: "PICTURE_EMPTY" };
  if (sniffPictureFormat(bytes) !== undefined) return takePicture(bytes);
  const start = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 4 * (MAX_LINK_TEXT_LENGTH + 1)));
  if (start.startsWith("%PDF-")) {
    const picture = await pictureOfPdf(bytes);
    return picture === null ? { kind: "refused", code: "QR_NOT_FOUND" } : takePicture(picture);
  }
  if (start.startsWith("{")) return takePolicy(bytes);
  if (BEGINS_WITH_SCHEME.test(start)) return { kind: "text", text: start.replace(/\r?\n$/, "") };
  if (/^(?:image|video|audio)\//.test(file.type)) return { kind: "refused", code: "PICTURE_FORMAT_UNKNOWN" };
  return { kind: "trust", document: bytes };
}

async function takePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Taken> {
  const header = readPictureHeader(bytes);
  if (!header.ok) return { kind: "refused", code: header.code };
  const { width, height, format } = header.value;
  const scale = Math.min(1, Math.sqrt(MAX_SHOWN_PIXELS / (width * height)));
  const size = {
    resizeWidth: Math.max(1, Math.floor(width * scale)),
    resizeHeight: Math.max(1, Math.floor(height * scale)),
  };
  const options: ImageBitmapOptions = { imageOrientation: "none", premultiplyAlpha: "none", resizeQuality: "high" };
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${format}` }), {
    ...options,
    ...(scale < 1 ? size : {}),
  }).catch(() => null);
  const pixels = bitmap === null ? null : pixelsOf(bitmap);
  return pixels === null ? { kind: "refused", code: "PICTURE_DAMAGED" } : { kind: "picture", ...pixels };
}

function takePolicy(bytes: Uint8Array): Taken {
  let json: unknown = null;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Not JSON: as malformed as JSON of another shape.
  }
  const policy = decodePolicy(json);
  return policy.ok ? { kind: "policy", policy: policy.value } : { kind: "refused", code: policy.code };
}
