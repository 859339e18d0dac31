// What came of it: the status large and plain, the code, and what can be done with it now.

import type { VNode } from "preact";
import { sayDate } from "../say-time.ts";
import { AdviceView } from "./advice.tsx";
import { FactsView, SaveView } from "./certificate-view.tsx";
import { QrView } from "./qr-view.tsx";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

export function ResultView(): VNode | null {
  const { state, s, texts, citizen, language } = useCitizen();
  const { issued, embed } = state;
  if (issued === null) return null;
  const { claims, item } = issued;
  const isKept = state.kept.some((held) => held.item.certificateId === item.certificateId);
  return (
    <Step title={s.result.title} isFirst={embed !== null}>
      <p class={`status-large ${claims.status}`}>{texts?.words.status[claims.status]}</p>
      <p class="centre">{s.result.until(sayDate(claims.exp, language))}</p>
      {embed === null ? (
        <>
          <QrView qrText={item.qrText} label={s.certificate.qrLabel(claims.identity.fullName)} />
          <FactsView held={issued} />
          {isKept ? (
            <p class="done" role="status">
              {s.result.keptHere}
            </p>
          ) : (
            <Action kind="main" label={s.result.keep} onPress={() => void citizen.keep()} />
          )}
          <SaveView held={issued} accessToken={issued.accessToken} />
          {state.isStatusSent ? (
            <p class="done" role="status">
              {s.result.statusSent}
            </p>
          ) : (
            <Action label={s.result.sendStatus} onPress={() => void citizen.sendStatus()} />
          )}
          <Action label={s.result.notMe} onPress={() => citizen.go("not-me")} />
        </>
      ) : (
        <>
          <FactsView held={issued} />
          <AdviceView title={s.embed.asks(embed.entity)} hint={s.embed.whatFor(embed.purpose)} />
          <div class="row">
            <Action kind="main" label={s.embed.give} onPress={() => citizen.answerEmbed(true)} />
            <Action label={s.embed.refuse} onPress={() => citizen.answerEmbed(false)} />
          </div>
        </>
      )}
    </Step>
  );
}

/** The record is somebody else's, or wrong: the certificate can be withdrawn at once. */
export function NotMeView(): VNode {
  const { s, citizen } = useCitizen();
  return (
    <Step title={s.result.notMeTitle}>
      <p>{s.result.notMeText}</p>
      <Action kind="danger" label={s.result.notMeRevoke} onPress={() => void citizen.withdraw()} />
    </Step>
  );
}
