// A registry of made-up people as CSV, any number of rows, streamed; the same seed gives the same bytes. It holds what real
// registries hold: families on one number, mixed products, corrections in later rows, deaths, people entered twice. Marked as
// fictitious in every row, every id and the file's name.

import { REGISTRY_COLUMNS, type RegistryRow } from "../domain/enrolment.ts";
import { DEMO_HOUSEHOLD } from "./demo-people.ts";
import {
  dayNumber,
  isoDate,
  MAX_HOUSEHOLD,
  type SampleHousehold,
  type SamplePerson,
  sampleHousehold,
} from "./households.ts";
import { createPrng, type Prng } from "./prng.ts";

/** The `source` of every sample row. */
export const SAMPLE_SOURCE = "FICTITIOUS";

/** What a sample is made from. */
export type SampleOptions = {
  /** Beneficiary ids; corrections add about three rows in a hundred. */
  readonly count?: number;
  readonly seed?: number;
};

export const DEFAULT_SAMPLE_COUNT = 1_000;
export const DEFAULT_SAMPLE_SEED = 20_211_120;

/** Rows a chunk of text: some 100 kB. */
const ROWS_PER_CHUNK = 512;

/** A correction follows the row it corrects by so many rows at least, or at the end of the file. */
const CORRECTION_DELAY = 40;

/** The CSV file as chunks of text, header first. Memory does not grow with the count. */
export function* sampleRegistryCsv(options: SampleOptions = {}): Generator<string, void, undefined> {
  let chunk = `${REGISTRY_COLUMNS.join(",")}\n`;
  let rows = 0;
  for (const row of sampleRows(options)) {
    chunk += `${REGISTRY_COLUMNS.map((column) => row[column]).join(",")}\n`;
    if (++rows % ROWS_PER_CHUNK === 0) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** The rows of the file. The first are the demonstration's household. */
export function* sampleRows(options: SampleOptions = {}): Generator<RegistryRow, void, undefined> {
  const count = options.count ?? DEFAULT_SAMPLE_COUNT;
  const prng = createPrng(options.seed ?? DEFAULT_SAMPLE_SEED);
  const corrections: { readonly due: number; readonly row: RegistryRow }[] = [];
  let ids = 0;
  for (const household of sampleHouseholds(options)) {
    for (const person of household.members) {
      const row = toRow(++ids, person, household.mobile, prng);
      yield row;
      if (ids > DEMO_HOUSEHOLD.members.length && prng.chance(3)) {
        corrections.push({ due: ids + CORRECTION_DELAY, row: corrected(row, prng) });
      }
      if (ids < count && ids > DEMO_HOUSEHOLD.members.length && prng.chance(2)) {
        yield* secondEntry(++ids, person, household.mobile, prng);
      }
      for (let next = corrections[0]; next !== undefined && next.due <= ids; next = corrections[0]) {
        corrections.shift();
        yield next.row;
      }
      if (ids === count) break;
    }
    if (ids === count) break;
  }
  for (const { row } of corrections) yield row;
}

/** Households without end, the demonstration's first. */
export function* sampleHouseholds({ seed }: SampleOptions = {}): Generator<SampleHousehold, void, undefined> {
  // A stream of its own: how a row is written must not change who the people are.
  const prng = createPrng((seed ?? DEFAULT_SAMPLE_SEED) ^ 0x5a5a5a5a);
  yield DEMO_HOUSEHOLD;
  for (let number = 2; ; number++) yield sampleHousehold(number, MAX_HOUSEHOLD, prng);
}

function toRow(id: number, person: SamplePerson, mobile: string, prng: Prng): RegistryRow {
  const { name, secondLanguage, doses } = person;
  const [dose1, dose2, dose3, dose4] = doses;
  return {
    beneficiary_id: `FICT-${String(id).padStart(8, "0")}`,
    revision: "1",
    full_name: name.latin,
    second_name: secondLanguage === null ? "" : secondLanguage === "ben" ? name.bengali : name.devanagari,
    second_language: secondLanguage ?? "",
    birth_date: person.birthDate,
    mobile: spelling(mobile, prng),
    dose1_product: dose1?.product ?? "",
    dose1_date: dose1?.date ?? "",
    dose2_product: dose2?.product ?? "",
    dose2_date: dose2?.date ?? "",
    dose3_product: dose3?.product ?? "",
    dose3_date: dose3?.date ?? "",
    dose4_product: dose4?.product ?? "",
    dose4_date: dose4?.date ?? "",
    deceased_on: person.deceasedOn,
    source: SAMPLE_SOURCE,
  };
}

/** Clerks write numbers in many ways. */
function spelling(mobile: string, prng: Prng): string {
  const national = mobile.slice(3);
  const spaced = `${national.slice(0, 5)} ${national.slice(5)}`;
  return prng.pick([mobile, national, national, `0${national}`, spaced, `+91-${national}`, `91${national}`]);
}

/** The same person, entered again at another centre: sometimes only the second dose, as a first. */
function* secondEntry(
  id: number,
  person: SamplePerson,
  mobile: string,
  prng: Prng,
): Generator<RegistryRow, void, undefined> {
  const doses = person.doses.length === 2 && prng.chance(50) ? person.doses.slice(1) : person.doses;
  yield toRow(id, { ...person, doses }, mobile, prng);
}

/** A later revision: one more dose, the name spelled otherwise, or the birth date known less exactly than was thought. */
function corrected(row: RegistryRow, prng: Prng): RegistryRow {
  const revision = "2";
  if (row.dose1_date !== "" && row.dose2_date === "" && row.deceased_on === "") {
    const date = isoDate(dayNumber(row.dose1_date) + 84 + prng.below(30));
    return { ...row, revision, dose2_product: row.dose1_product, dose2_date: date };
  }
  const respelled = row.full_name.replace("ee", "i").replace("Bis", "Vis").replace("ou", "au");
  if (respelled !== row.full_name) return { ...row, revision, full_name: respelled };
  return { ...row, revision, birth_date: row.birth_date.length > 4 ? row.birth_date.slice(0, 4) : "" };
}
