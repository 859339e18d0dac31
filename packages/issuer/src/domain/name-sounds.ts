// The sounds of a name's word, from Latin, Bengali or Devanagari spelling: a coarse alphabet in which Banerjee, ব্যানার্জি and
// बनर्जी come out nearly alike. No standard transliteration does this, because people spell by ear: aspirates, retroflexes and
// long vowels are written or left out at will, so they are folded here; vowels keep their quality, because only they tell
// Rina from Rani. Other scripts have no sounds here. How unlike two sounds are is decided in name-match.ts.
//
// One character a sound. Consonants: k g c j t d n p f b m r l s h. Vowels and glide: a e i o u y. Sounds that one script
// writes and another leaves open:
//   @ inherent vowel, said a or o or not at all     A the letter অ/अ itself: a or o, always said
//   N anusvara: n or m                              G the g that ং may end in       ~ candrabindu: n or nothing
//   R ড়/ड़: r or d            Y য: j or y             z য-ফলা: y or nothing            w ব-ফলা: b (also written v, w) or nothing

/** Longest first. `c`, `y` and `w` depend on what follows and are read by rule below. */
const LATIN: readonly (readonly [string, string])[] = [
  ["chh", "c"],
  ["chr", "kr"],
  ["tch", "c"],
  ["kkh", "k"],
  ["que", "k"],
  ["aa", "a"],
  ["ae", "e"],
  ["ai", "ay"],
  ["au", "o"],
  ["ch", "c"],
  ["ck", "k"],
  ["bh", "b"],
  ["dh", "d"],
  ["ee", "i"],
  ["ei", "ey"],
  ["gh", "g"],
  ["ii", "i"],
  ["jh", "j"],
  ["kh", "k"],
  ["oi", "oy"],
  ["oo", "u"],
  ["ou", "o"],
  ["ph", "f"],
  ["rh", "r"],
  ["sh", "s"],
  ["th", "t"],
  ["ui", "uy"],
  ["uu", "u"],
  ["q", "k"],
  ["v", "b"],
  ["x", "ks"],
  ["z", "j"],
];

const LATIN_VOWEL = /[aeiou]/;

/** Bengali and Devanagari share the layout of ISCII: one table of offsets into the block serves both. */
const CONSONANTS: Readonly<Record<number, string>> = {
  21: "k",
  22: "k",
  23: "g",
  24: "g",
  25: "n",
  26: "c",
  27: "c",
  28: "j",
  29: "j",
  30: "n",
  31: "t",
  32: "t",
  33: "d",
  34: "d",
  35: "n",
  36: "t",
  37: "t",
  38: "d",
  39: "d",
  40: "n",
  41: "n",
  42: "p",
  43: "f",
  44: "b",
  45: "b",
  46: "m",
  47: "y",
  48: "r",
  49: "r",
  50: "l",
  51: "l",
  52: "l",
  53: "b",
  54: "s",
  55: "s",
  56: "s",
  57: "h",
};

const INDEPENDENT_VOWELS: Readonly<Record<number, string>> = {
  5: "A",
  6: "a",
  7: "i",
  8: "i",
  9: "u",
  10: "u",
  11: "ri",
  13: "e",
  15: "e",
  16: "Ay",
  17: "o",
  19: "o",
  20: "o",
};

const VOWEL_SIGNS: Readonly<Record<number, string>> = {
  62: "a",
  63: "i",
  64: "i",
  65: "u",
  66: "u",
  67: "ri",
  69: "e",
  71: "e",
  72: "Ay",
  73: "o",
  75: "o",
  76: "o",
};

const SIGN = {
  CANDRABINDU: 0x01,
  ANUSVARA: 0x02,
  NUKTA: 0x3c,
  VIRAMA: 0x4d,
  KHANDA_TA: 0x4e,
  AA: 0x3e,
  YA: 0x2f,
} as const;
const LETTER = { A: 0x05, I: 0x07, E: 0x0f, O: 0x13, DDA: 0x21, DDHA: 0x22, JA: 0x1c, NYA: 0x1e, BA: 0x2c } as const;

const BENGALI_BLOCK = 0x980;
const DEVANAGARI_BLOCK = 0x900;
const BLOCK_SIZE = 0x80;

/**
 * The sounds of one word in lower case without marks, or null where it holds a letter of another script or is of mixed
 * script. Time is linear in the word.
 */
