// The help desk's screens. Each begins with a heading that is read out; everything works by keyboard.

import { useChanges, useTick } from "@mohor/offline-app/page";
import { LANGUAGES } from "@mohor/schema/texts";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { sayCountdown, sayDate, saySpan } from "../page/say-time.ts";
import { LANGUAGE_NAMES } from "../page/strings/index.ts";
import { FailureView } from "../page/views/advice.tsx";
import { CodeField, Field, PersonFields } from "../page/views/field.tsx";
import type { Desk, DeskState } from "./desk.ts";
import { PAPERS } from "./desk-api.ts";
import { LanguageChoice } from "./language-choice.tsx";
import type { Papers } from "./open-paper.ts";
import { OpenedPaper } from "./opened-paper.tsx";

export type DeskParts = { readonly desk: Desk; readonly papers: Papers; readonly now: () => number };
type Shown = DeskParts & { readonly state: DeskState };

export function DeskPage({ desk, papers, now }: DeskParts): VNode {
  useChanges(desk.subscribe);
  const state = desk.state();
  const { language, a } = state.spoken;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = a.desk;
  }, [language, a.desk]);
  const shown = { desk, papers, now, state };
  const View = { "sign-in": SignInView, person: PersonView, code: CodeView, paper: PaperView }[state.screen];
  return (
    <>
      <header>
        <LanguageChoice language={language} label={state.spoken.s.language} choose={desk.setLanguage} />
        {state.self !== null && <DeskLine {...shown} />}
      </header>
      <View key={state.screen} {...shown} />
    </>
  );
}

function DeskLine({ desk, state }: Shown): VNode {
  const { a } = state.spoken;
  return (
    <div class="desk-line">
      <p>
        <b>{state.self?.name}</b>
        {state.self?.place}
      </p>
      <button type="button" onClick={desk.signOut}>
        {a.signIn.leave}
      </button>
    </div>
  );
}

function Screen({
  title,
  state,
  now,
  children,
}: Pick<Shown, "state" | "now"> & { readonly title: string; readonly children: ComponentChildren }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { failure, spoken } = state;
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div role="alert">
        {failure !== null && (
          <FailureView
            failure={failure}
            at={failure.at}
            words={spoken.s}
            texts={spoken.texts}
            language={spoken.language}
            now={now}
          />
        )}
      </div>
      {children}
    </main>
  );
}

function Main({ state, label }: { readonly state: DeskState; readonly label: string }): VNode {
  return (
    <button type="submit" class="main" aria-disabled={state.isBusy}>
      {state.isBusy ? state.spoken.s.working : label}
    </button>
  );
}

function SignInView({ desk, state, now }: Shown): VNode {
  const { a } = state.spoken;
  const [key, setKey] = useState("");
  return (
    <Screen title={a.signIn.title} state={state} now={now}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.signIn(key);
        }}
      >
        <Field
          id="key"
          type="password"
          label={a.signIn.key}
          hint={a.signIn.keyHint}
          autocomplete="off"
          spellcheck={false}
          maxLength={128}
          value={key}
          onText={setKey}
        />
        <Main state={state} label={a.signIn.enter} />
      </form>
    </Screen>
  );
}

