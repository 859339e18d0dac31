// What is done with a person's data, said before anything is asked; and the screen of a person who says no.

import type { VNode } from "preact";
import { AdviceView } from "./advice.tsx";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

export function NoticeView(): VNode {
  const { state, s, citizen } = useCitizen();
  const { embed, notice } = state;
  return (
    <Step title={s.notice.title} isFirst={embed !== null}>
      {embed !== null && <AdviceView title={s.embed.asks(embed.entity)} hint={s.embed.whatFor(embed.purpose)} />}
      {notice === null ? (
        state.failure === null && <p role="status">{s.working}</p>
      ) : (
        <>
          <section class="notice" lang={notice.language}>
            {notice.text
              .split("\n")
              .filter((line) => line !== "")
              .map((line) => (
                <p key={line}>{line}</p>
              ))}
          </section>
          <div class="row">
            <Action kind="main" label={s.notice.agree} onPress={() => citizen.go("number")} />
            <Action
              label={s.notice.decline}
              onPress={() => (embed === null ? citizen.go("declined") : citizen.answerEmbed(false))}
            />
          </div>
        </>
      )}
      {notice === null && state.failure !== null && (
        <Action kind="main" label={s.notice.again} onPress={() => citizen.go("notice")} />
      )}
    </Step>
  );
}

export function DeclinedView(): VNode {
  const { s } = useCitizen();
  return (
    <Step title={s.name}>
      <p>{s.notice.declined}</p>
    </Step>
  );
}

/** The last screen: an answer handed over or not, a certificate withdrawn, a request that nobody knows. */
export function EndedView(): VNode {
  const { state, s, citizen } = useCitizen();
  const said = {
    given: s.embed.given,
    refused: s.embed.refused,
    withdrawn: s.result.notMeDone,
    removed: s.certificate.removed,
  };
  return (
    <Step title={s.name} isFirst>
      {state.ended === null ? (
        <AdviceView title={s.embed.unknown.title} hint={s.embed.unknown.hint} />
      ) : (
        <p>{said[state.ended]}</p>
      )}
      {state.embed === null && state.ended !== null && <Action label={s.close} onPress={() => citizen.go("kept")} />}
    </Step>
  );
}
