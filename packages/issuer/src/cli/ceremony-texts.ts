// What is said at a ceremony of root keys, in three languages: the transcript that is read before a signature, the question, and what
// was done. A missing text does not compile.

import type { Language } from "@mohor/schema/texts";
import type { Change } from "../domain/bundle-transcript.ts";

/** The words of a ceremony in one language. */
export type CeremonyWords = {
  readonly title: string;
  readonly digest: string;
  readonly issuer: string;
  readonly version: string;
  readonly noneBefore: string;
  readonly before: string;
  readonly issued: string;
  readonly expires: string;
  readonly ageing: string;
  readonly stale: string;
  readonly roots: string;
  /** "3 of 5 must sign". */
  readonly mustSign: (threshold: number, count: number) => string;
  readonly fingerprint: string;
  readonly hasSigned: string;
  readonly keys: string;
  readonly purpose: Readonly<Record<"certificate" | "status-list" | "specimen", string>>;
  readonly state: Readonly<Record<"active" | "revoked", string>>;
  readonly signs: (from: string, until: string) => string;
  readonly acceptedUntil: (date: string) => string;
  readonly companions: string;
  readonly companion: Readonly<Record<"status-list" | "issued-set", string>>;
  readonly none: string;
  readonly change: Readonly<Record<Change, string>>;
  readonly stillMissing: (count: number) => string;
  readonly ofBefore: string;
  readonly enough: string;
  /** The question before a signature. */
  readonly askDigest: string;
  readonly signed: string;
  readonly signedAlready: string;
  readonly keepRootKey: string;
  readonly clockDiffers: string;
};

