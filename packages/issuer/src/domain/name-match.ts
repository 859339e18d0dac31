// Whether a name as typed is the name on a record. Tolerated: case, spacing, marks and points, the order of words,
// words written together, a middle name left out, initials, and spelling by ear within or between Latin, Bengali and
// Devanagari. Refused: another name. The bound is a cost in quarter points, by which the costs below are to be read:
//   0  a difference of script or habit: long and short vowels, aspirates, the inherent vowel, j for য, v for b, o for u
//   1  e for i, a glide written or not                   2  e for a, a for o, a mute h, an a said or not between consonants
//   4  another vowel; a vowel at a word's edge (Ram, Rama)    6  another consonant
// A word may cost WORD_BOUND, a name NAME_BOUND. So Mukherjee is Mukharji and Hussain is হোসেন; but Rina is not Rani, Sita not
// Sata, Kamal not Kamala, Das not Dutta. What the bound cannot tell (Rama, Roma) is decided by whoever on the number is nearer.

import { soundsOfWord } from "./name-sounds.ts";
import { nameWords } from "./name-words.ts";

/** How a name was matched, best first; the rank in the list is the first thing compared. */
const KINDS = ["same", "sounds-alike", "written-together", "middle-name-left-out", "initials"] as const;

/** How a name was matched. */
export type NameMatchKind = (typeof KINDS)[number];

/** A match: its kind, and its cost in quarter points. */
export type NameMatch = { readonly kind: NameMatchKind; readonly cost: number };

/** Cost that one word may have: Hussain against হোসেন has it. */
const WORD_BOUND = 3;

/** Cost that all words together may have. */
const NAME_BOUND = 6;

const ANOTHER_WORD = Number.POSITIVE_INFINITY;

/**
 * The best match between a typed name and any of the record's own spellings, or null where none is near enough. At least one
 * word must be written out and match, and two where the record has more than one: a family name alone is nobody's name.
 * Cost bound: names of at most 8 words and 128 characters each; some thousand steps a word pair.
 */
export function matchName(typed: string, spellings: readonly string[]): NameMatch | null {
  const typedWords = heardWords(typed);
  if (typedWords === null) return null;
  let best: NameMatch | null = null;
  for (const spelling of spellings) {
    const heldWords = heardWords(spelling);
    const match = heldWords === null ? null : matchWords(typedWords, heldWords);
    if (match !== null && (best === null || rankOf(match) < rankOf(best))) best = match;
  }
  return best;
}

/** A word and its sounds, null where its script is not read. */
type HeardWord = { readonly word: string; readonly sounds: string | null };

function heardWords(name: string): readonly HeardWord[] | null {
  return nameWords(name)?.map((word) => ({ word, sounds: soundsOfWord(word) })) ?? null;
}

/** One number to compare matches by: the kind first, then the cost. Two that differ by less than 2 are not told apart. */
export function rankOf(match: NameMatch): number {
  return KINDS.indexOf(match.kind) * 100 + match.cost;
}

function matchWords(typed: readonly HeardWord[], held: readonly HeardWord[]): NameMatch | null {
  if (spelled(typed) === spelled(held)) return { kind: "same", cost: 0 };
  const [shorter, longer] = typed.length <= held.length ? [typed, held] : [held, typed];
  if (shorter.length < longer.length) {
    const together = costOfSounds(soundsOfName(typed), soundsOfName(held));
    if (together <= WORD_BOUND) return { kind: "written-together", cost: together };
  }
  const assignment = assign(shorter, longer);
  if (assignment === null || assignment.cost > NAME_BOUND) return null;
  const { cost, initials } = assignment;
  if (initials === 0 && shorter.length === longer.length) return { kind: "sounds-alike", cost };
  // One word of a longer name, or initials alone, is nobody's name.
  if (shorter.length < 2 || initials === shorter.length) return null;
  return { kind: initials === 0 ? "middle-name-left-out" : "initials", cost };
}

