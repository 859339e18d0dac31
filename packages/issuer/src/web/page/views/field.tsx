// A line to type in, with its name above and what to write, or how long there is time for it, below: tied together for screen readers.

import type { Ref, VNode } from "preact";

type Typed = {
  readonly autocapitalize?: "characters" | "words";
  readonly autocomplete: "off" | "name" | "one-time-code" | "tel";
  readonly class?: string;
  readonly inputMode?: "numeric" | "tel";
  readonly maxLength: number;
  readonly spellcheck?: boolean;
};

/** What an input may have beside its type depends on the type, so types are told apart as objects. */
const TYPES = { text: { type: "text" }, tel: { type: "tel" }, password: { type: "password" } } as const;

/** Required, always: nobody here is asked for what is not needed. `onText` is given all that stands in the line. */
export function Field({
  id,
  type = "text",
  label,
  hint,
  hintRole,
  input,
  value,
  onText,
  ...typed
}: Typed & {
  readonly id: string;
  readonly type?: keyof typeof TYPES;
  readonly label: string;
  readonly hint: string;
  /** `timer`: the hint is the time that is left. */
  readonly hintRole?: "timer";
  readonly input?: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onText: (text: string) => void;
}): VNode {
  return (
    <>
      <label for={id}>{label}</label>
      <input
        {...typed}
        {...TYPES[type]}
        {...(input === undefined ? {} : { ref: input })}
        id={id}
        required
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="hint" {...(hintRole === undefined ? {} : { role: hintRole })}>
        {hint}
      </p>
    </>
  );
}

type Asked = Pick<Parameters<typeof Field>[0], "label" | "value" | "onText">;

/** The code of a message. `offered`: on the phone that it comes to, which can fill it in. */
export function CodeField({
  offered,
  left,
  ...asked
}: Asked & {
  readonly offered: boolean;
  /** The time that is left, in words. */
  readonly left: string;
  readonly input: Ref<HTMLInputElement>;
}): VNode {
  const autocomplete = offered ? "one-time-code" : "off";
  return (
    <Field
      {...asked}
      id="code"
      class="code"
      inputMode="numeric"
      autocomplete={autocomplete}
      maxLength={16}
      hint={left}
      hintRole="timer"
    />
  );
}

/** Number and name of the person. `own`: typed by the person, whose browser may know them. */
export function PersonFields({
  own,
  words,
  hints,
  form,
  setForm,
}: {
  readonly own: boolean;
  readonly words: { readonly mobile: string; readonly fullName: string };
  readonly hints: { readonly mobile: string; readonly fullName: string };
  readonly form: { readonly mobile: string; readonly fullName: string };
  readonly setForm: (change: { readonly mobile?: string; readonly fullName?: string }) => void;
}): VNode {
  return (
    <>
      <Field
        id="mobile"
        type="tel"
        label={words.mobile}
        hint={hints.mobile}
        inputMode="tel"
        autocomplete={own ? "tel" : "off"}
        maxLength={40}
        value={form.mobile}
        onText={(mobile) => setForm({ mobile })}
      />
      <Field
        id="full-name"
        label={words.fullName}
        hint={hints.fullName}
        autocomplete={own ? "name" : "off"}
        autocapitalize="words"
        spellcheck={false}
        maxLength={128}
        value={form.fullName}
        onText={(fullName) => setForm({ fullName })}
      />
    </>
  );
}
