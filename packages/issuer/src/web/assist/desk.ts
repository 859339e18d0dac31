// The help desk's mind: the desk that is open, the person before it, and how far they are. Nothing is kept of a person but here in memory,
// and all of it goes at once: when the next one comes, and by itself when nobody does anything for a while.

import type { Language } from "@mohor/schema/texts";
import type { Answered, ApiFailure } from "../page/ask-service.ts";
import type { Notice, OtpRequested } from "../page/issuer-api.ts";
import type { DeskApi, DeskSelf, PaperName, Visit } from "./desk-api.ts";
import type { Papers } from "./open-paper.ts";
import type { AssistSpoken } from "./strings/index.ts";

export type DeskScreen = "sign-in" | "person" | "code" | "paper";

/** As typed. */
export type PersonForm = {
  readonly mobile: string;
  readonly fullName: string;
  readonly language: Language;
  readonly isAgreed: boolean;
};

export type DeskState = {
  readonly spoken: AssistSpoken;
  readonly screen: DeskScreen;
  readonly isBusy: boolean;
  readonly failure: (ApiFailure & { readonly at: number }) | null;
  readonly self: DeskSelf | null;
  /** In the person's language; null until it is there. */
  readonly notice: Notice | null;
  readonly form: PersonForm;
  readonly challenge: (OtpRequested & { readonly requestedAt: number }) | null;
  readonly visit: Visit | null;
  /** A paper of this visit was opened. */
  readonly isOpened: boolean;
  /** The last person was cleared because nobody did anything. */
  readonly isCleared: boolean;
};

/** Where the key is while the tab is open. */
export type KeyPlace = {
  readonly get: () => string | null;
  readonly set: (key: string | null) => void;
};

export type DeskSurroundings = {
  readonly api: DeskApi;
  readonly papers: Papers;
  readonly key: KeyPlace;
  readonly speak: (language: Language) => Promise<AssistSpoken>;
  /** NumericDate now. */
  readonly now: () => number;
};

export type Desk = {
  readonly state: () => DeskState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Opens the desk again where the tab still holds its key. */
  readonly start: () => Promise<void>;
  readonly signIn: (key: string) => Promise<void>;
  readonly signOut: () => void;
  readonly setLanguage: (language: Language) => Promise<void>;
  readonly setForm: (change: Partial<PersonForm>) => void;
  readonly sendCode: () => Promise<void>;
  readonly confirm: (code: string) => Promise<void>;
  /** Tries the message with the status once more, with the code that was confirmed. */
  readonly sendStatusAgain: () => Promise<void>;
  readonly print: (paper: PaperName) => Promise<void>;
  readonly next: () => void;
  /** Somebody did something. */
  readonly touch: () => void;
  /** Called every now and then: clears what has been left lying. */
  readonly tick: () => void;
};

/** As long as a code lives, and a little: who has gone to look for a signal comes back by then. */
export const PERSON_IDLE_SECONDS = 300;

/** After half an hour somebody else may sit there. */
export const DESK_IDLE_SECONDS = 1_800;

const API_KEY = /^mohor_[0-9a-f]{16}_[0-9a-f]{64}$/;

