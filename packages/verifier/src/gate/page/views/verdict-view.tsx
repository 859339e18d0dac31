// A result, full screen: shape, word and colour first, then who, what and until when; when it is not green, why and what to do. It
// receives finished verdicts and decides nothing.

import type { Code } from "@mohor/schema";
import { birthDateForPeople, instantForPeople } from "@mohor/schema/texts";
import type { ValidVerdict } from "@mohor/verifier";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Face } from "../gate-state.ts";
import { Shape } from "./shape.tsx";
import { useGate } from "./use-gate.ts";

export function VerdictView(): VNode | null {
  const { state, gate, s } = useGate();
  const { faces } = state;
  const next = useRef<HTMLButtonElement>(null);
  const newest = faces.at(-1);
  useEffect(() => {
    if (newest !== undefined) next.current?.focus({ preventScroll: true });
  }, [newest?.id]);
  if (newest === undefined) return null;
  const whole = faces.length === 1 ? newest.judged.shown : "several";
  return (
    <section class={`verdict ${whole}`} role="alert" aria-atomic="true">
      <div class="faces">
        {faces.map((face) => (
          <FaceView key={face.id} face={face} isAlone={faces.length === 1} />
        ))}
      </div>
      {state.isFamily && <p class="family-count">{s.familyOn(faces.length)}</p>}
      <button ref={next} type="button" class="next" onClick={() => gate.next()}>
        {s.next}
      </button>
    </section>
  );
}

function FaceView({ face, isAlone }: { readonly face: Face; readonly isAlone: boolean }): VNode {
  const { s, texts } = useGate();
  const { verdict, admission, shown, secondsSinceShown } = face.judged;
  const words = texts.words;
  // What keeps a genuine certificate out is the policy's reason; else the verdict's own.
  const reason = verdict.outcome !== "valid" ? verdict.code : admission.outcome === "admitted" ? null : admission.code;
  return (
    <article
      class={`face ${shown}${isAlone ? "" : " small"}${reason === null ? "" : " reasoned"}`}
      data-shown={shown}
      data-code={reason ?? undefined}
    >
      <Shape of={shown} />
      <h1>{words.outcome[shown]}</h1>
      {reason !== null && <Reason code={reason} />}
      {verdict.outcome === "valid" && <Person verdict={verdict} />}
      {secondsSinceShown !== null && <p class="warning">{s.shownBefore(secondsSinceShown)}</p>}
      {verdict.outcome === "valid" && shown !== "not-admitted" && isAlone && <Notices notices={verdict.notices} />}
    </article>
  );
}

function Person({ verdict }: { readonly verdict: ValidVerdict }): VNode {
  const { language, texts } = useGate();
  const words = texts.words;
  const { identity, status, exp, aud } = verdict.claims;
  return (
    <div class="person">
      <p class="name">{identity.fullName}</p>
      {identity.secondName !== undefined && (
        <p class="name second" lang={Intl.getCanonicalLocales(identity.secondName.language)[0]} dir="auto">
          {identity.secondName.fullName}
        </p>
      )}
      <p class="status">{words.status[status]}</p>
      <dl>
        {identity.birthDate !== undefined && <Row term={words.born} value={birthDateForPeople(identity.birthDate)} />}
        <Row term={words.validUntil} value={instantForPeople(exp, language)} />
        {aud !== undefined && <Row term={words.madeFor} value={aud} />}
      </dl>
    </div>
  );
}

function Row({ term, value }: { readonly term: string; readonly value: string }): VNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Reason({ code }: { readonly code: Code }): VNode {
  const { texts } = useGate();
  const { text, hint } = texts.codes[code];
  return (
    <div class="reason">
      <p class="why">{text}</p>
      <p class="what-to-do">
        <b>{texts.words.hint}:</b> {hint}
      </p>
      <p class="code">{code}</p>
    </div>
  );
}

/** What must be said beside a result. That a specimen is one, its word says already. */
function Notices({ notices }: { readonly notices: readonly Code[] }): VNode | null {
  const { texts } = useGate();
  const left = notices.filter((code) => code !== "KEY_SPECIMEN");
  if (left.length === 0) return null;
  return (
    <ul class="notices">
      {left.map((code) => (
        <li key={code}>{texts.codes[code].text}</li>
      ))}
    </ul>
  );
}
