// Lines of a stream without an end, such as a scanner's: a line of any length costs no more than the bound.

/**
 * The lines of a UTF-8 stream without their line ends (LF or CRLF); an unended last line counts, an empty line does not,
 * because scanners send one more end than needed. Of a longer line only the first `maxLength` characters are kept.
 */
export async function* readLines(stream: AsyncIterable<unknown>, maxLength: number): AsyncGenerator<string> {
  // A byte order mark is a character like any other: dropping it would be trimming.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let line = "";
  for await (const chunk of stream) {
    const pieces = decoder.decode(chunk as Uint8Array, { stream: true }).split("\n");
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield* ended(line);
        line = "";
      }
      // One more than the bound, so that a carriage return at the bound can still be told from a longer line.
      line = (line + piece).slice(0, maxLength + 1);
    }
  }
  yield* ended(line + decoder.decode());
}

function* ended(line: string): Generator<string> {
  const text = line.replace(/\r$/, "");
  if (text !== "") yield text;
}
