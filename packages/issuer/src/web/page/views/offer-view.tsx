// The certificate into any wallet: on a phone a link that opens it, on a large screen a code that the phone's wallet scans. Whoever
// photographs that code still lacks the number, which is shown only when the person's own wallet asks for it.

import { useTick } from "@mohor/offline-app/page";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { CredentialOffer } from "../issuer-api.ts";
import { linkPath } from "../qr-path.ts";
import { saySpan } from "../say-time.ts";
import { SymbolView } from "./qr-view.tsx";
import { Action } from "./step.tsx";
import { useCitizen } from "./use-citizen.ts";

export function OfferView({ accessToken }: { readonly accessToken: string }): VNode {
  const { s, credentialOffer } = useCitizen();
  const [offer, setOffer] = useState<CredentialOffer | null>(null);
  const make = async (): Promise<void> => {
    // A device that is held and touched has its wallet on it.
    const withTxCode = !matchMedia("(pointer: coarse)").matches;
    setOffer(await credentialOffer(accessToken, { withTxCode }));
  };
  return (
    <>
      <Action label={s.offer.make} onPress={() => void make()} />
      {offer !== null && <MadeView key={offer.offerLink} offer={offer} />}
    </>
  );
}

function MadeView({ offer }: { readonly offer: CredentialOffer }): VNode {
  const { s, language, now } = useCitizen();
  const [isShown, setShown] = useState(false);
  const drawn = useMemo(() => linkPath(offer.offerLink), [offer.offerLink]);
  useTick(1_000);
  const left = offer.expiresAt - now();
  if (left <= 0) return <p class="hint">{s.offer.over}</p>;
  const validFor = <p class="hint">{s.offer.validFor(saySpan(left, language))}</p>;
  if (offer.txCode === null) {
    return (
      <div class="offer">
        <a href={offer.offerLink}>{s.offer.open}</a>
        {validFor}
      </div>
    );
  }
  return (
    <div class="offer">
      <p>{s.offer.scan}</p>
      <SymbolView drawn={drawn} label={s.offer.qrLabel} />
      {validFor}
      {isShown ? (
        <p role="status">{s.offer.number(offer.txCode)}</p>
      ) : (
        <Action label={s.offer.showNumber} onPress={() => setShown(true)} />
      )}
    </div>
  );
}
