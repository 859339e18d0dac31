// The two platform classes that this package may use: they exist in browsers, workers and Node alike and reach no I/O.
// Declared here because the package compiles without the types of DOM and Node, so that nothing else of theirs gets in.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: "utf-8", options: { fatal: true; ignoreBOM: true });
  decode(bytes: Uint8Array): string;
}
