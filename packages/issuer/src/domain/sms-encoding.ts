// How a text travels as SMS: in GSM-7, if every character is in that alphabet, else in UCS-2; and how many parts are paid for.
// After 3GPP TS 23.038 §6.2.1 (alphabet and extension table) and TS 23.040 §9.2.3.24 (parts, each with a header of six octets).
// National language shift tables are left out: Indian gateways send Bengali and Hindi as UCS-2.

/** How characters are written on the air. */
export type SmsEncoding = "gsm-7" | "ucs-2";

/** A text's size on the air. */
export type SmsSize = {
  readonly encoding: SmsEncoding;
  /** Septets, or UTF-16 code units. */
  readonly units: number;
  /** Messages that the gateway sends and charges for. */
  readonly parts: number;
};

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** Two septets each: an escape and the character. */
const EXTENSION = "\f^{}\\[~]|€";

/** Units of a lone message (140 octets), and of each of several, whose header takes six octets. */
const CAPACITY: Readonly<Record<SmsEncoding, { readonly lone: number; readonly part: number }>> = {
  "gsm-7": { lone: 160, part: 153 },
  "ucs-2": { lone: 70, part: 67 },
};

/** The size of a text. A character of two units is never cut in two: then the part before it stays one short. */
export function smsSizeOf(text: string): SmsSize {
  const characters = [...text];
  const isGsm = characters.every((character) => septetsOf(character) > 0);
  const encoding: SmsEncoding = isGsm ? "gsm-7" : "ucs-2";
  const sizes = characters.map((character) => (isGsm ? septetsOf(character) : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { lone, part } = CAPACITY[encoding];
  return { encoding, units, parts: units <= lone ? 1 : partsOf(sizes, part) };
}

/** 1 or 2; 0 where the alphabet does not have the character. */
function septetsOf(character: string): 0 | 1 | 2 {
  if (BASIC.includes(character)) return 1;
  return EXTENSION.includes(character) ? 2 : 0;
}

function partsOf(sizes: readonly number[], capacity: number): number {
  let parts = 1;
  let room = capacity;
  for (const size of sizes) {
    if (size > room) {
      parts++;
      room = capacity;
    }
    room -= size;
  }
  return parts;
}
