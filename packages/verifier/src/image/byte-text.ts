// The text of a QR Code's byte segment, for engines that leave the choice of character set to the caller. Environment-free.

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The bytes as UTF-8 text, or, where they are not UTF-8, one character for each byte (ISO 8859-1, the standard's default,
 * ISO/IEC 18004 §7.4.1). Never throws; binary content stays a well-formed string. A certificate has no byte segment at all.
 */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    // Not UTF-8 is the one thing that a fatal decoder throws for.
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}
