import { expect, test } from "vitest";
import { describeQr, qrPrintSize } from "../../src/qr/describe-qr.ts";
import { textOfLength } from "./qr-texts.ts";

test("describes a certificate's symbol: v8, 49 modules, level M", () => {
  expect(describeQr(textOfLength(193))).toEqual({ version: 8, modules: 49, level: "M" });
});

test("gives the millimetres of a module from the printed width, quiet zone included", () => {
  const size = qrPrintSize(textOfLength(193), { widthMillimetres: 25 });
  expect(size).toMatchObject({ version: 8, modules: 49, level: "M", printedModules: 57 });
  expect(size.millimetresPerModule).toBeCloseTo(0.4386, 4);
});

test("throws a TypeError for texts that cannot be encoded and widths that are none", () => {
  expect(() => describeQr("lower case")).toThrow(TypeError);
  for (const widthMillimetres of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => qrPrintSize("MQ1:", { widthMillimetres })).toThrow(TypeError);
  }
});
