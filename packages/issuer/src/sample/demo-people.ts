// The household that every sample begins with: six people on one number, one for each answer there is. To try by hand.

import type { VaccinationStatus } from "@mohor/schema";
import { SAMPLE_MOBILE_PREFIX, type SampleHousehold, type SamplePerson } from "./households.ts";

/** A person to try, and what to expect: a status, or that no certificate is given. */
export type DemoPerson = {
  readonly person: SamplePerson;
  readonly expect: VaccinationStatus | "deceased";
  readonly why: string;
};

export const DEMO_MOBILE: string = `${SAMPLE_MOBILE_PREFIX}00000001`;

const COVISHIELD = "COVISHIELD";

/** The demonstration's people; the first is the one that `npm start` asks for. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    person: {
      name: { latin: "Asha Rani Biswas", bengali: "আশা রানী বিশ্বাস", devanagari: "आशा रानी विश्वास" },
      secondLanguage: "ben",
      birthDate: "1962-03-14",
      doses: [
        { product: COVISHIELD, date: "2021-04-02" },
        { product: COVISHIELD, date: "2021-06-28" },
      ],
      deceasedOn: "",
    },
    expect: "fully",
    why: "two doses of one product",
  },
  {
    person: {
      name: { latin: "Prasanta Biswas", bengali: "প্রশান্ত বিশ্বাস", devanagari: "प्रशांत विश्वास" },
      secondLanguage: "ben",
      birthDate: "1958",
      doses: [
        { product: COVISHIELD, date: "2021-03-20" },
        { product: COVISHIELD, date: "2021-06-15" },
        { product: COVISHIELD, date: "2022-01-12" },
      ],
      deceasedOn: "",
    },
    expect: "fully",
    why: "two doses and a booster",
  },
  {
    person: {
      name: { latin: "Sourav Biswas", bengali: "সৌরভ বিশ্বাস", devanagari: "सौरभ विश्वास" },
      secondLanguage: "ben",
      birthDate: "1988-11-02",
      doses: [{ product: "COVAXIN", date: "2021-07-19" }],
      deceasedOn: "",
    },
    expect: "partially",
    why: "one dose of two",
  },
  {
    person: {
      name: { latin: "Moumita Biswas", bengali: "মৌমিতা বিশ্বাস", devanagari: "मौमिता विश्वास" },
      secondLanguage: "ben",
      birthDate: "1991-05-27",
      doses: [
        { product: COVISHIELD, date: "2021-06-01" },
        { product: "COVAXIN", date: "2021-09-01" },
      ],
      deceasedOn: "",
    },
    expect: "partially",
    why: "two products, and no series of either",
  },
  {
    person: {
      name: { latin: "Rina Biswas", bengali: "রিনা বিশ্বাস", devanagari: "रीना विश्वास" },
      secondLanguage: "ben",
      birthDate: "2014-08-09",
      doses: [],
      deceasedOn: "",
    },
    expect: "not",
    why: "a child without doses",
  },
  {
    person: {
      name: { latin: "Nityananda Biswas", bengali: "নিত্যানন্দ বিশ্বাস", devanagari: "नित्यानंद विश्वास" },
      secondLanguage: "ben",
      birthDate: "1931",
      doses: [{ product: COVISHIELD, date: "2021-03-10" }],
      deceasedOn: "2021-05-18",
    },
    expect: "deceased",
    why: "recorded as deceased",
  },
];

/** All of them on one number. */
export const DEMO_HOUSEHOLD: SampleHousehold = {
  mobile: DEMO_MOBILE,
  members: DEMO_PEOPLE.map(({ person }) => person),
};
