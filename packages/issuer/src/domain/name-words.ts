// A name as typed, cut into words for comparison: case, marks, points and invisible joiners folded away, a few abbreviations
// that Indian forms are full of written out, and a title before the name left out. Nothing here is shown to anyone or signed.

/** Words compared. The longest honest names have seven; more is not a name. */
export const MAX_NAME_WORDS = 8;

/** UTF-16 units of a typed name that are read at all: a certificate's name holds at most 128 bytes. */
export const MAX_TYPED_NAME_LENGTH = 128;

// Marks of Latin letters only: Indic vowel signs are marks too and must stay.
const LATIN_MARKS = /[\u0300-\u036f]/g;
const JOINERS_AND_QUOTES = /\u200c|\u200d|['’‘`]/g;
const BETWEEN_WORDS = /[^\p{L}\p{M}]+/u;

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ["md", "mohammad"],
  ["mohd", "mohammad"],
  ["mohmd", "mohammad"],
  ["sk", "sheikh"],
  ["kr", "kumar"],
  ["মোঃ", "মোহাম্মদ"],
  ["মো", "মোহাম্মদ"],
  ["মহঃ", "মোহাম্মদ"],
  ["সেখ", "শেখ"],
  ["मो", "मोहम्मद"],
  ["मो०", "मोहम्मद"],
]);

const TITLES: ReadonlySet<string> = new Set(
  ["mr", "mrs", "ms", "miss", "dr", "shri", "sri", "shree", "smt", "shrimati", "srimati", "kumari"].concat(
    ["শ্রী", "শ্রীমতী", "শ্রীমতি", "জনাব", "ডাঃ", "ডা"],
    ["श्री", "श्रीमती", "श्रीमति", "डॉ"],
  ),
);

/**
 * The words of a name, or null where it has none or more than MAX_NAME_WORDS. "S.K. Das" is three words, "D'Souza" one; a title
 * is left out only where two words remain, because Sri and Kumari are names too. Time is linear in the text, which is cut at
 * MAX_TYPED_NAME_LENGTH by the caller's check.
 */
export function nameWords(name: string): readonly string[] | null {
  if (name.length > MAX_TYPED_NAME_LENGTH) return null;
  const folded = name
    .normalize("NFKD")
    .replace(LATIN_MARKS, "")
    .replace(JOINERS_AND_QUOTES, "")
    .normalize("NFC")
    .toLowerCase();
  const words = folded.split(BETWEEN_WORDS).filter((word) => word !== "");
  const untitled = words.length > 2 && TITLES.has(words[0] as string) ? words.slice(1) : words;
  if (untitled.length === 0 || untitled.length > MAX_NAME_WORDS) return null;
  return untitled.map((word) => ABBREVIATIONS.get(word) ?? word);
}
