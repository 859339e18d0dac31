// What the poster says, in the three languages. Plain words: it hangs behind a gate and is read by whoever is on duty.

import type { Language } from "@mohor/schema/texts";

/** The poster's sentences in one language. */
export type PosterTexts = {
  readonly title: string;
  readonly what: string;
  readonly scan: (codes: number) => string;
  readonly part: (number: number, of: number) => string;
  readonly version: string;
  readonly issued: string;
  readonly expires: string;
  readonly afterwards: string;
  readonly firstTime: string;
};

export const POSTER_TEXTS: Readonly<Record<Language, PosterTexts>> = {
  en: {
    title: "Update the scanner",
    what: "From this sheet the scanner takes the authority's keys and the list of revoked certificates. It needs no network, and nobody's personal data is in it.",
    scan: (codes) =>
      codes === 1
        ? "Open the scanner and point the camera at the code."
        : `Open the scanner and point the camera at all ${codes} codes, in any order. It shows how many it has.`,
    part: (number, of) => `Code ${number} of ${of}`,
    version: "Version",
    issued: "Made",
    expires: "Use until",
    afterwards:
      "After that day take this sheet down and ask for a new one. An old sheet does no harm: the scanner does not take it.",
    firstTime:
      "Only where the scanner is used for the very first time: compare these eight groups with those that it shows. If one differs, stop and tell your supervisor.",
  },
  bn: {
    title: "স্ক্যানার আপডেট করুন",
    what: "এই পাতা থেকে স্ক্যানার পায় কর্তৃপক্ষের চাবি আর বাতিল সার্টিফিকেটের তালিকা। নেট লাগে না, কারও ব্যক্তিগত তথ্যও এতে নেই।",
    scan: (codes) =>
      codes === 1
        ? "স্ক্যানার খুলে কোডটার দিকে ক্যামেরা ধরুন।"
        : `স্ক্যানার খুলে ${bengali(codes)}টা কোডের প্রতিটার দিকে ক্যামেরা ধরুন, যে কোনও ক্রমে। ক'টা হল, স্ক্যানারই দেখাবে।`,
    part: (number, of) => `${bengali(of)}টার মধ্যে ${bengali(number)} নম্বর কোড`,
    version: "সংস্করণ",
    issued: "তৈরি",
    expires: "এই পর্যন্ত চলবে",
    afterwards: "তার পরে পাতাটা খুলে ফেলে নতুন পাতা চেয়ে নিন। পুরোনো পাতায় ক্ষতি নেই: স্ক্যানার সেটা নেয় না।",
    firstTime:
      "যে ফোনে স্ক্যানার এই প্রথম চালু হচ্ছে শুধু সেখানে: নীচের আটটা ভাগ স্ক্যানারে যা দেখাচ্ছে তার সঙ্গে মেলান। একটাও না মিললে থামুন, সুপারভাইজারকে জানান।",
  },
  hi: {
    title: "स्कैनर अपडेट करें",
    what: "इस पन्ने से स्कैनर को प्राधिकरण की चाबियाँ और रद्द सर्टिफ़िकेटों की सूची मिलती है। नेटवर्क नहीं चाहिए, और इसमें किसी का निजी डेटा नहीं है।",
    scan: (codes) =>
      codes === 1
        ? "स्कैनर खोलें और कैमरा कोड की ओर करें।"
        : `स्कैनर खोलें और कैमरा बारी-बारी से सभी ${codes} कोड की ओर करें, किसी भी क्रम में। कितने हो गए, स्कैनर दिखाएगा।`,
    part: (number, of) => `${of} में से कोड ${number}`,
    version: "संस्करण",
    issued: "बना",
    expires: "कब तक चलेगा",
    afterwards: "उस दिन के बाद यह पन्ना उतार दें और नया माँगें। पुराने पन्ने से नुक़सान नहीं होता: स्कैनर उसे नहीं लेता।",
    firstTime:
      "सिर्फ़ उस फ़ोन पर जहाँ स्कैनर पहली बार चल रहा है: नीचे के आठ हिस्से स्कैनर में दिख रहे हिस्सों से मिलाएँ। एक भी अलग हो तो रुकें और सुपरवाइज़र को बताएँ।",
  },
};

/** A whole number as it is written in Bengali. */
export function bengali(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCharCode(0x9e6 + Number(digit)));
}
