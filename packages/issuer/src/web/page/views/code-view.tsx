// The code from the message: filled in by the phone where it can, with the time that is left and the way to another one.

import { useTick } from "@mohor/offline-app/page";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { sayCountdown, saySpan } from "../say-time.ts";
import { CodeField } from "./field.tsx";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

/** Digits of the number that tell which phone is meant and no stranger anything. */
const SHOWN_DIGITS = 2;

export function CodeView(): VNode | null {
  const { state, s, citizen, language, now } = useCitizen();
  const [code, setCode] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useTick(1_000);
  const { challenge, form } = state;
  if (challenge === null) return null;
  const left = challenge.expiresAt - now();
  const untilResend = challenge.requestedAt + challenge.resendAfterSeconds - now();
  const ending = form.mobile.replace(/\D/g, "").slice(-SHOWN_DIGITS);
  return (
    <Step title={s.code.title}>
      <p>{s.code.sentTo(ending)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void citizen.confirm(code).then(() => {
            setCode("");
            input.current?.focus();
          });
        }}
      >
        <CodeField
          offered={true}
          label={s.code.label(challenge.codeDigits)}
          left={left > 0 ? s.code.validFor(sayCountdown(left, language)) : s.code.expired}
          input={input}
          value={code}
          onText={setCode}
        />
        <Action kind="main" label={s.code.confirm} />
      </form>
      <details>
        <summary>{s.code.noMessage}</summary>
        <p>{s.code.noMessageHelp}</p>
        {untilResend > 0 ? (
          <p>{s.code.resendIn(saySpan(untilResend, language))}</p>
        ) : (
          <Action label={s.code.resend} onPress={() => void citizen.sendCode()} />
        )}
        <Action label={s.code.otherNumber} onPress={() => citizen.go("number")} />
      </details>
      {left <= 0 && untilResend <= 0 && <Action label={s.code.resend} onPress={() => void citizen.sendCode()} />}
    </Step>
  );
}
