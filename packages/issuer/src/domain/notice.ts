// The notices that people are shown before they agree: what is used and what for, how to take consent back, whom to complain to
// (Digital Personal Data Protection Act 2023, section 5), in plain words. A text that was once shown never changes: another text is another
// version, and the old one stays, because receipts hold its digest. What stands in braces is filled in before it is shown.

import { type ConsentPurpose, sha256 } from "@mohor/schema";
import type { MessageLanguage } from "./ports.ts";

/** What is put into a notice. */
export type NoticePlaces = {
  /** The authority's name. */
  readonly issuer: string;
  /** Name of the organisation that an answer is for, and what it asks for, in its own words; for `status-answer` only. */
  readonly organisation?: { readonly name: string; readonly purpose: string };
};

type NoticeTexts = Readonly<Record<MessageLanguage, string>>;

/** The version that is shown now. */
export const NOTICE_VERSION = "1";

/** Where another service's clients ask: their own page showed the notice, and what is recorded says so. */
export const FOREIGN_NOTICE_VERSION = "cowin-v3";

const CERTIFICATE_1: NoticeTexts = {
  en: `{issuer} asks for your consent.

What we use: your mobile number, your name and your vaccination record.
What for: to make you a certificate that shows your name and whether you are not, partially or fully vaccinated. Nothing else is in it. We do not learn when or where it is checked.
How long: it is valid for a limited time, and deleted some time after that.
You may say no. You may take your consent back at any time, here or at any desk, as easily as you give it; the certificate is then revoked.
You may see what we hold about you, have it corrected, and have it deleted.
Complaints go to {issuer}, and after that to the Data Protection Board of India.`,
  bn: `{issuer} আপনার সম্মতি চাইছে।

কী ব্যবহার করা হবে: আপনার মোবাইল নম্বর, নাম আর টিকার রেকর্ড।
কেন: আপনাকে একটা সার্টিফিকেট দিতে; তাতে থাকবে আপনার নাম, আর টিকা নেওয়া হয়নি, আংশিক না পুরো, শুধু এইটুকু। কখন কোথায় সেটা দেখানো হল, আমরা জানতে পারব না।
কতদিন: সার্টিফিকেট কিছুদিন চলবে, তারপর এক সময় মুছে ফেলা হবে।
আপনি না বলতে পারেন। সম্মতি যত সহজে দিচ্ছেন তত সহজেই যে কোনো সময় ফিরিয়ে নিতে পারেন, এখানে বা যে কোনো ডেস্কে; তখন সার্টিফিকেট বাতিল হয়ে যাবে।
আপনার সম্বন্ধে কী রাখা আছে তা দেখতে, ঠিক করাতে বা মুছিয়ে ফেলতে পারেন।
অভিযোগ থাকলে {issuer}-কে জানান, তারপরে ভারতের ডেটা প্রোটেকশন বোর্ডকে।`,
  hi: `{issuer} आपकी सहमति माँग रहा है।

क्या इस्तेमाल होगा: आपका मोबाइल नंबर, नाम और टीके का रिकॉर्ड।
किसलिए: आपको एक सर्टिफ़िकेट देने के लिए, जिसमें आपका नाम और सिर्फ़ यह होगा कि टीका नहीं लगा, अधूरा लगा या पूरा लगा। वह कब और कहाँ दिखाया गया, यह हमें पता नहीं चलता।
कब तक: सर्टिफ़िकेट कुछ समय चलेगा, उसके कुछ समय बाद मिटा दिया जाएगा।
आप मना कर सकते हैं। सहमति जितनी आसानी से दे रहे हैं, उतनी ही आसानी से कभी भी वापस ले सकते हैं, यहाँ या किसी भी डेस्क पर; तब सर्टिफ़िकेट रद्द हो जाएगा।
आपके बारे में क्या रखा है, यह आप देख सकते हैं, ठीक करवा सकते हैं और मिटवा सकते हैं।
शिकायत {issuer} से करें, उसके बाद भारत के डेटा संरक्षण बोर्ड से।`,
};

