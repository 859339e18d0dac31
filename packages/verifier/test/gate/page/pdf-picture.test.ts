// The picture inside a scanned PDF.

import { expect, test } from "vitest";
import { pictureOfPdf } from "../../../src/gate/page/pdf-picture.ts";

const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const jpeg = (length: number): string => `\xff\xd8\xff${"j".repeat(length - 5)}\xff\xd9`;
const stream = (filter: string, content: string): string =>
  `4 0 obj\n<< /Type /XObject /Filter ${filter} /Length ${content.length} >>\nstream\r\n${content}\nendstream\nendobj\n`;

test("the largest embedded JPEG is taken, whole", async () => {
  const pdf = latin1(
    `%PDF-1.7\n${stream("/DCTDecode", jpeg(5_000))}${stream("[/DCTDecode]", jpeg(9_000))}${stream("/DCTDecode", jpeg(6_000))}`,
  );
  expect(await pictureOfPdf(pdf)).toEqual(latin1(`${jpeg(9_000)}\n`));
});

test.each([
  ["there is no picture", "%PDF-1.7\n%%EOF"],
  ["the picture is a logo", stream("/DCTDecode", jpeg(1_000))],
  ["bytes only look like one", stream("/FlateDecode", jpeg(9_000))],
  ["they stand in no stream", `/DCTDecode ${jpeg(9_000)}`],
])("nothing is taken where %s", async (_what, pdf) => {
  expect(await pictureOfPdf(latin1(pdf))).toBeNull();
});

test("a stream without an end ends with the file, and a file made of starts is read once", async () => {
  const open = stream("/DCTDecode", jpeg(9_000)).split("\nendstream")[0] as string;
  expect((await pictureOfPdf(latin1(open)))?.length).toBe(9_000);
  expect(await pictureOfPdf(latin1("\xff\xd8\xff".repeat(200_000)))).toBeNull();
  expect(await pictureOfPdf(latin1("stream\n\xff\xd8\xff".repeat(50_000)))).toBeNull();
});
