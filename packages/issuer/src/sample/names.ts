// Names for made-up people, each in its three spellings: Latin, Bengali, Devanagari. Common given and family names of West Bengal
// and north India, by the community that bears them; combined at random they name nobody. The order within a list is part of the
// sample's bytes: new names go at the end.

/** One name in three scripts. */
export type SpelledName = { readonly latin: string; readonly bengali: string; readonly devanagari: string };

/** Communities whose given and family names go together. */
export type Community = "bengali" | "hindi" | "muslim" | "christian" | "sikh" | "adivasi";

/** Names of one community. Family names that only women or only men bear are listed apart. */
export type CommunityNames = {
  readonly women: readonly SpelledName[];
  readonly men: readonly SpelledName[];
  readonly families: readonly SpelledName[];
  readonly womensFamilyNames?: readonly SpelledName[];
  readonly mensFamilyNames?: readonly SpelledName[];
  readonly womensMiddleNames: readonly SpelledName[];
  readonly mensMiddleNames: readonly SpelledName[];
};

/** `Latin বাংলা देवनागरी`, one name a line: easier to proofread than objects. */
function spelled(table: string): readonly SpelledName[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [latin, bengali, devanagari] = line.trim().normalize("NFC").split(/\s+/);
      if (latin === undefined || bengali === undefined || devanagari === undefined)
        throw new TypeError("three spellings a line");
      return { latin, bengali, devanagari };
    });
}

