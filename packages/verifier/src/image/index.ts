// @mohor/verifier/image: pictures to QR texts. Importing this loads no engine, no decoder and no WebAssembly.

export { decodePicture } from "./decode-picture.ts";
export type { Frame } from "./frame.ts";
export { type PictureFormat, type PictureHeader, readPictureHeader, sniffPictureFormat } from "./picture-header.ts";
export type { Corners, Point, QrEngine, QrEngineName, QrSighting } from "./qr-engine.ts";
export { type QrTexts, type ReadQrTextsOptions, readQrTexts } from "./read-qr-texts.ts";
