import {
  copyHazardAt,
  decodeQrText,
  encodeLinkForm,
  encodeQrText,
  fromHex,
  isCopySafe,
  MAX_LINK_TEXT_LENGTH,
  MAX_QR_TEXT_LENGTH,
  QR_PREFIX,
  splitQrText,
} from "@mohor/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test-support/effort.ts";

const HOST = "gate.example.in";
const token = fc.uint8Array({ maxLength: 200 });
const codeOf = (text: string) => {
  const split = splitQrText(text);
  return split.ok ? "accepted" : split.code;
};

describe("QR text", () => {
  test("a token written and read is the same token, in both forms", () => {
    fc.assert(
      fc.property(token, fc.constantFrom(HOST, "127.0.0.1:8443", "A.IN"), (bytes, host) => {
        const qrText = encodeQrText(bytes);
        const link = encodeLinkForm(host, qrText);
        expect(qrText.startsWith(QR_PREFIX)).toBe(true);
        // No last digit of a group is a space: blanks at the end are never part of a certificate.
        expect(qrText.trimEnd()).toBe(qrText);
        expect(decodeQrText(qrText)).toEqual({ ok: true, value: bytes });
        expect(decodeQrText(link)).toEqual({ ok: true, value: bytes });
        // Alphanumeric mode of a QR code, and a fragment by RFC 3986 §3.5.
        expect(link).toMatch(/^HTTPS:\/\/[0-9A-Z.:-]+\/#[0-9A-Z$%*+./:-]*$/);
        expect(new URL(link).hash.slice(1)).toBe(link.slice(link.indexOf("#") + 1));
        expect(decodeURIComponent(new URL(link).hash.slice(1))).toBe(qrText);
      }),
      runs(500),
    );
  });

  test("what a browser makes of a link in its address bar is still the same token", () => {
    const qrText = encodeQrText(fromHex("0007e8ffff20"));
    expect(splitQrText(new URL(encodeLinkForm(HOST, qrText)).href)).toEqual(splitQrText(qrText));
  });

  test("the part after the prefix is handed on as it is, whatever it holds", () => {
    expect(splitQrText("MQ1:")).toEqual({ ok: true, value: "" });
    expect(splitQrText("MQ1:abc")).toEqual({ ok: true, value: "abc" });
    expect(splitQrText("MQ1:B B")).toEqual({ ok: true, value: "B B" });
    expect(splitQrText("MQ1:MQ1:")).toEqual({ ok: true, value: "MQ1:" });
    expect(splitQrText("MQ1:HTTPS://A.IN/#")).toEqual({ ok: true, value: "HTTPS://A.IN/#" });
    // Percent-encoding is the link form's: here these are six digits of Base45.
    expect(splitQrText("MQ1:%20%25")).toEqual({ ok: true, value: "%20%25" });
  });

  test("trust material is called so, of whatever version and in whatever case", () => {
    for (const text of ["MT1:BB8", "mp1:bb8", "MT9999:", " MP2:", encodeLinkForm(HOST, "MT1:BB8")])
      expect(codeOf(text), text).toBe("QR_TRUST_MATERIAL");
    for (const text of ["MT:", "MT12345:", "XMT1:", "MR1:"]) expect(codeOf(text), text).toBe("QR_PREFIX_UNKNOWN");
  });

  test("a text is too long by one character more than its bound, whatever it says", () => {
    expect(codeOf("M".repeat(MAX_LINK_TEXT_LENGTH))).toBe("QR_PREFIX_UNKNOWN");
    expect(codeOf("M".repeat(MAX_LINK_TEXT_LENGTH + 1))).toBe("QR_TOO_LONG");
    expect(codeOf(QR_PREFIX.padEnd(MAX_QR_TEXT_LENGTH, "0"))).toBe("accepted");
    expect(codeOf(QR_PREFIX.padEnd(MAX_QR_TEXT_LENGTH + 1, "0"))).toBe("QR_TOO_LONG");
  });

  test("a prefix in another case is told so, though the right one follows", () => {
    expect(codeOf("mq1:MQ1:BB8")).toBe("QR_CASE_CHANGED");
  });

  test("the first code that fails is the answer of the whole", () => {
    expect(decodeQrText("HELLO")).toEqual({ ok: false, code: "QR_PREFIX_UNKNOWN" });
    expect(decodeQrText("MQ1:GGW")).toEqual({ ok: false, code: "BASE45_INVALID" });
  });
});

describe("a text that was changed on its way is told so", () => {
  test.each([
    ["a space in front", " MQ1:BB8"],
    ["a line feed in front", "\nMQ1:BB8"],
    ["several blanks in front, and lower case", "\r\n\t mq1:bb8"],
    ["a line feed behind", "MQ1:BB8\n"],
    ["a carriage return behind", "MQ1:BB8\r"],
    ["a tab behind, and lower case", "mq1:bb8\t"],
    ["a line feed inside and behind", "MQ1:B\nB8\n"],
    ["a space behind, which no group of Base45 ends in", "MQ1:BB8 "],
    ["a space behind another version", "MQ2:BB8 "],
    ["a blank before a link", " https://gate.example.in/#MQ1:BB8"],
    ["a line feed behind a link, and lower case", "https://gate.example.in/#mq1:bb8\n"],
    ["blanks on both sides", "\tMQ1:BB8\r\n"],
  ])("%s", (_, text) => {
    expect(codeOf(text)).toBe("QR_WHITESPACE_AROUND");
  });

  test.each([
    "mq1:bb8",
    "Mq1:BB8",
    "mQ1:BB8",
    "mq2:bb8",
    "https://gate.example.in/#mq1:bb8",
    "https://gate.example.in/#mq1:%zz",
  ])("lower-cased: %s", (text) => {
    expect(codeOf(text)).toBe("QR_CASE_CHANGED");
  });

  test.each(["MQ2:BB8", "MQ0:", "MQ10:BB8", "MQ9999:", "MQ01:BB8"])("another version: %s", (text) => {
    expect(codeOf(text)).toBe("QR_VERSION_UNSUPPORTED");
  });

  test.each([
    ["nothing", ""],
    ["half the prefix", "MQ1"],
    ["a version without number", "MQ:BB8"],
    ["a version of five digits", "MQ12345:"],
    ["a URL", "https://example.in/"],
    ["a URL with a fragment", "https://example.in/page#MQ1:BB8"],
    ["a link to us without certificate", "HTTPS://GATE.EXAMPLE.IN/#"],
    ["a link without encryption", "http://gate.example.in/#MQ1:BB8"],
    ["a link with a user name", "https://a@gate.example.in/#MQ1:BB8"],
    ["a link with a query", "https://gate.example.in/?#MQ1:BB8"],
    ["a link with a blank in its fragment's front", "https://gate.example.in/# MQ1:BB8"],
    ["a URL with blanks around", " https://example.in/ "],
    ["a certificate of the European Union", "HC1:6BF%RN%BTS4"],
    ["a SMART Health Card", "shc:/5676"],
    ["a pass of New Zealand", "NZCP:/1/2KCEVIQEIVVWK6"],
    ["a contact", "BEGIN:VCARD\nEND:VCARD"],
    ["letters that fold to the prefix", "ＭＱ１:BB8"],
    ["blanks alone", "   "],
  ])("%s is not ours", (_, text) => {
    expect(codeOf(text)).toBe("QR_PREFIX_UNKNOWN");
  });
});

describe("link form", () => {
  test.each([
    ["lower-cased scheme and host", "https://gate.example.in/#MQ1:BB8", "accepted"],
    ["a port", "HTTPS://GATE.EXAMPLE.IN:8443/#MQ1:BB8", "accepted"],
    ["an encoded space", "HTTPS://A/#MQ1:%20BB", "accepted"],
    ["an encoded percent sign", "HTTPS://A/#MQ1:%25BB", "accepted"],
    ["another version", "HTTPS://A/#MQ2:BB8", "QR_VERSION_UNSUPPORTED"],
    ["another version, badly encoded", "HTTPS://A/#MQ2:%zz", "QR_VERSION_UNSUPPORTED"],
    ["a bare space", "HTTPS://A/#MQ1:B B8", "QR_LINK_INVALID"],
    ["a bare percent sign", "HTTPS://A/#MQ1:%BB", "QR_LINK_INVALID"],
    ["a percent sign at the end", "HTTPS://A/#MQ1:BB%", "QR_LINK_INVALID"],
    ["an encoded letter", "HTTPS://A/#MQ1:%42B8", "QR_LINK_INVALID"],
    ["a percent sign encoded twice, then a letter outside", "HTTPS://A/#MQ1:%2525a", "QR_LINK_INVALID"],
    ["a lower-case letter", "HTTPS://A/#MQ1:bb8", "QR_LINK_INVALID"],
    ["a second fragment", "HTTPS://A/#MQ1:#BB8", "QR_LINK_INVALID"],
    ["a line feed inside", "HTTPS://A/#MQ1:B\nB8", "QR_LINK_INVALID"],
    ["a QR text of 1,025 characters", `HTTPS://A/#${"MQ1:".padEnd(1_025, "0")}`, "QR_TOO_LONG"],
    ["a QR text of 1,024 characters", `HTTPS://A/#${"MQ1:".padEnd(1_024, "0")}`, "accepted"],
  ])("with %s: %s", (_, link, expected) => {
    expect(codeOf(link)).toBe(expected);
  });

  test("encoding is undone once and no more", () => {
    expect(splitQrText("HTTPS://A/#MQ1:%2520")).toEqual({ ok: true, value: "%20" });
  });

  test.each(["", "a b", "a/b", "a@b", "a:b", "a:123456", "a/#b", "[::1]", "é.in", "x".repeat(254), "a/#MQ1:"])(
    "%j is no host: a caller's mistake",
    (host) => {
      expect(() => encodeLinkForm(host, "MQ1:BB8")).toThrow(TypeError);
    },
  );
});

describe("a text that is safe to copy", () => {
  test.each([
    ["plain", "MQ1:BB8", -1],
    ["a single space inside", "MQ1:B B8", -1],
    ["a percent sign before one hex digit", "MQ1:%AG", -1],
    ["a percent sign at the end", "MQ1:BB%", -1],
    ["a percent sign before two hex digits", "MQ1:%0F", 0],
    ["a space first", "MQ1: BB", 0],
    ["a space last", "MQ1:BB ", 2],
    ["two spaces", "MQ1:B  B", 1],
    ["two hazards", "MQ1:B%00  B", 1],
  ])("%s: the first hazard of %j is at %i", (_, text, at) => {
    expect(copyHazardAt(text)).toBe(at);
    expect(isCopySafe(text)).toBe(at === -1);
  });

  test("what is safe survives decoding of percent signs and folding of blanks, as careless programs do them", () => {
    fc.assert(
      fc.property(token, (bytes) => {
        const qrText = encodeQrText(bytes);
        const copied = qrText
          .replaceAll(/%[0-9A-F]{2}/gi, (encoded) => String.fromCharCode(Number.parseInt(encoded.slice(1), 16)))
          .replaceAll(/ +/g, " ")
          .replace(/^MQ1: /, QR_PREFIX)
          .trim();
        return isCopySafe(qrText) === (copied === qrText);
      }),
      { ...runs(2_000), examples: [[fromHex("5a5a")], [fromHex("24")]] },
    );
  });
});
