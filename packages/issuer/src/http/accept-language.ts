// The language that a client is answered in (RFC 9110 §12.5.4): the best of ours among those it names.

import { LANGUAGES, type Language } from "@mohor/schema/texts";

/** Ranges that are looked at: browsers send fewer than ten. */
const MAX_RANGES = 16;

/**
 * The language of an Accept-Language header, `otherwise` where it names none of ours; `hi_IN`, as CoWIN's clients wrote it, is read too.
 * What cannot be read counts as not there.
 */
export function acceptedLanguage(header: string | undefined, otherwise: Language = "en"): Language {
  let best: { language: Language; quality: number } = { language: otherwise, quality: 0 };
  for (const range of (header ?? "").split(",", MAX_RANGES)) {
    const [, tag = "", quality = "1"] =
      /^\s*([a-z]{2,3})(?:[-_][\w-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(range) ?? [];
    const language = LANGUAGES.find((candidate) => candidate === tag.toLowerCase());
    if (language !== undefined && Number(quality) > best.quality) best = { language, quality: Number(quality) };
  }
  return best.language;
}
