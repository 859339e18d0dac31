// A small XML document as a tree, read strictly and within bounds. Entities beyond the five of XML 1.0 §4.6 do not exist here: a
// document type declaration refuses the document, so nothing expands and nothing is fetched. The only importer of saxes.

import { SaxesParser } from "saxes";

/** An element by its local name: senders differ in namespace and prefix for the same document. Attributes keep their whole name. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities resolved, outer blank space off. */
  readonly text: string;
};

/** Elements of a document: a pull request has a dozen, and senders add fields of their own. */
const MAX_ELEMENTS = 128;
const MAX_ATTRIBUTES = 32;
const MAX_DEPTH = 8;

/** The name without its prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

class Refused extends Error {}

type Open = { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string };

/**
 * The root element of a document in UTF-8, or null: not UTF-8, not well-formed (XML 1.0 §2.1), another encoding declared, a document
 * type or a processing instruction, more than MAX_ELEMENTS elements, MAX_DEPTH levels or MAX_ATTRIBUTES attributes. Linear in
 * the bytes, which the caller has bounded.
 */
export function readXml(bytes: Uint8Array): XmlElement | null {
  let root: XmlElement | null = null;
  let elements = 0;
  const open: Open[] = [];
  const parser = new SaxesParser({ xmlns: false, position: false });
  const no = () => {
    throw new Refused();
  };
  parser.on("error", no);
  parser.on("doctype", no);
  parser.on("processinginstruction", no);
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") no();
  });
  parser.on("opentag", ({ name, attributes }) => {
    const entries = Object.entries(attributes);
    if (++elements > MAX_ELEMENTS || open.length === MAX_DEPTH || entries.length > MAX_ATTRIBUTES) no();
    open.push({
      name: localName(name),
      attributes: new Map(entries),
      children: [],
      text: "",
    });
  });
  const addText = (text: string) => {
    const innermost = open.at(-1);
    if (innermost !== undefined) innermost.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = open.pop() as Open;
    const element = { ...closed, text: closed.text.trim() };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch {
    return null;
  }
  return root;
}

/** The text of the one child of this name; undefined where there is none, null where there are several or it has children itself. */
export function childText(element: XmlElement, name: string): string | undefined | null {
  const named = element.children.filter((child) => child.name === name);
  const [only] = named;
  if (only === undefined) return undefined;
  return named.length === 1 && only.children.length === 0 ? only.text : null;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** All but the characters of XML 1.0 §2.2: for these no escape exists either. */
const NOT_XML = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as content or as an attribute's value; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, "").replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}
