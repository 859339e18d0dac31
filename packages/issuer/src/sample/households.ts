// Made-up households: people who share a telephone, with names that fit together, birth dates, and what the vaccination campaign
// of 2021 and 2022 would have given them. Everything comes from the seed.

import { type Community, type CommunityNames, NAMES, type SpelledName } from "./names.ts";
import type { Prng } from "./prng.ts";

/** A made-up dose. */
export type SampleDose = { readonly product: string; readonly date: string };

/** A made-up person. */
export type SamplePerson = {
  readonly name: SpelledName;
  /** Script of the second name in the registry; none for some. */
  readonly secondLanguage: "ben" | "hin" | null;
  /** "YYYY-MM-DD", "YYYY", or "" where it was not written down. */
  readonly birthDate: string;
  readonly doses: readonly SampleDose[];
  /** "YYYY-MM-DD" or "". */
  readonly deceasedOn: string;
};

/** People on one number. */
export type SampleHousehold = { readonly mobile: string; readonly members: readonly SamplePerson[] };

/** Members that a family phone carries at most. */
export const MAX_HOUSEHOLD = 6;

/**
 * All sample numbers begin like this, so that a sender of real messages can refuse them: "+91", then 61, then the household's
 * number in eight digits. The first household has number 1.
 */
export const SAMPLE_MOBILE_PREFIX = "+9161";

const COMMUNITIES: readonly (readonly [Community, number])[] = [
  ["bengali", 38],
  ["hindi", 22],
  ["muslim", 22],
  ["adivasi", 8],
  ["sikh", 5],
  ["christian", 5],
];

const ADULT_PRODUCTS: readonly (readonly [string, number])[] = [
  ["COVISHIELD", 75],
  ["COVAXIN", 15],
  ["SPUTNIK_V", 3],
  ["COVOVAX", 2],
  ["ZYCOV_D", 2],
  ["JANSSEN", 2],
  ["SPUTNIK_LIGHT", 1],
];

const CHILD_PRODUCTS: readonly (readonly [string, number])[] = [
  ["CORBEVAX", 60],
  ["COVAXIN", 40],
];

const SINGLE_DOSE: ReadonlySet<string> = new Set(["JANSSEN", "SPUTNIK_LIGHT"]);

/** Days of the campaign: from its beginning to the day all sample doses lie before. */
const CAMPAIGN_BEGINS = dayNumber("2021-01-16");
const CAMPAIGN_ENDS = dayNumber("2022-12-31");

/** The household with this number, from 1. */
export function sampleHousehold(number: number, maxMembers: number, prng: Prng): SampleHousehold {
  const community = weighted(COMMUNITIES, prng);
  const names = NAMES[community];
  const family = prng.pick(names.families);
  const secondLanguage = community === "hindi" || community === "sikh" ? "hin" : "ben";
  const size = Math.min(maxMembers, 1 + Math.min(prng.below(MAX_HOUSEHOLD), prng.below(MAX_HOUSEHOLD + 2)));
  const members: SamplePerson[] = [];
  const taken = new Set<string>();
  while (members.length < size) {
    const name = personName(names, family, prng);
    // Two people of one name on one number would be nobody's to tell apart.
    if (taken.has(name.latin)) continue;
    taken.add(name.latin);
    members.push(samplePerson(name, members.length, prng.chance(75) ? secondLanguage : null, prng));
  }
  return { mobile: `${SAMPLE_MOBILE_PREFIX}${String(number).padStart(8, "0")}`, members };
}

function personName(names: CommunityNames, family: SpelledName, prng: Prng): SpelledName {
  const isWoman = prng.chance(50);
  const given = prng.pick(isWoman ? names.women : names.men);
  const own = isWoman ? names.womensFamilyNames : names.mensFamilyNames;
  const last = own !== undefined && prng.chance(60) ? prng.pick(own) : family;
  const middle = prng.pick(isWoman ? names.womensMiddleNames : names.mensMiddleNames);
  return joined(prng.chance(25) && middle.latin !== last.latin ? [given, middle, last] : [given, last]);
}

/** The names of a person's parts, joined in each script. */
export function joined(parts: readonly SpelledName[]): SpelledName {
  return {
    latin: parts.map(({ latin }) => latin).join(" "),
    bengali: parts.map(({ bengali }) => bengali).join(" "),
    devanagari: parts.map(({ devanagari }) => devanagari).join(" "),
  };
}

/** The first two members are adults, further ones of any age. */
function samplePerson(
  name: SpelledName,
  place: number,
  secondLanguage: SamplePerson["secondLanguage"],
  prng: Prng,
): SamplePerson {
  const birth = place < 2 ? day(1945, 2002, prng) : day(1935, 2018, prng);
  const doses = sampleDoses(CAMPAIGN_BEGINS - birth, prng);
  const last = doses.at(-1);
  const diesAfter = last === undefined ? CAMPAIGN_BEGINS : dayNumber(last.date);
  const dies = prng.chance(2);
  const deceasedOn = dies ? isoDate(diesAfter + 1 + prng.below(CAMPAIGN_ENDS - diesAfter)) : "";
  const precision = prng.below(100);
  const birthDate = precision < 3 ? "" : precision < 18 ? isoDate(birth).slice(0, 4) : isoDate(birth);
  return { name, secondLanguage, birthDate, doses, deceasedOn };
}

/** What somebody of this age, in days when the campaign began, was given. */
function sampleDoses(ageInDays: number, prng: Prng): readonly SampleDose[] {
  const age = Math.floor(ageInDays / 365.25);
  if (age < 12) return [];
  const isAdult = age >= 18;
  const share = prng.below(100);
  const count = share < 8 ? 0 : share < 23 ? 1 : share < 83 || !isAdult ? 2 : 3;
  const product = weighted(isAdult ? ADULT_PRODUCTS : CHILD_PRODUCTS, prng);
  const wanted = SINGLE_DOSE.has(product) ? Math.min(1, count) : product === "ZYCOV_D" && count === 2 ? 3 : count;
  const doses: SampleDose[] = [];
  let date = CAMPAIGN_BEGINS + (isAdult ? 0 : 350) + prng.below(isAdult ? 300 : 200);
  for (let number = 1; number <= wanted; number++) {
    // One in thirty was given another product the second time, one in fifty came too early for it to count.
    const mixed = number === 2 && prng.chance(3) ? "COVAXIN" : product;
    doses.push({ product: mixed, date: isoDate(date) });
    date += number === 1 && prng.chance(2) ? 10 : number === 1 ? 29 + prng.below(70) : 90 + prng.below(60);
  }
  return doses;
}

function weighted<T>(table: readonly (readonly [T, number])[], prng: Prng): T {
  let at = prng.below(table.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [value, weight] of table) {
    if (at < weight) return value;
    at -= weight;
  }
  throw new TypeError("the weights of a table add up");
}

function day(firstYear: number, lastYear: number, prng: Prng): number {
  const first = dayNumber(`${firstYear}-01-01`);
  return first + prng.below(dayNumber(`${lastYear}-12-31`) - first);
}

/** Days since 1970. */
export function dayNumber(isoDay: string): number {
  return Date.parse(isoDay) / 86_400_000;
}

/** The day with this number as "YYYY-MM-DD". */
export function isoDate(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}