export function soundsOfWord(word: string): string | null {
  if (/^[a-z]+$/.test(word)) return collapse(latinSounds(word));
  const block = (word.codePointAt(0) ?? 0) & ~(BLOCK_SIZE - 1);
  if (block !== BENGALI_BLOCK && block !== DEVANAGARI_BLOCK) return null;
  const offsets: number[] = [];
  for (const character of word) {
    const offset = (character.codePointAt(0) as number) - block;
    if (offset < 0 || offset >= BLOCK_SIZE) return null;
    offsets.push(offset);
  }
  return collapse(indicSounds(offsets, block === BENGALI_BLOCK));
}

/** A doubled letter is one sound. */
function collapse(sounds: string): string {
  return sounds.replace(/(.)\1+/g, "$1");
}

function latinSounds(word: string): string {
  let sounds = "";
  let at = 0;
  while (at < word.length) {
    const rule = LATIN.find(([letters]) => word.startsWith(letters, at));
    const letter = word.charAt(at);
    const next = word.charAt(at + 1);
    const previous = word.charAt(at - 1);
    if (rule !== undefined) sounds += rule[1];
    else if (letter === "c") sounds += /[eiy]/.test(next) ? "s" : "k";
    else if (letter === "y") sounds += LATIN_VOWEL.test(next) || LATIN_VOWEL.test(previous) ? "y" : "i";
    // Chowdhury, Rawat: w closes a vowel only where no vowel follows.
    else if (letter === "w") sounds = LATIN_VOWEL.test(next) ? `${sounds}b` : sounds.replace(/[ao]?$/, "o");
    else sounds += letter;
    at += rule === undefined ? 1 : rule[0].length;
  }
  return sounds;
}

function indicSounds(offsets: readonly number[], isBengali: boolean): string {
  let sounds = "";
  for (let at = 0; at < offsets.length; at++) {
    const offset = offsets[at] as number;
    const afterVirama = offsets[at - 1] === SIGN.VIRAMA;
    const consonant = CONSONANTS[offset];
    if (consonant === undefined) {
      // অ্যা and এ্যা stand for the vowel of "Anthony".
      if ((offset === LETTER.A || offset === LETTER.E) && offsets[at + 1] === SIGN.VIRAMA) {
        sounds += "a";
        at += 3;
      } else if (!isSpeltYa(offsets, at)) sounds += otherSound(offset, sounds);
      continue;
    }
    const hasNukta = offsets[at + 1] === SIGN.NUKTA;
    const next = offsets[at + (hasNukta ? 2 : 1)];
    if (afterVirama && offset === SIGN.YA && !hasNukta) sounds += "z";
    else if (afterVirama && offset === LETTER.NYA && sounds.endsWith("j")) sounds = `${sounds.slice(0, -1)}gz`;
    else if (afterVirama && isBengali && offset === LETTER.BA) sounds += "w";
    // য় is a glide, but ওয়া is w.
    else if (hasNukta && offset === SIGN.YA)
      sounds = offsets[at - 1] === LETTER.O && isVowelSign(next) ? `${sounds.slice(0, -1)}b` : `${sounds}y`;
    else if (hasNukta && (offset === LETTER.DDA || offset === LETTER.DDHA)) sounds += "R";
    else if (isBengali && offset === SIGN.YA) sounds += "Y";
    else sounds += consonant;
    if (hasNukta) at++;
    // The inherent vowel is silent at a word's end, except after a conjunct or anusvara: কমল, but মিত্র and সিংহ.
    const isSilent = next === undefined && !afterVirama && offsets[at - (hasNukta ? 2 : 1)] !== SIGN.ANUSVARA;
    if (next !== SIGN.VIRAMA && !isVowelSign(next) && !isSilent) sounds += "@";
  }
  return sounds;
}

/** ইয় at a word's beginning only spells the y of Yasmin: the ই has no sound. */
function isSpeltYa(offsets: readonly number[], at: number): boolean {
  return at === 0 && offsets[0] === LETTER.I && offsets[1] === SIGN.YA && offsets[2] === SIGN.NUKTA;
}

function isVowelSign(offset: number | undefined): boolean {
  return offset !== undefined && VOWEL_SIGNS[offset] !== undefined;
}

function otherSound(offset: number, sounds: string): string {
  if (offset === SIGN.CANDRABINDU) return "~";
  if (offset === SIGN.ANUSVARA) return "NG";
  if (offset === SIGN.KHANDA_TA) return "t";
  const vowel = INDEPENDENT_VOWELS[offset];
  // শাইখ: a second vowel is a glide.
  if (vowel === "i" && /[aeouA]$/.test(sounds)) return "y";
  return vowel ?? VOWEL_SIGNS[offset] ?? "";
}