function spelled(words: readonly HeardWord[]): string {
  return words.map(({ word }) => word).join(" ");
}

type Assignment = { readonly cost: number; readonly initials: number };

/**
 * The best way to give every word of `shorter` its own word of `longer`: fewest initials first, then least cost. An initial is thin
 * evidence, so with one of them only a middle name may be left out, and only by the name that has the initial: R. Biswas is not
 * Asha Rani Biswas, and S. Rani Pal is not Shampa Pal.
 */
function assign(shorter: readonly HeardWord[], longer: readonly HeardWord[]): Assignment | null {
  const isWhole = shorter.length === longer.length;
  const pairs = shorter.map((word) => longer.map((candidate) => matchWord(word, candidate, isWhole)));
  // Each state is the set of words of `longer` given away so far, as bits; at most 2^8 of them.
  let states = new Map<number, Assignment>([[0, { cost: 0, initials: 0 }]]);
  for (const row of pairs) {
    const next = new Map<number, Assignment>();
    for (const [taken, so] of states) {
      for (const [index, pair] of row.entries()) {
        if (pair === null || (taken & (1 << index)) !== 0) continue;
        const whole = { cost: so.cost + pair.cost, initials: so.initials + pair.initials };
        const held = next.get(taken | (1 << index));
        if (held === undefined || isBetter(whole, held)) next.set(taken | (1 << index), whole);
      }
    }
    states = next;
  }
  const edges = 1 | (1 << (longer.length - 1));
  let best: Assignment | null = null;
  for (const [taken, state] of states) {
    if (state.initials > 0 && (taken & edges) !== edges) continue;
    if (best === null || isBetter(state, best)) best = state;
  }
  return best;
}

function isBetter(a: Assignment, b: Assignment): boolean {
  return a.initials < b.initials || (a.initials === b.initials && a.cost < b.cost);
}

/** `bMayBeInitial`: whether b may be the one that abbreviates; a always may. */
function matchWord(a: HeardWord, b: HeardWord, bMayBeInitial: boolean): Assignment | null {
  if (a.word === b.word) return { cost: 0, initials: a.word.length === 1 ? 1 : 0 };
  if (a.sounds === null || b.sounds === null) return null;
  const cost = costOfSounds(a.sounds, b.sounds);
  const isSpelledOut = a.word.length > 1 && b.word.length > 1;
  if (isSpelledOut && cost <= WORD_BOUND) return { cost, initials: 0 };
  if (!isInitial(a.word) && !(bMayBeInitial && isInitial(b.word))) return null;
  return beginAlike(a, b) ? { cost: 0, initials: 1 } : null;
}

/** A single letter, with or without its vowel sign; ঝা may be either, and is tried as a word first. */
function isInitial(word: string): boolean {
  return /^\p{L}\p{M}?$/u.test(word);
}

/** Of two Latin words the letters decide: Yasmin is no I. Across scripts the sounds do. */
function beginAlike(a: HeardWord, b: HeardWord): boolean {
  const [first, second] = [a.word.charAt(0), b.word.charAt(0)];
  if (first === second) return true;
  if (isLatin(first) && isLatin(second)) return (SPELLED_ALIKE[first] ?? first) === (SPELLED_ALIKE[second] ?? second);
  return costOfSubstitution(firstSound(a), firstSound(b)) === 0;
}

function isLatin(letter: string): boolean {
  return /^[a-z]$/.test(letter);
}

/** Vikash and Bikash, Zakir and Jakir, Quazi and Kazi are spellings of one name. */
const SPELLED_ALIKE: Readonly<Record<string, string>> = { v: "b", z: "j", q: "k" };

/** A lone c stands for Chandra and Champa, not for Kalpana. */
function firstSound({ word, sounds }: HeardWord): string {
  return word === "c" ? "c" : (sounds ?? "").charAt(0);
}

function soundsOfName(words: readonly HeardWord[]): string | null {
  return words.some(({ sounds }) => sounds === null) ? null : words.map(({ sounds }) => sounds).join("");
}

