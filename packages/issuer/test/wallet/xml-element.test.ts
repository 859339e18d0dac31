import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childText, escapeXml, readXml } from "../../src/wallet/xml-element.ts";

const read = (text: string) => readXml(new TextEncoder().encode(text));

describe("reading XML", () => {
  it("gives elements by local name, attributes by whole name, text with entities resolved", () => {
    const root = read(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a:R xmlns:a="u" x="1 &amp; 2"><B> Rani &#x9b0; <![CDATA[<]]></B></a:R>',
    );
    expect(root?.name).toBe("R");
    expect(root?.attributes.get("x")).toBe("1 & 2");
    expect(root === null ? null : childText(root, "B")).toBe("Rani র <");
  });

  it.each([
    ["nothing", ""],
    ["text alone", "hello"],
    ["an element left open", "<a>"],
    ["two roots", "<a/><b/>"],
    ["an attribute twice", '<a x="1" x="2"/>'],
    ["an entity of its own", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ["a document type", '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>'],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["a processing instruction", "<a><?php echo 1 ?></a>"],
    ["another encoding declared", '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ["a character that XML has no place for", "<a>\u0001</a>"],
    ["nine levels", "<a>".repeat(9) + "</a>".repeat(9)],
    ["a hundred and twenty-nine elements", `<a>${"<b/>".repeat(128)}</a>`],
    ["thirty-three attributes", `<a ${Array.from({ length: 33 }, (_, i) => `x${i}=""`).join(" ")}/>`],
  ])("refuses %s", (_, text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ["eight levels", "<a>".repeat(8) + "</a>".repeat(8)],
    ["a hundred and twenty-eight elements", `<a>${"<b/>".repeat(127)}</a>`],
    ["thirty-two attributes", `<a ${Array.from({ length: 32 }, (_, i) => `x${i}=""`).join(" ")}/>`],
  ])("takes %s", (_, text) => {
    expect(read(text)).not.toBeNull();
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(readXml(Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e))).toBeNull();
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readXml(bytes);
      }),
    );
  });

  it("does not choose between two children of one name", () => {
    const root = read("<a><b>1</b><b>2</b><c><d/></c></a>");
    expect(root === null ? "" : childText(root, "b")).toBeNull();
    expect(root === null ? "" : childText(root, "c")).toBeNull();
    expect(root === null ? "" : childText(root, "e")).toBeUndefined();
  });
});

describe("writing XML", () => {
  it("comes back as it was, whatever the text, but for what XML cannot hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const whole = `x${text}x`;
        const root = read(`<a b="${escapeXml(whole)}">${escapeXml(whole)}</a>`);
        expect(root?.text).toBe(whole);
        expect(root?.attributes.get("b")).toBe(whole);
      }),
    );
  });

  it("leaves out what XML has no place for", () => {
    expect(escapeXml("a\u0000b\uFFFEc\uD800d]]>")).toBe("abcd]]&gt;");
  });
});
