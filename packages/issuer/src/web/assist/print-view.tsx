// The page that a link in a message opens on somebody else's computer: the code of the message, the last four digits of the number, and
// the two papers.

import { useTick } from "@mohor/offline-app/page";
import type { Language } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answered, ApiFailure } from "../page/ask-service.ts";
import { FailureView } from "../page/views/advice.tsx";
import { Field } from "../page/views/field.tsx";
import { PAPERS, type PaperName } from "./desk-api.ts";
import { LanguageChoice } from "./language-choice.tsx";
import type { Papers } from "./open-paper.ts";
import { OpenedPaper } from "./opened-paper.tsx";
import { type AssistSpoken, speakAssist } from "./strings/index.ts";

/** Nothing typed for so long: whoever it was has gone. */
const IDLE_SECONDS = 180;

const NOTHING = { code: "", digits: "" } as const;

export function PrintPage({
  spoken: first,
  code: linked,
  papers,
  fetchPaper,
  now,
}: {
  readonly spoken: AssistSpoken;
  /** From the link; empty where the page was opened by hand. */
  readonly code: string;
  readonly papers: Papers;
  readonly fetchPaper: (
    request: { readonly code: string; readonly digits: string; readonly document: PaperName },
    language: Language,
  ) => Promise<Answered<Blob>>;
  readonly now: () => number;
}): VNode {
  const [spoken, setSpoken] = useState(first);
  const [form, setForm] = useState<{ readonly code: string; readonly digits: string }>({ ...NOTHING, code: linked });
  const [failure, setFailure] = useState<(ApiFailure & { readonly at: number }) | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOpened, setOpened] = useState(false);
  const touchedAt = useRef(now());
  const heading = useRef<HTMLHeadingElement>(null);
  const paperAsked = useRef<PaperName>("sheet");
  const { a, s, texts, language } = spoken;
  useTick(5_000);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = a.printer.title;
  }, [language, a]);

  function clear(): void {
    papers.clear();
    setForm(NOTHING);
    setFailure(null);
    setOpened(false);
  }
  useEffect(() => {
    const isSomething = form.code !== "" || form.digits !== "" || isOpened;
    if (isSomething && now() - touchedAt.current >= IDLE_SECONDS) clear();
  });

  async function print(document: PaperName): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    const fetched = fetchPaper({ ...form, document }, language);
    await papers.open(
      `${document}.pdf`,
      fetched.then((answer) => (answer.ok ? answer.value : null)),
    );
    const answer = await fetched;
    setOpened(answer.ok);
    if (!answer.ok) setFailure({ ...answer, at: now() });
    setBusy(false);
  }

  const type = (change: Partial<typeof form>) => {
    touchedAt.current = now();
    setForm({ ...form, ...change });
  };
  return (
    <>
      <header>
        <LanguageChoice
          language={language}
          label={s.language}
          choose={async (chosen) => setSpoken(await speakAssist(chosen).catch(() => spoken))}
        />
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {a.printer.title}
        </h1>
        <div role="alert">
          {failure !== null && (
            <FailureView failure={failure} at={failure.at} words={s} texts={texts} language={language} now={now} />
          )}
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            touchedAt.current = now();
            void print(paperAsked.current);
          }}
        >
          <Field
            id="print-code"
            class="code"
            label={a.printer.code}
            hint={a.printer.codeHint}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={20}
            value={form.code}
            onText={(code) => type({ code })}
          />
          <Field
            id="digits"
            class="code"
            label={a.printer.digits}
            hint={a.printer.digitsHint}
            inputMode="numeric"
            autocomplete="off"
            maxLength={8}
            value={form.digits}
            onText={(digits) => type({ digits })}
          />
          <div class="row">
            {PAPERS.map((paper) => (
              <button
                key={paper}
                type="submit"
                class="main"
                data-paper={paper}
                aria-disabled={isBusy}
                onClick={() => {
                  paperAsked.current = paper;
                }}
              >
                {isBusy ? s.working : a.paper[paper]}
              </button>
            ))}
          </div>
        </form>
        {isOpened && <OpenedPaper papers={papers} words={a.paper} />}
        <div class="column">
          <p class="hint">{a.printer.clearHint}</p>
          <button type="button" onClick={clear}>
            {a.printer.clear}
          </button>
        </div>
      </main>
    </>
  );
}
