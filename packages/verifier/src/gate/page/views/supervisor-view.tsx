// The supervisor's view: counts by hour and outcome, and nothing else.

import type { VNode } from "preact";
import { COUNTED, totalOf } from "../counters.ts";
import { Panel } from "./panel.tsx";
import { Shape } from "./shape.tsx";
import { useGate } from "./use-gate.ts";

export function SupervisorView(): VNode {
  const { s, state, language, version, texts } = useGate();
  const { counters } = state;
  const words = texts.words;
  const hours = Object.keys(counters)
    .map(Number)
    .sort((a, b) => b - a);
  const total = totalOf(counters);
  const number = new Intl.NumberFormat(`${language}-IN`);
  const hourText = new Intl.DateTimeFormat(`${language}-IN`, { weekday: "short", hour: "2-digit", hourCycle: "h23" });
  const row = (name: string, counts: Readonly<Partial<Record<(typeof COUNTED)[number], number>>>): VNode => (
    <tr key={name}>
      <th scope="row">{name}</th>
      {COUNTED.map((outcome) => (
        <td key={outcome}>{number.format(counts[outcome] ?? 0)}</td>
      ))}
    </tr>
  );
  return (
    <Panel title={s.supervisor.title}>
      {hours.length === 0 ? (
        <p>{s.supervisor.nothingYet}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{s.supervisor.hour}</th>
              {COUNTED.map((outcome) => (
                <th key={outcome} scope="col" class={outcome}>
                  <Shape of={outcome} />
                  <span class="hidden">{words.outcome[outcome]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row(s.supervisor.total, total)}
            {hours.map((hour) => row(hourText.format(hour * 1_000), counters[hour] ?? {}))}
          </tbody>
        </table>
      )}
      <p class="hint">{s.supervisor.privacy}</p>
      <p class="hint">
        {s.supervisor.version} <code>{version}</code>
      </p>
    </Panel>
  );
}
