// What went wrong and what a person can do, alike on every page of ours.

import { useTick } from "@mohor/offline-app/page";
import type { Language, LanguageTexts } from "@mohor/schema/texts";
import type { VNode } from "preact";
import type { ApiFailure } from "../ask-service.ts";
import { saySpan } from "../say-time.ts";
import type { CitizenStrings } from "../strings/index.ts";

/** What is wrong, and what to do. */
export function AdviceView({ title, hint }: { readonly title: string; readonly hint: string }): VNode {
  return (
    <div class="advice">
      <p class="what">{title}</p>
      <p>{hint}</p>
    </div>
  );
}

/** Why the service gave nothing, with the seconds to wait counted down from `at`. */
export function FailureView({
  failure,
  at,
  words,
  texts,
  language,
  now,
}: {
  readonly failure: ApiFailure;
  readonly at: number;
  readonly words: Pick<CitizenStrings, "network" | "code" | "waitFor">;
  readonly texts: Pick<LanguageTexts, "codes"> | null;
  readonly language: Language;
  readonly now: () => number;
}): VNode {
  useTick(1_000);
  const { network } = words;
  if (failure.kind !== "problem") {
    const way = { "no-network": network.none, "no-answer": network.server, "not-understood": network.answer };
    return <AdviceView {...way[failure.kind]} />;
  }
  // A code that a newer service has and this page does not know, or texts that could not be had.
  const known = texts?.codes[failure.code] ?? { text: network.answer.title, hint: network.answer.hint };
  const left = failure.retryAfterSeconds === undefined ? 0 : at + failure.retryAfterSeconds - now();
  return (
    <div class="advice" data-code={failure.code}>
      <p class="what">{capital(known.text)}</p>
      <p>{capital(known.hint)}</p>
      {failure.attemptsLeft !== undefined && <p>{words.code.triesLeft(failure.attemptsLeft)}</p>}
      {left > 0 && <p>{words.waitFor(saySpan(left, language))}</p>}
    </div>
  );
}

/** The schema's texts are written for the middle of a line. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
