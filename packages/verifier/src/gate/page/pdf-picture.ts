// The QR picture of a PDF, where it is an embedded JPEG: scans and photographs are. What is drawn with lines, as office programs and our
// own documents do, needs a whole PDF engine, four times this app's size: for those the gate asks for a screenshot (decision 0041).

/** Start and end of a JPEG (ISO/IEC 10918-1 §B.1.1.3). */
const START = [0xff, 0xd8, 0xff] as const;

/** Bytes of a PDF object's head that are looked at for its filter. */
const HEAD_BYTES = 1_024;

/** The first page's picture is the first large one of the file: logos are smaller than any readable code. */
const LEAST_BYTES = 4_096;

/** Streams that are looked at: a scan of many pages has fewer, and a hostile file ends here. */
const MAX_STREAMS = 1_024;

/** The largest embedded JPEG of the PDF's bytes, or null. Linear in the bytes; nothing is decompressed. */
export async function pictureOfPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  let largest: Uint8Array<ArrayBuffer> | null = null;
  let streams = 0;
  for (let at = bytes.indexOf(START[0]); at >= 0 && streams < MAX_STREAMS; at = bytes.indexOf(START[0], at + 1)) {
    if (bytes[at + 1] !== START[1] || bytes[at + 2] !== START[2] || !isAfterStream(bytes, at)) continue;
    streams++;
    if (!isOfJpeg(bytes, at)) continue;
    const end = endOfStream(bytes, at);
    if (end - at >= LEAST_BYTES && end - at > (largest?.length ?? 0)) largest = bytes.slice(at, end);
    at = end;
  }
  return largest;
}

/** Whether `stream` and its line end stand before (ISO 32000-1 §7.3.8.1). */
function isAfterStream(bytes: Uint8Array, at: number): boolean {
  return /stream\r?\n$/.test(latin1(bytes.subarray(Math.max(0, at - 8), at)));
}

/** Whether the object that the stream belongs to is filtered as JPEG (ISO 32000-1 §7.4.8). */
function isOfJpeg(bytes: Uint8Array, at: number): boolean {
  const head = latin1(bytes.subarray(Math.max(0, at - HEAD_BYTES), at));
  return head.slice(head.lastIndexOf(" obj")).includes("/DCTDecode");
}

/** Where `endstream` stands next, or the end of the file. */
function endOfStream(bytes: Uint8Array, from: number): number {
  const word = [..."endstream"].map((letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(word[0] as number, from); at >= 0; at = bytes.indexOf(word[0] as number, at + 1)) {
    if (word.every((code, i) => bytes[at + i] === code)) return at;
  }
  return bytes.length;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
