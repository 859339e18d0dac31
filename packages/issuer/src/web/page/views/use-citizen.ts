// The page's state in a view: drawn again whenever it changes.

import { useChanges } from "@mohor/offline-app/page";
import type { Language, LanguageTexts } from "@mohor/schema/texts";
import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CertificatePart } from "../certificate-part.ts";
import type { Citizen, CitizenState } from "../citizen.ts";
import type { CredentialOffer } from "../issuer-api.ts";
import type { CitizenStrings } from "../strings/index.ts";

/** What views work with. */
export type Parts = {
  readonly citizen: Citizen;
  readonly now: () => number;
  /** Null until it has been loaded. */
  readonly certificatePart: () => CertificatePart | null;
  /** Fetches the sheet by the token of a fresh code and offers it as a file of this name. */
  readonly savePdf: (accessToken: string, name: string) => Promise<void>;
  /** A code for a wallet, by the token of a fresh code; null where there is none, which is said. */
  readonly walletCode: (
    accessToken: string,
  ) => Promise<{ readonly walletCode: string; readonly expiresAt: number } | null>;
  /** An offer for any wallet, by the token of a fresh code; null where there is none, which is said. */
  readonly credentialOffer: (
    accessToken: string,
    wanted: { readonly withTxCode: boolean },
  ) => Promise<CredentialOffer | null>;
};

export const PartsContext: Context<Parts | null> = createContext<Parts | null>(null);

export type Shown = Parts & {
  readonly state: CitizenState;
  readonly s: CitizenStrings;
  /** Null on the first screen, which has none of them. */
  readonly texts: LanguageTexts | null;
  readonly language: Language;
};

/** State, strings and actions for one view. */
export function useCitizen(): Shown {
  const parts = useContext(PartsContext);
  if (parts === null) throw new TypeError("a view stands inside the page");
  useChanges(parts.citizen.subscribe);
  const state = parts.citizen.state();
  const { s, texts, language } = state.spoken;
  return { ...parts, state, s, texts, language };
}
