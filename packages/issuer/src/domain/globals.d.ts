// The two platform classes that the domain may use: they exist in browsers, workers and Node alike and reach no I/O.
// Declared here because the domain compiles without the types of DOM and Node and so cannot reach for them by accident.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: "utf-8", options?: { fatal: true; ignoreBOM: true });
  decode(bytes: Uint8Array): string;
}
