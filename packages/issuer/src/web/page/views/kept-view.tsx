// Everybody's certificates on this phone, each with name, status and how long it goes on.

import { useTick } from "@mohor/offline-app/page";
import type { VNode } from "preact";
import type { Held } from "../held.ts";
import { saySpan } from "../say-time.ts";
import { BEGIN } from "./opening-view.tsx";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

/** A certificate with less than this share of its life left is offered for renewal. */
const SOON = 1 / 6;

/** What is to be said of a certificate's time, and how it is marked. */
export type Lasting = { readonly mark: "good" | "soon" | "over" | "unknown"; readonly text: string };

/** By its dates and by what was learnt of it; a clock before its beginning says nothing. */
export function useLasting(): (held: Held) => Lasting {
  const { state, s, language, now } = useCitizen();
  useTick(30_000);
  return ({ item, claims }) => {
    const left = claims.exp - now();
    if (state.standings.get(item.certificateId) === "revoked") return { mark: "over", text: s.kept.revoked };
    // Five minutes, as a gate allows.
    if (now() < claims.iat - 300) return { mark: "unknown", text: s.kept.clockWrong };
    if (left <= 0) return { mark: "over", text: s.kept.expired };
    const text = s.kept.validFor(saySpan(left, language));
    const isSoon = left < (claims.exp - claims.iat) * SOON;
    return isSoon ? { mark: "soon", text: `${s.kept.renewSoon}: ${text}` } : { mark: "good", text };
  };
}

export function KeptView(): VNode {
  const { state, s, texts, citizen } = useCitizen();
  const lastingOf = useLasting();
  return (
    <Step title={state.kept.length === 0 ? s.name : s.kept.title} isFirst>
      {state.ended === "removed" && <p class="done">{s.certificate.removed}</p>}
      {state.kept.length === 0 && <p>{s.kept.none}</p>}
      <ul class="cards">
        {state.kept.map((held) => {
          const { mark, text } = lastingOf(held);
          const { fullName, secondName } = held.claims.identity;
          const id = held.item.certificateId;
          return (
            <li key={id} class={`card ${mark}`} data-mark={mark}>
              <h2>{fullName}</h2>
              {secondName !== undefined && <p lang={secondName.language}>{secondName.fullName}</p>}
              <p class="status">{texts?.words.status[held.claims.status]}</p>
              <p class="lasting">{text}</p>
              <div class="row">
                <button type="button" class="main" onClick={() => citizen.look(id)}>
                  {s.kept.show}
                </button>
                {mark !== "good" && <Action label={s.kept.renew} onPress={() => void citizen.renew(id)} />}
              </div>
            </li>
          );
        })}
      </ul>
      {/* A link, so that it works while the script is still on its way: then it leads to what is said meanwhile. */}
      <a
        class={state.kept.length === 0 ? "button main" : "button"}
        href={`#${BEGIN}`}
        onClick={(event) => {
          event.preventDefault();
          citizen.go("notice");
        }}
      >
        {s.kept.add}
      </a>
    </Step>
  );
}