const VOWELS = "aeiouA@y";

/** Pairs that are one sound, spelled differently. */
const ALIKE: ReadonlySet<string> = new Set(
  ["@a", "@o", "@A", "Aa", "Ao", "ou", "yi"].concat(
    ["Nn", "Nm", "Gg", "Gk", "~n", "~N", "~m"],
    ["Rr", "Rd", "Yj", "Yy", "wb", "zy", "zi", "zY"],
  ),
);

const NEAR: Readonly<Record<string, number>> = {
  ei: 1,
  ey: 1,
  ao: 2,
  ae: 2,
  "@e": 2,
  "@i": 2,
  "@u": 2,
  Ae: 2,
  Au: 2,
};

const OPTIONAL: Readonly<Record<string, number>> = { "@": 0, G: 0, "~": 0, z: 0, w: 1, y: 1, h: 2 };

const ANOTHER_VOWEL = 4;
const ANOTHER_CONSONANT = 6;
const UNSTRESSED_A = 2;

function isVowel(sound: string): boolean {
  return VOWELS.includes(sound);
}

/** All sounds of name-sounds.ts. */
const SOUNDS = "@AGNRYabcdefghijklmnopqrstuvwxyz~";
const ASCII = 0x80;

/** What a substitution costs, by the codes of both sounds: one comparison of names asks some thousand times. */
const SUBSTITUTION: Uint8Array = new Uint8Array(ASCII * ASCII);
for (const a of SOUNDS) {
  for (const b of SOUNDS) SUBSTITUTION[a.charCodeAt(0) * ASCII + b.charCodeAt(0)] = costOfSubstitution(a, b);
}

function substitution(a: number, b: number): number {
  return SUBSTITUTION[a * ASCII + b] as number;
}

function costOfSubstitution(a: string, b: string): number {
  if (a === b || ALIKE.has(a + b) || ALIKE.has(b + a)) return 0;
  const near = NEAR[a + b] ?? NEAR[b + a];
  if (near !== undefined) return near;
  return isVowel(a) && isVowel(b) ? ANOTHER_VOWEL : ANOTHER_CONSONANT;
}

/** What it costs to leave out sounds[index]. */
function omission(sounds: string, index: number): number {
  const sound = sounds.charAt(index);
  const optional = OPTIONAL[sound];
  if (optional !== undefined) return optional;
  if (!isVowel(sound)) return ANOTHER_CONSONANT;
  const isBetweenConsonants =
    index > 0 && index < sounds.length - 1 && !isVowel(sounds.charAt(index - 1)) && !isVowel(sounds.charAt(index + 1));
  return sound === "a" && isBetweenConsonants ? UNSTRESSED_A : ANOTHER_VOWEL;
}

/** The least cost of turning one sequence of sounds into the other (weighted edit distance), where WORD_BOUND allows it. */
function costOfSounds(a: string | null, b: string | null): number {
  if (a === null || b === null) return ANOTHER_WORD;
  const omissions: number[] = [];
  let previous = [0];
  for (let j = 0; j < b.length; j++) {
    omissions.push(omission(b, j));
    previous.push((previous[j] as number) + (omissions[j] as number));
  }
  for (let i = 0; i < a.length; i++) {
    const left = omission(a, i);
    const row = [(previous[0] as number) + left];
    let least = row[0] as number;
    for (let j = 0; j < b.length; j++) {
      const cost = Math.min(
        (previous[j] as number) + substitution(a.charCodeAt(i), b.charCodeAt(j)),
        (previous[j + 1] as number) + left,
        (row[j] as number) + (omissions[j] as number),
      );
      row.push(cost);
      if (cost < least) least = cost;
    }
    // Every way on goes through this row, and costs only grow.
    if (least > WORD_BOUND) return ANOTHER_WORD;
    previous = row;
  }
  return previous[b.length] as number;
}
