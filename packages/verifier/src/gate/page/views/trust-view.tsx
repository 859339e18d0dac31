// Keys and revocations: what is held and how old it is, the first trust, and how new material comes in.

import { useTick } from "@mohor/offline-app/page";
import { instantForPeople } from "@mohor/schema/texts";
import type { VNode } from "preact";
import { freshnessOf } from "../freshness.ts";
import { ageInWords } from "./age.ts";
import { FileButton, Panel } from "./panel.tsx";
import { useGate } from "./use-gate.ts";

export function TrustView(): VNode {
  const { gate, s, state, now, language, texts } = useGate();
  useTick(20_000);
  const { trust, unconfirmed } = state;
  if (unconfirmed !== null) return <Compare />;
  const freshness = freshnessOf(trust, now());
  return (
    <Panel title={trust.ok ? s.trust.title : s.firstTrust.title}>
      <p class={`chip ${freshness}`}>{s.freshness[freshness]}</p>
      {trust.ok ? (
        <dl class="facts">
          <Fact term={s.trust.issuer} value={trust.issuer} />
          <Fact term={s.keys} value={ageInWords(trust.fresh, now(), language)} />
          {trust.lists.length === 0 && <Fact term={s.revocations} value={s.never} />}
          {trust.lists.map((list, index) => (
            <Fact
              key={index}
              term={s.revocations}
              value={
                list.issued === 0
                  ? s.never
                  : `${ageInWords(list.issued, now(), language)} · ${s.trust.revokedCount(list.revoked)}`
              }
            />
          ))}
          <Fact term={s.trust.expires} value={instantForPeople(trust.expires, language)} />
          <Fact term={s.trust.version} value={String(trust.version)} />
          <Fact term={s.trust.fingerprint} value={trust.fingerprint} isCode />
        </dl>
      ) : (
        <p>{trust.code === "KEYSET_MISSING" ? s.firstTrust.text : texts.codes[trust.code].text}</p>
      )}
      <div class="buttons">
        <FileButton label={trust.ok ? s.trust.load : s.firstTrust.openFile} isMain />
        <button type="button" onClick={() => void gate.updateTrust(true)}>
          {trust.ok ? s.trust.update : s.firstTrust.fetch}
        </button>
      </div>
    </Panel>
  );
}

/** A first bundle waits for a person to compare its fingerprint with what the authority has announced. */
function Compare(): VNode {
  const { gate, s, state } = useGate();
  const { unconfirmed } = state;
  return (
    <Panel title={s.firstTrust.compareTitle}>
      <p class="issuer">{unconfirmed?.issuer}</p>
      <p class="fingerprint">
        {unconfirmed?.fingerprint.split(" ").map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      <p>{s.firstTrust.compareText}</p>
      <div class="buttons">
        <button type="button" class="main" onClick={() => void gate.confirmTrust(true)}>
          {s.firstTrust.matches}
        </button>
        <button type="button" onClick={() => void gate.confirmTrust(false)}>
          {s.firstTrust.differs}
        </button>
      </div>
    </Panel>
  );
}

function Fact({
  term,
  value,
  isCode = false,
}: {
  readonly term: string;
  readonly value: string;
  readonly isCode?: boolean;
}): VNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd class={isCode ? "code" : ""}>{value}</dd>
    </div>
  );
}
