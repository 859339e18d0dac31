// jsQR as most scanner pages use it: the whole frame, its defaults, nothing around it.

import jsqr from "jsqr";
import type { Frame } from "../packages/verifier/src/image/frame.ts";

/** The text that jsQR reads, if any. */
export async function bareJsqr({ data, width, height }: Frame): Promise<readonly string[]> {
  const result = jsqr.default(data, width, height);
  return result === null ? [] : [result.data];
}