export function createDesk(around: DeskSurroundings, spoken: AssistSpoken): Desk {
  const { api, papers, key, now } = around;
  const listeners = new Set<() => void>();
  let touchedAt = now();
  let confirmedCode = "";
  const nobody = (language: Language): PersonForm => ({ mobile: "", fullName: "", language, isAgreed: false });
  let state: DeskState = {
    spoken,
    screen: "sign-in",
    isBusy: false,
    failure: null,
    self: null,
    notice: null,
    form: nobody(spoken.language),
    challenge: null,
    visit: null,
    isOpened: false,
    isCleared: false,
  };

  function set(change: Partial<DeskState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  /** One thing at a time: of two presses the second does nothing. */
  async function busily(work: () => Promise<void>): Promise<void> {
    if (state.isBusy) return;
    set({ isBusy: true, failure: null, isCleared: false });
    try {
      await work();
    } finally {
      set({ isBusy: false });
    }
  }

  /** The value, or null with what went wrong shown; a key that is no longer accepted closes the desk. */
  function taken<T>(answer: Answered<T>): T | null {
    if (answer.ok) return answer.value;
    if (answer.kind === "problem" && answer.code === "ENTITY_KEY_INVALID") close();
    set({ failure: { ...answer, at: now() } });
    return null;
  }

  /** Everything about the person, here and at the service. */
  function forget(change: Partial<DeskState> = {}): void {
    const { visit } = state;
    const held = key.get();
    if (visit !== null && held !== null) void api.end(held, visit.accessToken);
    papers.clear();
    confirmedCode = "";
    const form = nobody(state.spoken.language);
    const screen = state.self === null ? "sign-in" : "person";
    set({ form, challenge: null, visit: null, isOpened: false, failure: null, screen, ...change });
  }

  function close(): void {
    forget({ self: null, screen: "sign-in" });
    key.set(null);
  }

  async function loadNotice(): Promise<void> {
    const { language } = state.form;
    if (state.notice?.language === language) return;
    const notice = taken(await api.notice(language));
    // Another language may have been chosen meanwhile.
    if (notice !== null && state.form.language === language) set({ notice });
  }

  async function signIn(typed: string): Promise<void> {
    const given = typed.trim();
    if (!API_KEY.test(given)) {
      set({ failure: { ok: false, kind: "problem", code: "ENTITY_KEY_INVALID", at: now() } });
      return;
    }
    await busily(async () => {
      const self = taken(await api.self(given));
      if (self === null) return;
      key.set(given);
      set({ self, screen: "person", form: nobody(state.spoken.language) });
      await loadNotice();
    });
  }

  async function confirm(code: string): Promise<void> {
    await busily(async () => {
      const { challenge, form } = state;
      const held = key.get();
      if (challenge === null || held === null) return;
      const { txnId } = challenge;
      const { mobile, language } = form;
      const visit = taken(await api.confirmCode(held, { txnId, code, mobile, language }));
      if (visit === null) return;
      confirmedCode = code;
      set({ visit, screen: "paper" });
    });
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      const held = key.get();
      if (held !== null) await signIn(held);
    },
    signIn,
    signOut: close,
    async setLanguage(language) {
      const said = await around.speak(language).catch(() => null);
      if (said === null) return set({ failure: { ok: false, kind: "no-answer", at: now() } });
      // A person's language that nobody has chosen yet follows the desk's.
      const isUntouched = state.form.mobile === "" && state.form.fullName === "";
      const form = isUntouched ? { ...state.form, language, isAgreed: false } : state.form;
      set({ spoken: said, form, failure: null });
      if (state.screen === "person") await busily(loadNotice);
    },
    setForm(change) {
      const isOther = change.language !== undefined && change.language !== state.form.language;
      // What was heard in one language was not heard in another.
      set({ form: { ...state.form, ...change, ...(isOther ? { isAgreed: false } : {}) }, isCleared: false });
      if (isOther) void busily(loadNotice);
    },
    sendCode: () =>
      busily(async () => {
        const { form, notice } = state;
        const held = key.get();
        if (held === null) return;
        if (notice === null || notice.language !== form.language) return loadNotice();
        if (!form.isAgreed) return;
        const { mobile, fullName, language } = form;
        const asked = await api.requestCode(held, {
          mobile,
          fullName,
          language,
          notice: { version: notice.version, language },
        });
        const requested = taken(asked);
        if (requested !== null) set({ challenge: { ...requested, requestedAt: now() }, screen: "code" });
      }),
    confirm,
    async sendStatusAgain() {
      if (confirmedCode !== "") await confirm(confirmedCode);
    },
    async print(paper) {
      const { visit, form } = state;
      const held = key.get();
      if (visit === null || held === null || state.isBusy) return;
      await busily(async () => {
        const fetched = api.paper(held, visit.accessToken, paper, form.language).then(taken);
        await papers.open(`${paper}.pdf`, fetched);
        if ((await fetched) !== null) set({ isOpened: true });
      });
    },
    next: () => forget({ isCleared: false }),
    touch() {
      touchedAt = now();
    },
    tick() {
      const idle = now() - touchedAt;
      const { form, challenge, visit, self } = state;
      const isSomebody = form.mobile !== "" || form.fullName !== "" || challenge !== null || visit !== null;
      if (self !== null && idle >= DESK_IDLE_SECONDS) close();
      else if (isSomebody && idle >= PERSON_IDLE_SECONDS) forget({ isCleared: true });
    },
  };
}
