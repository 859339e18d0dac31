// WebAssembly files of packages, read from node_modules: never over a network, and not before they are needed. Node only.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/**
 * A function that gives the bytes of a package's WebAssembly file, `specifier` as one would import it: read at the first call, the
 * same ever after. It rejects when the package is not installed whole.
 */
export function wasmFile(specifier: string): () => Promise<ArrayBuffer> {
  let reading: Promise<ArrayBuffer> | undefined;
  return () => {
    reading ??= readFile(createRequire(import.meta.url).resolve(specifier)).then(
      (bytes) => new Uint8Array(bytes).buffer,
    );
    return reading;
  };
}
