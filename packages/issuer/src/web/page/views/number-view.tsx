// Number and name.

import type { VNode } from "preact";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

export function NumberView(): VNode {
  const { state, s, citizen } = useCitizen();
  return (
    <Step title={s.number.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void citizen.sendCode();
        }}
      >
        <label for="mobile">{s.number.mobile}</label>
        <input
          id="mobile"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          required
          maxLength={40}
          aria-describedby="mobile-hint"
          value={state.form.mobile}
          onInput={(event) => citizen.setForm({ mobile: event.currentTarget.value })}
        />
        <p id="mobile-hint" class="hint">
          {s.number.mobileHint}
        </p>
        <label for="full-name">{s.number.fullName}</label>
        <input
          id="full-name"
          type="text"
          autocomplete="name"
          autocapitalize="words"
          spellcheck={false}
          required
          maxLength={128}
          aria-describedby="full-name-hint"
          value={state.form.fullName}
          onInput={(event) => citizen.setForm({ fullName: event.currentTarget.value })}
        />
        <p id="full-name-hint" class="hint">
          {s.number.fullNameHint}
        </p>
        <Action kind="main" label={s.number.send} />
      </form>
    </Step>
  );
}
