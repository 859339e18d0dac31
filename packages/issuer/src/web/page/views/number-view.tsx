// Number and name.

import type { VNode } from "preact";
import { PersonFields } from "./field.tsx";
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
        <PersonFields
          own
          words={s.number}
          hints={{ mobile: s.number.mobileHint, fullName: s.number.fullNameHint }}
          form={state.form}
          setForm={citizen.setForm}
        />
        <Action kind="main" label={s.number.send} />
      </form>
    </Step>
  );
}
