// The frame of every screen: a heading that is read out first, a way back, and what went wrong, said where it is heard.

import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ApiFailure } from "../issuer-api.ts";
import { AdviceView, FailureView } from "./advice.tsx";
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
  useEffect(() => {
    // Of the screen that the page opened with, people are in the middle: it stood there before the script.
    if (state.hasMoved) heading.current?.focus();
  }, []);
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
      <div role="alert">{state.failure !== null && <OwnFailure failure={state.failure} at={state.failure.at} />}</div>
      {state.notKept !== null && (
        <AdviceView title={s.storage[state.notKept].title} hint={s.storage[state.notKept].hint} />
      )}
      {children}
    </main>
  );
}

function OwnFailure({ failure, at }: { readonly failure: ApiFailure; readonly at: number }): VNode {
  const { s, texts, language, now } = useCitizen();
  return <FailureView failure={failure} at={at} words={s} texts={texts} language={language} now={now} />;
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