const ANSWER_1: NoticeTexts = {
  en: `{organisation} wants to know whether you are vaccinated. {issuer} asks for your consent to tell it.

What for, in its own words: {purpose}
What we use: your mobile number, your name and your vaccination record.
What it is told: your name and whether you are not, partially or fully vaccinated, signed, good for {organisation} alone and for one day. Nothing else.
You may say no. You may take your consent back at any time, at {issuer}, as easily as you give it; the answer is then revoked.
You may see what we hold about you, have it corrected, and have it deleted.
Complaints go to {issuer}, and after that to the Data Protection Board of India.`,
  bn: `{organisation} জানতে চায় আপনার টিকা নেওয়া হয়েছে কি না। তাদের জানাতে {issuer} আপনার সম্মতি চাইছে।

কেন, তাদের নিজের কথায়: {purpose}
কী ব্যবহার করা হবে: আপনার মোবাইল নম্বর, নাম আর টিকার রেকর্ড।
তাদের কী জানানো হবে: আপনার নাম, আর টিকা নেওয়া হয়নি, আংশিক না পুরো; সই করা, শুধু {organisation}-এর জন্য, এক দিনের জন্য। আর কিছু নয়।
আপনি না বলতে পারেন। সম্মতি যত সহজে দিচ্ছেন তত সহজেই যে কোনো সময় {issuer}-এর কাছে ফিরিয়ে নিতে পারেন; তখন উত্তরটা বাতিল হয়ে যাবে।
আপনার সম্বন্ধে কী রাখা আছে তা দেখতে, ঠিক করাতে বা মুছিয়ে ফেলতে পারেন।
অভিযোগ থাকলে {issuer}-কে জানান, তারপরে ভারতের ডেটা প্রোটেকশন বোর্ডকে।`,
  hi: `{organisation} जानना चाहता है कि आपको टीका लगा है या नहीं। उसे बताने के लिए {issuer} आपकी सहमति माँग रहा है।

किसलिए, उसी के शब्दों में: {purpose}
क्या इस्तेमाल होगा: आपका मोबाइल नंबर, नाम और टीके का रिकॉर्ड।
उसे क्या बताया जाएगा: आपका नाम और यह कि टीका नहीं लगा, अधूरा लगा या पूरा लगा; हस्ताक्षर के साथ, सिर्फ़ {organisation} के लिए, एक दिन के लिए। और कुछ नहीं।
आप मना कर सकते हैं। सहमति जितनी आसानी से दे रहे हैं, उतनी ही आसानी से कभी भी {issuer} के यहाँ वापस ले सकते हैं; तब जवाब रद्द हो जाएगा।
आपके बारे में क्या रखा है, यह आप देख सकते हैं, ठीक करवा सकते हैं और मिटवा सकते हैं।
शिकायत {issuer} से करें, उसके बाद भारत के डेटा संरक्षण बोर्ड से।`,
};

/** In the language of those who built it: nobody is shown this text, it stands for one that others showed. */
const FOREIGN: NoticeTexts = {
  en: "The page or program that asked showed a notice of its own.",
  bn: "The page or program that asked showed a notice of its own.",
  hi: "The page or program that asked showed a notice of its own.",
};

/** Every text that was ever shown, by purpose and version. */
const NOTICES: Readonly<Record<ConsentPurpose, Readonly<Record<string, NoticeTexts>>>> = {
  certificate: { [NOTICE_VERSION]: CERTIFICATE_1, [FOREIGN_NOTICE_VERSION]: FOREIGN },
  "status-answer": { [NOTICE_VERSION]: ANSWER_1, [FOREIGN_NOTICE_VERSION]: FOREIGN },
};

/** The notice as shown, or null where there is no such version or language. */
export function noticeText(
  purpose: ConsentPurpose,
  { version, language }: { readonly version: string; readonly language: string },
  places: NoticePlaces,
): string | null {
  const versions = NOTICES[purpose];
  const texts = Object.hasOwn(versions, version) ? versions[version] : undefined;
  const text = texts !== undefined && Object.hasOwn(texts, language) ? texts[language as MessageLanguage] : undefined;
  if (text === undefined) return null;
  const { issuer, organisation } = places;
  const values: Readonly<Record<string, string>> = {
    issuer,
    organisation: organisation?.name ?? "",
    purpose: organisation?.purpose ?? "",
  };
  // One pass: an organisation's own words are never read as a place.
  return text.replace(/\{([a-z]+)\}/g, (_, place: string) => values[place] as string);
}

/** SHA-256 of a notice's text, as it stands in receipts (docs/spec.md §14). */
export function noticeDigest(text: string): Uint8Array {
  return sha256(new TextEncoder().encode(text));
}