export const CEREMONY_WORDS: Readonly<Record<Language, CeremonyWords>> = {
  en: {
    title: "TRUST BUNDLE: what the root keys sign",
    digest: "digest to compare",
    issuer: "issuing authority",
    version: "version",
    noneBefore: "no bundle before it is known here: everything below is new",
    before: "before",
    issued: "issued",
    expires: "expires",
    ageing: "gates warn of its age after",
    stale: "gates stop saying yes after",
    roots: "root keys",
    mustSign: (threshold, count) => `${threshold} of ${count} must sign`,
    fingerprint: "fingerprint of the root set",
    hasSigned: "has signed",
    keys: "keys",
    purpose: { certificate: "certificates", "status-list": "status lists", specimen: "specimens" },
    state: { active: "active", revoked: "REVOKED" },
    signs: (from, until) => `signs from ${from} to ${until}`,
    acceptedUntil: (date) => `accepted until ${date}`,
    companions: "documents that go with it",
    companion: { "status-list": "status list", "issued-set": "set of the certificates really issued" },
    none: "none",
    change: { same: "as before", new: "NEW", changed: "CHANGED", gone: "NO LONGER IN IT" },
    stillMissing: (count) => `signatures still missing: ${count}`,
    ofBefore: "of the root keys before",
    enough: "enough signatures",
    askDigest: "Compare everything above. To sign, type the digest as the machine that made the request shows it: ",
    signed: "signed",
    signedAlready: "this root key had signed it before; the same signature is given again",
    keepRootKey:
      "keep the key file and its passphrase apart, and both apart from the other keyholders'; give the public part to the issuing authority",
    clockDiffers: "the clock of this machine and the time in the request lie more than a day apart; check both",
  },
  bn: {
    title: "ট্রাস্ট ফাইল: মূল চাবি যাতে সই করছে",
    digest: "মিলিয়ে দেখার সংখ্যা",
    issuer: "কর্তৃপক্ষ",
    version: "সংস্করণ",
    noneBefore: "এর আগের কোনও ট্রাস্ট ফাইল এখানে জানা নেই: নিচের সবই নতুন",
    before: "আগে",
    issued: "কবে তৈরি",
    expires: "কবে মেয়াদ শেষ",
    ageing: "কতক্ষণ পরে গেট পুরনো বলে জানায়",
    stale: "কতক্ষণ পরে গেট আর হ্যাঁ বলে না",
    roots: "মূল চাবি",
    mustSign: (threshold, count) => `${count}টার মধ্যে ${threshold}টাকে সই করতে হবে`,
    fingerprint: "মূল চাবিগুলোর ছাপ",
    hasSigned: "সই করেছে",
    keys: "চাবি",
    purpose: { certificate: "সার্টিফিকেটের", "status-list": "বাতিলের তালিকার", specimen: "নমুনার" },
    state: { active: "চালু", revoked: "বাতিল" },
    signs: (from, until) => `সই করে ${from} থেকে ${until} পর্যন্ত`,
    acceptedUntil: (date) => `${date} পর্যন্ত মানা হবে`,
    companions: "সঙ্গের নথি",
    companion: { "status-list": "বাতিলের তালিকা", "issued-set": "সত্যিই দেওয়া সার্টিফিকেটের তালিকা" },
    none: "কিছু নেই",
    change: { same: "আগের মতোই", new: "নতুন", changed: "বদলেছে", gone: "আর নেই" },
    stillMissing: (count) => `এখনও যতগুলো সই বাকি: ${count}`,
    ofBefore: "আগের মূল চাবিগুলোর",
    enough: "যথেষ্ট সই হয়েছে",
    askDigest: "ওপরের সব মিলিয়ে দেখুন। সই করতে হলে, যে মেশিনে অনুরোধ তৈরি হয়েছে সেখানে দেখানো সংখ্যাটা লিখুন: ",
    signed: "সই হল",
    signedAlready: "এই মূল চাবি আগেই এতে সই করেছিল; সেই একই সই আবার দেওয়া হল",
    keepRootKey: "চাবির ফাইল আর পাসফ্রেজ আলাদা রাখুন, অন্য চাবিরক্ষকদেরগুলো থেকেও দূরে; প্রকাশ্য অংশটা কর্তৃপক্ষকে দিন",
    clockDiffers: "এই মেশিনের ঘড়ি আর অনুরোধে লেখা সময়ের মধ্যে এক দিনের বেশি ফারাক; দুটোই দেখে নিন",
  },
  hi: {
    title: "ट्रस्ट फ़ाइल: मूल चाबियाँ जिस पर हस्ताक्षर करती हैं",
    digest: "मिलाने की संख्या",
    issuer: "जारी करने वाला",
    version: "संस्करण",
    noneBefore: "इससे पहले की कोई ट्रस्ट फ़ाइल यहाँ मालूम नहीं: नीचे सब कुछ नया है",
    before: "पहले",
    issued: "कब बनी",
    expires: "कब तक चलेगी",
    ageing: "गेट इतनी देर बाद पुरानी बताते हैं",
    stale: "गेट इतनी देर बाद हाँ कहना बंद करते हैं",
    roots: "मूल चाबियाँ",
    mustSign: (threshold, count) => `${count} में से ${threshold} को हस्ताक्षर करने होंगे`,
    fingerprint: "मूल चाबियों की छाप",
    hasSigned: "हस्ताक्षर हो चुके",
    keys: "चाबियाँ",
    purpose: { certificate: "सर्टिफ़िकेट की", "status-list": "रद्द की सूची की", specimen: "नमूने की" },
    state: { active: "चालू", revoked: "रद्द" },
    signs: (from, until) => `हस्ताक्षर करती है ${from} से ${until} तक`,
    acceptedUntil: (date) => `${date} तक मानी जाएगी`,
    companions: "साथ के दस्तावेज़",
    companion: { "status-list": "रद्द की सूची", "issued-set": "सचमुच जारी सर्टिफ़िकेटों की सूची" },
    none: "कोई नहीं",
    change: { same: "पहले जैसी", new: "नई", changed: "बदली हुई", gone: "अब नहीं है" },
    stillMissing: (count) => `बाक़ी हस्ताक्षर: ${count}`,
    ofBefore: "पहले की मूल चाबियों के",
    enough: "हस्ताक्षर पूरे हैं",
    askDigest: "ऊपर सब कुछ मिला लें। हस्ताक्षर करने के लिए वह संख्या लिखें जो अनुरोध बनाने वाली मशीन दिखा रही है: ",
    signed: "हस्ताक्षर हो गए",
    signedAlready: "इस मूल चाबी से इस पर पहले ही हस्ताक्षर हो चुके थे; वही हस्ताक्षर फिर दिए गए",
    keepRootKey: "चाबी की फ़ाइल और पासफ़्रेज़ अलग-अलग रखें, दूसरे चाबीदारों की चाबियों से भी दूर; सार्वजनिक हिस्सा जारी करने वाले को दें",
    clockDiffers: "इस मशीन की घड़ी और अनुरोध में लिखे समय में एक दिन से ज़्यादा का फ़र्क़ है; दोनों देख लें",
  },
};
