// The gate's sentences in three equal languages.

import type { Language } from "@mohor/schema/texts";
import { BN } from "./bn.ts";
import { EN } from "./en.ts";
import type { GateStrings } from "./gate-strings.ts";
import { HI } from "./hi.ts";

export type { GateStrings } from "./gate-strings.ts";

/** Each language in its own script, as a person looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { bn: "বাংলা", hi: "हिन्दी", en: "English" };

export const STRINGS: Readonly<Record<Language, GateStrings>> = { en: EN, bn: BN, hi: HI };
