// The gate's state in a view: drawn again whenever it changes.

import { useChanges } from "@mohor/offline-app/page";
import type { Language, LanguageTexts } from "@mohor/schema/texts";
import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CameraControl } from "../camera-control.ts";
import type { Gate, GateState } from "../gate-state.ts";
import type { GateStrings } from "../strings/gate-strings.ts";

/** What views work with. */
export type Parts = {
  readonly gate: Gate;
  readonly control: CameraControl;
  readonly now: () => number;
  readonly version: string;
};

export const PartsContext: Context<Parts | null> = createContext<Parts | null>(null);

export type Shown = Parts & {
  readonly state: GateState;
  readonly s: GateStrings;
  readonly texts: LanguageTexts;
  readonly language: Language;
};

/** State, strings and actions for one view. */
export function useGate(): Shown {
  const parts = useContext(PartsContext);
  if (parts === null) throw new TypeError("a view stands inside the gate");
  useChanges(parts.gate.subscribe);
  const state = parts.gate.state();
  const { language, texts, strings } = state.spoken;
  return { ...parts, state, language, texts, s: strings };
}