export const NAMES: Readonly<Record<Community, CommunityNames>> = {
  bengali: {
    women: spelled(`
      Asha আশা आशा
      Sunita সুনীতা सुनीता
      Rina রিনা रीना
      Kalpana কল্পনা कल्पना
      Mitali মিতালি मिताली
      Purnima পূর্ণিমা पूर्णिमा
      Swapna স্বপ্না स्वप्ना
      Lakshmi লক্ষ্মী लक्ष्मी
      Shampa শম্পা शंपा
      Basanti বাসন্তী बासंती
      Tanushree তনুশ্রী तनुश्री
      Ankita অঙ্কিতা अंकिता
      Moumita মৌমিতা मौमिता
      Jyotsna জ্যোৎস্না ज्योत्स्ना
    `),
    men: spelled(`
      Subhash সুভাষ सुभाष
      Prasanta প্রশান্ত प्रशांत
      Amit অমিত अमित
      Debasish দেবাশিস देबाशीष
      Sourav সৌরভ सौरभ
      Biplab বিপ্লব बिप्लब
      Gopal গোপাল गोपाल
      Nityananda নিত্যানন্দ नित्यानंद
      Satyajit সত্যজিৎ सत्यजित
      Krishna কৃষ্ণ कृष्ण
      Ranjit রঞ্জিত रंजीत
      Tapan তপন तपन
      Manik মানিক मानिक
      Bikash বিকাশ विकास
    `),
    families: spelled(`
      Das দাস दास
      Biswas বিশ্বাস विश्वास
      Mukherjee মুখার্জি मुखर्जी
      Banerjee ব্যানার্জি बनर्जी
      Chatterjee চ্যাটার্জি चटर्जी
      Chakraborty চক্রবর্তী चक्रवर्ती
      Bhattacharya ভট্টাচার্য भट्टाचार्य
      Ghosh ঘোষ घोष
      Mondal মণ্ডল मंडल
      Sarkar সরকার सरकार
      Sengupta সেনগুপ্ত सेनगुप्त
      Dutta দত্ত दत्त
      Pal পাল पाल
      Majumdar মজুমদার मजूमदार
      Roy রায় रॉय
      Mahato মাহাতো महतो
      Halder হালদার हलदर
      Naskar নস্কর नस्कर
      Adhikari অধিকারী अधिकारी
      Bagchi বাগচী बागची
    `),
    womensMiddleNames: spelled("Rani রানী रानी\nBala বালা बाला"),
    mensMiddleNames: spelled("Kumar কুমার कुमार\nChandra চন্দ্র चन्द्र\nNath নাথ नाथ"),
  },
  hindi: {
    women: spelled(`
      Pooja পূজা पूजा
      Kavita কবিতা कविता
      Neha নেহা नेहा
      Rekha রেখা रेखा
      Geeta গীতা गीता
      Anjali অঞ্জলি अंजलि
      Shanti শান্তি शांति
      Savita সবিতা सविता
      Urmila ঊর্মিলা उर्मिला
      Kiran কিরণ किरण
    `),
    men: spelled(`
      Rajesh রাজেশ राजेश
      Sunil সুনীল सुनील
      Vikram বিক্রম विक्रम
      Deepak দীপক दीपक
      Manoj মনোজ मनोज
      Suresh সুরেশ सुरेश
      Ramesh রমেশ रमेश
      Mahesh মহেশ महेश
      Vishwanath বিশ্বনাথ विश्वनाथ
      Indrajit ইন্দ্রজিৎ इन्द्रजीत
    `),
    families: spelled(`
      Sharma শর্মা शर्मा
      Verma ভার্মা वर्मा
      Yadav যাদব यादव
      Gupta গুপ্তা गुप्ता
      Mishra মিশ্র मिश्रा
      Tiwari তিওয়ারি तिवारी
      Prasad প্রসাদ प्रसाद
      Agarwal আগরওয়াল अग्रवाल
      Pandey পাণ্ডে पांडेय
      Thakur ঠাকুর ठाकुर
      Paswan পাসওয়ান पासवान
      Chowdhury চৌধুরী चौधुरी
      Jha ঝা झा
    `),
    womensMiddleNames: spelled("Devi দেবী देवी\nKumari কুমারী कुमारी"),
    mensMiddleNames: spelled("Kumar কুমার कुमार\nLal লাল लाल"),
  },
  muslim: {
    women: spelled(`
      Fatima ফাতিমা फ़ातिमा
      Ayesha আয়েশা आयशा
      Rehana রেহানা रेहाना
      Nasreen নাসরিন नसरीन
      Sabina সাবিনা सबीना
      Salma সালমা सलमा
      Rukhsana রুখসানা रुख़साना
      Tahera তাহেরা ताहेरा
      Yasmin ইয়াসমিন यासमीन
    `),
    men: spelled(`
      Abdul আব্দুল अब्दुल
      Rahim রহিম रहीम
      Karim করিম करीम
      Imran ইমরান इमरान
      Jahangir জাহাঙ্গীর जहाँगीर
      Salim সালিম सलीम
      Mostafa মোস্তাফা मुस्तफ़ा
      Ismail ইসমাইল इस्माइल
      Nurul নুরুল नूरुल
    `),
    families: spelled(`
      Khan খান खान
      Sheikh শেখ शेख
      Rahman রহমান रहमान
      Hossain হোসেন हुसैन
      Ali আলি अली
      Ansari আনসারি अंसारी
      Mallick মল্লিক मल्लिक
      Molla মোল্লা मोल्ला
      Laskar লস্কর लस्कर
      Gazi গাজী गाज़ी
      Ahmed আহমেদ अहमद
      Mirza মির্জা मिर्ज़ा
      Qureshi কুরেশি कुरैशी
    `),
    womensFamilyNames: spelled("Khatun খাতুন खातून\nBegum বেগম बेगम\nBibi বিবি बीबी"),
    womensMiddleNames: spelled("Parveen পারভিন परवीन"),
    mensMiddleNames: spelled("Haque হক हक"),
  },
  christian: {
    women: spelled(`
      Maria মারিয়া मारिया
      Teresa তেরেসা टेरेसा
      Monica মনিকা मोनिका
      Agnes অ্যাগনেস एग्नेस
    `),
    men: spelled(`
      Anthony অ্যান্টনি एंथनी
      Joseph জোসেফ जोसेफ
      Peter পিটার पीटर
      Thomas থমাস थॉमस
      Stephen স্টিফেন स्टीफन
    `),
    families: spelled(`
      Gomes গোমেস गोमेस
      Rozario রোজারিও रोज़ारियो
      Fernandes ফার্নান্ডেস फर्नांडेस
      Pereira পেরেরা परेरा
    `),
    womensMiddleNames: spelled("Rani রানী रानी"),
    mensMiddleNames: spelled("Paul পল पॉल"),
  },
  sikh: {
    women: spelled(`
      Gurpreet গুরপ্রীত गुरप्रीत
      Manpreet মনপ্রীত मनप्रीत
      Simran সিমরান सिमरन
      Harleen হরলীন हरलीन
    `),
    men: spelled(`
      Harjinder হরজিন্দর हरजिंदर
      Jaswinder জসবিন্দর जसविंदर
      Kuldeep কুলদীপ कुलदीप
      Balbir বলবীর बलबीर
      Paramjit পরমজিৎ परमजीत
    `),
    families: spelled("Gill গিল गिल\nSandhu সান্ধু संधू\nDhillon ধিলন ढिल्लों"),
    womensFamilyNames: spelled("Kaur কৌর कौर"),
    mensFamilyNames: spelled("Singh সিং सिंह"),
    womensMiddleNames: spelled("Kaur কৌর कौर"),
    mensMiddleNames: spelled("Singh সিং सिंह"),
  },
  adivasi: {
    women: spelled(`
      Sumi সুমি सुमी
      Phulmoni ফুলমণি फूलमनी
      Champa চম্পা चंपा
      Sonamuni সোনামুনি सोनामुनी
      Parbati পার্বতী पार्वती
    `),
    men: spelled(`
      Birsa বিরসা बिरसा
      Sidhu সিধু सिधू
      Kanhu কানহু कान्हू
      Budhan বুধন बुधन
      Mangal মঙ্গল मंगल
    `),
    families: spelled(`
      Murmu মুর্মু मुर्मू
      Soren সরেন सोरेन
      Hembram হেমব্রম हेम्ब्रम
      Tudu টুডু टुडू
      Kisku কিস্কু किस्कू
      Hansda হাঁসদা हांसदा
      Besra বেসরা बेसरा
      Baskey বাস্কে बास्के
      Ekka এক্কা एक्का
      Tirkey তিরকি तिर्की
      Lakra লাকড়া लकड़ा
      Kujur কুজুর कुजूर
      Minj মিঞ্জ मिंज
    `),
    womensMiddleNames: spelled("Rani রানী रानी"),
    mensMiddleNames: spelled("Kumar কুমার कुमार"),
  },
};
