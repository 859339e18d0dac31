// One certificate: code, facts, large view, saving and sending, renewing, removing.

import { encodeLinkForm } from "@mohor/schema";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Held } from "../held.ts";
import { captionOf, drawDrawing, drawPicture, offerFile } from "../save-picture.ts";
import { sayDate, sayInstant } from "../say-time.ts";
import { AdviceView } from "./advice.tsx";
import { useLasting } from "./kept-view.tsx";
import { OfferView } from "./offer-view.tsx";
import { BigQrView, QrView } from "./qr-view.tsx";
import { Action, Step } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

export function CertificateView(): VNode | null {
  const { state, s, citizen } = useCitizen();
  const lastingOf = useLasting();
  const [isBig, setBig] = useState(false);
  const [isSure, setSure] = useState(false);
  const held = state.selected;
  if (held === null) return null;
  const { mark, text } = lastingOf(held);
  const { certificateId, qrText } = held.item;
  const label = s.certificate.qrLabel(held.claims.identity.fullName);
  return (
    <Step title={s.certificate.title}>
      <p class={`lasting centre ${mark}`} data-mark={mark}>
        {text}
      </p>
      <button
        type="button"
        class="qr-button"
        aria-label={`${s.certificate.enlarge}: ${label}`}
        onClick={() => setBig(true)}
      >
        <QrView qrText={qrText} label={label} />
      </button>
      <FactsView held={held} />
      <button type="button" class="main" onClick={() => setBig(true)}>
        {s.certificate.enlarge}
      </button>
      <Action label={s.kept.renew} onPress={() => void citizen.renew(certificateId)} />
      <SaveView held={held} accessToken={null} />
      {isSure ? (
        <div class="advice" role="alert">
          <p class="what">{s.certificate.removeSure}</p>
          <div class="row">
            <Action kind="danger" label={s.certificate.removeYes} onPress={() => void citizen.remove(certificateId)} />
            <Action label={s.certificate.removeNo} onPress={() => setSure(false)} />
          </div>
        </div>
      ) : (
        <Action label={s.certificate.remove} onPress={() => setSure(true)} />
      )}
      {isBig && <BigQrView qrText={qrText} label={label} onClose={() => setBig(false)} />}
    </Step>
  );
}

/** A certificate that came by link: whose it is, and whether to keep it. */
export function LinkView(): VNode | null {
  const { state, s, citizen } = useCitizen();
  const lastingOf = useLasting();
  const held = state.selected;
  if (held === null) return null;
  const { mark, text } = lastingOf(held);
  return (
    <Step title={s.certificate.title} isFirst>
      <AdviceView title={held.claims.identity.fullName} hint={s.certificate.fromLink} />
      <p class={`lasting centre ${mark}`} data-mark={mark}>
        {text}
      </p>
      <QrView qrText={held.item.qrText} label={s.certificate.qrLabel(held.claims.identity.fullName)} />
      <FactsView held={held} />
      <Action kind="main" label={s.result.keep} onPress={() => void citizen.keepLinked()} />
      <Action label={s.close} onPress={() => citizen.go("kept")} />
    </Step>
  );
}

/** Name, status and dates. */
export function FactsView({ held }: { readonly held: Held }): VNode {
  const { s, texts, language } = useCitizen();
  const { identity, status, iat, exp } = held.claims;
  return (
    <dl class="facts">
      <div>
        <dt>{s.certificate.nameOf}</dt>
        <dd>
          {identity.fullName}
          {identity.secondName !== undefined && (
            <span lang={identity.secondName.language}>{identity.secondName.fullName}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{s.certificate.status}</dt>
        <dd>{texts?.words.status[status]}</dd>
      </div>
      <div>
        <dt>{s.certificate.issued}</dt>
        <dd>{sayDate(iat, language)}</dd>
      </div>
      <div>
        <dt>{s.certificate.validUntil}</dt>
        <dd>{sayInstant(exp, language)}</dd>
      </div>
    </dl>
  );
}

/** Saving and sending. The sheet is made by the service, so it needs the token of a fresh code. */
export function SaveView({ held, accessToken }: { readonly held: Held; readonly accessToken: string | null }): VNode {
  const { s, texts, language, savePdf, walletCode } = useCitizen();
  const [said, setSaid] = useState("");
  const { qrText, certificateId } = held.item;
  const name = `mohor-${certificateId}`;
  const caption = captionOf(held.claims, {
    title: s.fileCaption,
    status: texts?.words.status[held.claims.status] ?? "",
    until: s.result.until(sayDate(held.claims.exp, language)),
  });
  const savePng = async (): Promise<void> => {
    const blob = await drawPicture(qrText, caption);
    if (blob !== null) offerFile(blob, `${name}.png`);
  };
  const share = async (): Promise<void> => {
    const blob = await drawPicture(qrText, caption);
    if (blob === null) return;
    const files = [new File([blob], `${name}.png`, { type: "image/png" })];
    // Refused by the person or by the platform: the picture can still be saved.
    if (navigator.canShare?.({ files })) await navigator.share({ files, title: s.fileCaption }).catch(() => undefined);
    else offerFile(blob, `${name}.png`);
  };
  const sayWalletCode = async (token: string): Promise<void> => {
    const answer = await walletCode(token);
    if (answer !== null) setSaid(s.certificate.walletCode(answer.walletCode, sayInstant(answer.expiresAt, language)));
  };
  const copyLink = async (): Promise<void> => {
    const link = encodeLinkForm(location.host.toUpperCase(), qrText);
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setSaid(isCopied ? `${s.certificate.linkCopied} ${s.certificate.linkWarning}` : link);
  };
  return (
    <details class="save">
      <summary>{s.certificate.save}</summary>
      <div class="column">
        <Action label={s.certificate.png} onPress={() => void savePng()} />
        {accessToken === null ? (
          <p class="hint">{s.certificate.pdfLater}</p>
        ) : (
          <>
            <Action label={s.certificate.pdf} onPress={() => void savePdf(accessToken, `${name}.pdf`)} />
            <Action label={s.certificate.wallet} onPress={() => void sayWalletCode(accessToken)} />
            <OfferView accessToken={accessToken} />
          </>
        )}
        <Action label={s.certificate.svg} onPress={() => offerFile(drawDrawing(qrText), `${name}.svg`)} />
        <Action label={s.certificate.share} onPress={() => void share()} />
        <Action label={s.certificate.copyLink} onPress={() => void copyLink()} />
      </div>
      <p role="status" class="said">
        {said}
      </p>
    </details>
  );
}