function PersonView({ desk, state, now }: Shown): VNode {
  const { a, s } = state.spoken;
  const { form, notice } = state;
  return (
    <Screen title={a.person.title} state={state} now={now}>
      {state.isCleared && (
        <p class="bar" role="status">
          {a.cleared}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.sendCode();
        }}
      >
        <div class="columns">
          <div class="column">
            <fieldset class="choice">
              <legend>{a.person.language}</legend>
              {LANGUAGES.map((each) => (
                <label key={each} class="pick" lang={each}>
                  <input
                    type="radio"
                    name="person-language"
                    value={each}
                    checked={form.language === each}
                    onChange={() => desk.setForm({ language: each })}
                  />
                  {LANGUAGE_NAMES[each]}
                </label>
              ))}
            </fieldset>
            <PersonFields
              own={false}
              words={s.number}
              hints={{ mobile: a.person.mobileHint, fullName: a.person.nameHint }}
              form={form}
              setForm={desk.setForm}
            />
          </div>
          <div class="column">
            <h2>{a.person.readAloud}</h2>
            <section class="notice read-aloud" lang={form.language} aria-label={a.person.readAloud}>
              {notice === null || notice.language !== form.language ? (
                <p>{s.working}</p>
              ) : (
                notice.text
                  .split("\n")
                  .filter((line) => line !== "")
                  .map((line) => <p key={line}>{line}</p>)
              )}
            </section>
            <label class="pick">
              <input
                id="agreed"
                type="checkbox"
                required
                checked={form.isAgreed}
                onChange={(event) => desk.setForm({ isAgreed: event.currentTarget.checked })}
              />
              {a.person.agreed}
            </label>
            <Main state={state} label={a.person.send} />
          </div>
        </div>
      </form>
    </Screen>
  );
}

function CodeView({ desk, state, now }: Shown): VNode | null {
  const { a, s, language } = state.spoken;
  const [code, setCode] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useTick(1_000);
  const { challenge, self } = state;
  if (challenge === null) return null;
  const left = challenge.expiresAt - now();
  const untilResend = challenge.requestedAt + challenge.resendAfterSeconds - now();
  return (
    <Screen title={a.code.title} state={state} now={now}>
      <p>{a.code.ask(self?.name ?? "")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.confirm(code).then(() => {
            setCode("");
            input.current?.focus();
          });
        }}
      >
        <CodeField
          offered={false}
          label={s.code.label(challenge.codeDigits)}
          left={left > 0 ? s.code.validFor(sayCountdown(left, language)) : s.code.expired}
          input={input}
          value={code}
          onText={setCode}
        />
        <Main state={state} label={a.code.confirm} />
      </form>
      <div class="row">
        {untilResend > 0 ? (
          <p class="hint">{s.code.resendIn(saySpan(untilResend, language))}</p>
        ) : (
          <button type="button" onClick={() => void desk.sendCode()}>
            {s.code.resend}
          </button>
        )}
        <button type="button" onClick={desk.next}>
          {a.next}
        </button>
      </div>
    </Screen>
  );
}

function PaperView({ desk, papers, state, now }: Shown): VNode | null {
  const { a, s, texts, language } = state.spoken;
  useTick(1_000);
  const { visit } = state;
  if (visit === null) return null;
  const left = visit.expiresAt - now();
  return (
    <Screen title={a.paper.title} state={state} now={now}>
      <p class="person-name">{visit.fullName}</p>
      <p class={`status-large ${visit.status}`}>{texts.words.status[visit.status]}</p>
      <p class="centre">{s.result.until(sayDate(visit.validUntil, language))}</p>
      <p class="bar">{a.paper.compare}</p>
      {left > 0 ? (
        <>
          <div class="row">
            {PAPERS.map((paper) => (
              <button
                key={paper}
                type="button"
                class="main"
                data-paper={paper}
                aria-disabled={state.isBusy}
                onClick={() => void desk.print(paper)}
              >
                {a.paper[paper]}
              </button>
            ))}
          </div>
          <p class="hint" role="timer">
            {a.paper.timeLeft(saySpan(left, language))}
          </p>
        </>
      ) : (
        <p class="bar" role="status">
          {a.paper.timeOver}
        </p>
      )}
      {state.isOpened && <OpenedPaper papers={papers} words={a.paper} />}
      <p data-message={visit.statusMessage}>{a.paper.messages[visit.statusMessage]}</p>
      {visit.statusMessage === "not-sent" && left > 0 && (
        <button type="button" onClick={() => void desk.sendStatusAgain()}>
          {a.paper.sendAgain}
        </button>
      )}
      {visit.receiptId !== null && (
        <dl class="facts">
          <div>
            <dt>{a.paper.receipt}</dt>
            <dd>{visit.receiptId}</dd>
          </div>
        </dl>
      )}
      <button type="button" class="next" onClick={desk.next}>
        {a.next}
      </button>
    </Screen>
  );
}
