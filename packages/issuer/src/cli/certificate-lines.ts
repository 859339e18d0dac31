// Certificates that an auditor has seen: QR texts, or files of them, one a line. What of them can be told without trusting anybody.

import { printable, readBounded } from "@mohor/command-line";
import { decodeQrText, fromHex, MAX_LINK_TEXT_LENGTH, toHex } from "@mohor/schema";
import { inspect } from "@mohor/verifier";
import { logEntryOf } from "../domain/log/transparency-log.ts";

/** A certificate that was seen. */
export type SeenCertificate = {
  /** Where: the file and its line, or the argument. */
  readonly place: string;
  /** Its identity, where its content can be read: kid and cti in hex. */
  readonly id: string | null;
  readonly qrText: string;
  /** The digest under which a log has it, in hex. */
  readonly digest: string;
};

/** Bytes of a file of certificates: a million of 250 characters. */
const MAX_FILE_BYTES = 268_435_456;

/** The certificates of these arguments; `unreadable` are the places that hold none. Throws Failure FILE_…. */
export async function readCertificates(
  args: readonly string[],
): Promise<{ readonly seen: readonly SeenCertificate[]; readonly unreadable: readonly string[] }> {
  const seen: SeenCertificate[] = [];
  const unreadable: string[] = [];
  for (const [index, argument] of args.entries()) {
    const isText = /^MQ1:|^https:\/\//i.test(argument);
    const lines = isText
      ? [argument]
      : new TextDecoder().decode(await readBounded(argument, MAX_FILE_BYTES)).split("\n");
    for (const [line, text] of lines.entries()) {
      if (text.trim() === "") continue;
      const place = isText ? `argument ${index + 1}` : `${printable(argument)} line ${line + 1}`;
      const certificate =
        text.length <= MAX_LINK_TEXT_LENGTH + 1 ? certificateOf(text.replace(/\r$/, ""), place) : null;
      if (certificate === null) unreadable.push(place);
      else seen.push(certificate);
    }
  }
  return { seen, unreadable };
}

function certificateOf(qrText: string, place: string): SeenCertificate | null {
  const token = decodeQrText(qrText);
  const inspection = inspect(qrText);
  if (!token.ok || !inspection.ok) return null;
  const { kid, cti } = inspection.value.unverified;
  return { place, qrText, id: cti === undefined ? null : `${kid}-${cti}`, digest: toHex(logEntryOf(token.value)) };
}

/** The digest as the log has it. */
export function entryOf({ digest }: SeenCertificate): Uint8Array {
  return fromHex(digest);
}
