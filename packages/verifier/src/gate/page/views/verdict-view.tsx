// A result, full screen: shape, word and colour first, then who, what and until when; when it is not green, why and what to do. It
// receives finished verdicts and decides nothing.

import type { Code } from "@mohor/schema";
import { birthDateForPeople, instantForPeople, TEXTS, WORDS } from "@mohor/schema/texts";
import type { ShownOutcome, ValidVerdict } from "@mohor/verifier";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Face } from "../gate.ts";
import { Shape } from "./shape.tsx";
import { useGate } from "./use-gate.ts";

export function VerdictView(): VNode | null {
  const { state, gate, s } = useGate();
  const { faces } = state;
  const next = useRef<HTMLButtonElement>(null);
  const newest = faces.at(-1);
  useEffect(() => {
    if (newest !== undefined) next.current?.focus();
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
  const { language, s } = useGate();
  const { verdict, admission, shown, secondsSinceShown } = face.judged;
  const words = WORDS[language];
  // What keeps a genuine certificate out is the policy's reason; else the verdict's own.
  const reason = verdict.outcome !== "valid" ? verdict.code : admission.outcome === "admitted" ? null : admission.code;
  return (
    <article class={`face ${shown}${isAlone ? "" : " small"}`} data-shown={shown} data-code={reason ?? undefined}>
      <Shape of={shown} />
      <h1>{words.outcome[shown]}</h1>
      {verdict.outcome === "valid" && <Person verdict={verdict} />}
      {secondsSinceShown !== null && <p class="warning">{s.shownBefore(secondsSinceShown)}</p>}
      {reason !== null && <Reason code={reason} />}
      {verdict.outcome === "valid" && isAlone && <Notices notices={verdict.notices} shown={shown} reason={reason} />}
    </article>
  );
}

function Person({ verdict }: { readonly verdict: ValidVerdict }): VNode {
  const { language } = useGate();
  const words = WORDS[language];
  const { identity, status, exp, aud } = verdict.claims;
  return (
    <div class="person">
      <p class="name">{identity.fullName}</p>
      {identity.secondName !== undefined && (
        <p class="name second" lang={identity.secondName.language} dir="auto">
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
  const { language } = useGate();
  const { text, hint } = TEXTS[language][code];
  return (
    <div class="reason">
      <p class="why">{text}</p>
      <p class="what-to-do">
        <b>{WORDS[language].hint}:</b> {hint}
      </p>
      <p class="code">{code}</p>
    </div>
  );
}

/** Notices that the reason or the word has not said already. */
function Notices({
  notices,
  shown,
  reason,
}: {
  readonly notices: readonly Code[];
  readonly shown: ShownOutcome;
  readonly reason: Code | null;
}): VNode | null {
  const { language } = useGate();
  const left = notices.filter((code) => code !== reason && !(shown === "specimen" && code === "KEY_SPECIMEN"));
  if (left.length === 0) return null;
  return (
    <ul class="notices">
      {left.map((code) => (
        <li key={code}>{TEXTS[language][code].text}</li>
      ))}
    </ul>
  );
}
