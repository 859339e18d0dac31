// The frame of every screen: a heading that is read out first, a way back, and what went wrong, said where it is heard.

import { useTick } from "@mohor/offline-app/page";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ApiFailure } from "../issuer-api.ts";
import { saySpan } from "../say-time.ts";
import { useCitizen } from "./use-citizen.ts";

export function Step({
  title,
  isFirst = false,
  children,
}: {
  readonly title: string;
  readonly isFirst?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  const { state, s } = useCitizen();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main>
      {!isFirst && (
        <button type="button" class="back" onClick={() => history.back()}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M15 4 L7 12 L15 20" />
          </svg>
          {s.back}
        </button>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div role="alert">{state.failure !== null && <FailureView failure={state.failure} at={state.failure.at} />}</div>
      {state.notKept !== null && (
        <AdviceView title={s.storage[state.notKept].title} hint={s.storage[state.notKept].hint} />
      )}
      {children}
    </main>
  );
}

/** What is wrong, and what to do. */
export function AdviceView({ title, hint }: { readonly title: string; readonly hint: string }): VNode {
  return (
    <div class="advice">
      <p class="what">{title}</p>
      <p>{hint}</p>
    </div>
  );
}

function FailureView({ failure, at }: { readonly failure: ApiFailure; readonly at: number }): VNode {
  const { s, texts, language, now } = useCitizen();
  useTick(1_000);
  if (failure.kind !== "problem") {
    const way = { "no-network": s.network.none, "no-answer": s.network.server, "not-understood": s.network.answer };
    const { title, hint } = way[failure.kind];
    return <AdviceView title={title} hint={hint} />;
  }
  // A code that a newer service has and this page does not know.
  const known = texts.codes[failure.code] ?? { text: s.network.answer.title, hint: s.network.answer.hint };
  const left = failure.retryAfterSeconds === undefined ? 0 : at + failure.retryAfterSeconds - now();
  return (
    <div class="advice" data-code={failure.code}>
      <p class="what">{capital(known.text)}</p>
      <p>{capital(known.hint)}</p>
      {failure.attemptsLeft !== undefined && <p>{s.code.triesLeft(failure.attemptsLeft)}</p>}
      {left > 0 && <p>{s.waitFor(saySpan(left, language))}</p>}
    </div>
  );
}

/** The schema's texts are written for the middle of a line. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A button that works once at a time and says when it is at work. */
export function Action({
  label,
  onPress,
  kind = "plain",
}: {
  readonly label: string;
  readonly onPress?: () => void;
  readonly kind?: "plain" | "main" | "danger";
}): VNode {
  const { state, s } = useCitizen();
  return (
    <button
      type={onPress === undefined ? "submit" : "button"}
      class={kind}
      aria-disabled={state.isBusy}
      onClick={onPress === undefined || state.isBusy ? undefined : onPress}
    >
      {state.isBusy && kind === "main" ? s.working : label}
    </button>
  );
}
