// The words on a certificate that a person keeps: a wallet's card, a printed card, a sheet. Three equal languages.

import type { VaccinationStatus } from "@mohor/schema";
import { type Language, WORDS } from "@mohor/schema/texts";

/** What a card says beside the name, the status and the dates. */
export type CardWords = {
  readonly title: string;
  readonly name: string;
  readonly status: string;
  readonly issued: string;
  readonly validUntil: string;
  readonly issuedBy: string;
  /** How to have it checked, in a sentence or two. */
  readonly howToVerify: string;
  /** Of an answer for one organisation. */
  readonly madeFor: string;
  /** The receipt of consent, by its id. */
  readonly receipt: string;
  /** At which help desk. */
  readonly handedOutAt: string;
  /** Beside the bars of the print test. */
  readonly printTest: string;
  readonly statuses: Readonly<Record<VaccinationStatus, string>>;
};

/** The words of each language. */
export const CARD_WORDS: Readonly<Record<Language, CardWords>> = {
  en: {
    title: "Vaccination status",
    name: "Name",
    status: "Status",
    issued: "Issued",
    validUntil: "Valid until",
    issuedBy: "Issued by",
    howToVerify:
      "Show this code at the gate. It is checked there without the internet. Carry an identity card as well: the name is compared.",
    madeFor: WORDS.en.madeFor,
    receipt: "Consent receipt",
    handedOutAt: "Handed out at",
    printTest:
      "Print test: print at full size. Where the bars run together, clean the printer or use a better one: the code would be hard to read.",
    statuses: WORDS.en.status,
  },
  bn: {
    title: "টিকাকরণের অবস্থা",
    name: "নাম",
    status: "অবস্থা",
    issued: "দেওয়ার তারিখ",
    validUntil: "যতদিন চলবে",
    issuedBy: "যাঁরা দিয়েছেন",
    howToVerify: "গেটে এই কোডটা দেখান। সেখানে ইন্টারনেট ছাড়াই যাচাই হয়। সঙ্গে পরিচয়পত্র রাখুন, নাম মিলিয়ে দেখা হয়।",
    madeFor: WORDS.bn.madeFor,
    receipt: "সম্মতির রসিদ",
    handedOutAt: "যেখানে দেওয়া হল",
    printTest:
      "ছাপা ঠিক হল কি না: পুরো মাপে ছাপান। দাগগুলো যেখানে মিশে গেছে, সেখানে প্রিন্টার পরিষ্কার করুন বা ভালো প্রিন্টারে ছাপান, নইলে কোড পড়তে অসুবিধা হবে।",
    statuses: WORDS.bn.status,
  },
  hi: {
    title: "टीकाकरण की स्थिति",
    name: "नाम",
    status: "स्थिति",
    issued: "जारी होने की तारीख",
    validUntil: "कब तक मान्य",
    issuedBy: "जारी करने वाले",
    howToVerify: "गेट पर यह कोड दिखाएँ। वहाँ बिना इंटरनेट के जाँच होती है। पहचान पत्र साथ रखें, नाम मिलाया जाता है।",
    madeFor: WORDS.hi.madeFor,
    receipt: "सहमति की रसीद",
    handedOutAt: "कहाँ दिया गया",
    printTest:
      "छपाई की जाँच: पूरे नाप में छापें। जहाँ धारियाँ आपस में मिल जाएँ, वहाँ प्रिंटर साफ़ करें या अच्छे प्रिंटर से छापें, नहीं तो कोड पढ़ने में दिक्कत होगी।",
    statuses: WORDS.hi.status,
  },
};
