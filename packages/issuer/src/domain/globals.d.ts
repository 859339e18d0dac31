// The one platform class that the domain may use: it exists in browsers, workers and Node alike and reaches no I/O.
// Declared here because the domain compiles without the types of DOM and Node and so cannot reach for them by accident.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
