// The page's mind: which step a person is at, what came of it, and what the phone keeps. It knows no element and no pixel; the views
// show its state and call its actions. Every action may be called twice in a row: the second call finds the first at work.

import type { Language } from "@mohor/schema/texts";
import type { CertificatePart } from "./certificate-part.ts";
import type { Held } from "./held.ts";
import type { ApiFailure, EmbedRequest, IssuedCertificate, IssuerApi, Notice, OtpRequested } from "./issuer-api.ts";
import type { Spoken } from "./strings/index.ts";
import type { KeptItem, NotKept, Vault } from "./vault.ts";

export const THEMES = ["auto", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

/** The steps, and the places where what is kept is looked at. */
export const SCREENS = [
  "kept",
  "notice",
  "declined",
  "number",
  "code",
  "result",
  "not-me",
  "certificate",
  "link",
  "ended",
] as const;
export type Screen = (typeof SCREENS)[number];

/** What the page found out about a certificate's standing, beyond its dates. */
export type Standing = "good" | "revoked" | "unknown";

/** A code that is on its way. */
export type Challenge = OtpRequested & { readonly requestedAt: number };

export type CitizenState = {
  readonly spoken: Spoken;
  readonly theme: Theme;
  /** A step was taken since the page was opened: from then on a screen's heading is read out first. */
  readonly hasMoved: boolean;
  readonly screen: Screen;
  readonly isBusy: boolean;
  readonly isOnline: boolean;
  readonly failure: (ApiFailure & { readonly at: number }) | null;
  /** What the person is asked to agree to, in the language shown; null until it is there. */
  readonly notice: Notice | null;
  readonly form: { readonly mobile: string; readonly fullName: string };
  readonly challenge: Challenge | null;
  /** What was issued and not thrown away yet, with the token that it came by. */
  readonly issued: (Held & { readonly accessToken: string }) | null;
  /** The status of it is on its way to the confirmed number. */
  readonly isStatusSent: boolean;
  readonly kept: readonly Held[];
  /** The one looked at on the screen `certificate` or `link`. */
  readonly selected: Held | null;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly notKept: NotKept | null;
  /** What the last screen says: an embedding's end, or that a certificate was withdrawn. */
  readonly ended: "given" | "refused" | "withdrawn" | "removed" | null;
  readonly embed: EmbedRequest | null;
  readonly isUpdateReady: boolean;
};

/** What the page's surroundings give it. */
export type Surroundings = {
  readonly api: IssuerApi;
  readonly vault: Vault;
  /** A language whole, with the schema's texts. */
  readonly speak: (language: Language) => Promise<Spoken>;
  /** What reads certificates: the first screen does without. Rejects where it cannot be had. */
  readonly certificatePart: () => Promise<Pick<CertificatePart, "heldOf" | "readCertificate" | "readAddress">>;
  /** NumericDate now. */
  readonly now: () => number;
  readonly isOnline: () => boolean;
  /** Waits for the code in an arriving message (WebOTP) until the signal ends; null where the platform cannot. */
  readonly readCode: (signal: AbortSignal) => Promise<string | null>;
  /** Tells the browser's history of a screen, so that its way back leads through the steps. */
  readonly remember: (screen: Screen) => void;
  /** Puts the chosen language into the address, so that the server draws in it when it is asked again. */
  readonly addressIn: (language: Language) => void;
  /** The standing of certificates by the published lists; empty where nothing could be learnt. */
  readonly standingsOf: (qrTexts: readonly string[]) => Promise<readonly Standing[]>;
  /** Tells the other tabs of this page that what is kept has changed. */
  readonly announce: () => void;
  /** Hands the answer to whoever embeds the page. */
  readonly hand: (qrText: string | null, embed: EmbedRequest) => void;
};

/** What the page begins with. */
export type Beginning = {
  readonly spoken: Spoken;
  readonly theme: Theme;
  /** The address that the page was opened at, where there may be a certificate in it. */
  readonly linked: string | null;
  readonly embedSession: string | null;
};

export type Citizen = {
  readonly state: () => CitizenState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly start: () => Promise<void>;
  /** Loads ahead what later screens need. Nothing is said where it fails: they ask again. */
  readonly prepare: () => Promise<void>;
  readonly go: (screen: Screen) => void;
  /** The browser's way back led to a screen of before. */
  readonly returned: (screen: Screen) => void;
  readonly setForm: (change: Partial<CitizenState["form"]>) => void;
  readonly sendCode: () => Promise<void>;
  readonly confirm: (code: string) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly keepLinked: () => Promise<void>;
  /** Has the status sent to the number that was confirmed, for a person at somebody else's screen. */
  readonly sendStatus: () => Promise<void>;
  readonly withdraw: () => Promise<void>;
  readonly remove: (certificateId: string) => Promise<void>;
  readonly look: (certificateId: string) => void;
  readonly renew: (certificateId: string) => Promise<void>;
  readonly answerEmbed: (isGiven: boolean) => void;
  /** Something that a view asked for did not come. */
  readonly fail: (failure: ApiFailure) => void;
  readonly setLanguage: (language: Language) => Promise<void>;
  readonly setTheme: (theme: Theme) => Promise<void>;
  readonly setOnline: (isOnline: boolean) => void;
  readonly setUpdateReady: () => void;
  /** What is kept has changed in another tab. */
  readonly reload: () => Promise<void>;
};

/** What a first visitor sees: also what stands in the page's HTML before there is a script, in each language. */
export function firstState(spoken: Spoken): CitizenState {
  return {
    spoken,
    theme: "auto",
    hasMoved: false,
    screen: "kept",
    isBusy: false,
    isOnline: true,
    failure: null,
    notice: null,
    form: { mobile: "", fullName: "" },
    challenge: null,
    issued: null,
    isStatusSent: false,
    kept: [],
    selected: null,
    standings: new Map(),
    notKept: null,
    ended: null,
    embed: null,
    isUpdateReady: false,
  };
}

/** Whether a person is to see in this state what `firstState` shows in the same language. Hydration changes nothing but what is missing. */
export function isFirst(state: CitizenState): boolean {
  const shown = (one: CitizenState): string => JSON.stringify({ ...one, spoken: null });
  return shown(state) === shown(firstState(state.spoken));
}

export function createCitizen(around: Surroundings, beginning: Beginning): Citizen {
  const { api, vault, now } = around;
  const listeners = new Set<() => void>();
  let waiting: AbortController | null = null;
  let state: CitizenState = { ...firstState(beginning.spoken), theme: beginning.theme, isOnline: around.isOnline() };

  function set(change: Partial<CitizenState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function go(screen: Screen, change: Partial<CitizenState> = {}): void {
    if (screen !== "code") stopWaiting();
    if (screen !== state.screen) around.remember(screen);
    set({ failure: null, ...change, screen, hasMoved: true });
  }

  /** One thing at a time: of two taps the second does nothing. */
  async function busily(work: () => Promise<void>): Promise<void> {
    if (state.isBusy) return;
    set({ isBusy: true, failure: null });
    try {
      await work();
    } finally {
      set({ isBusy: false });
    }
  }

  async function fail(failure: ApiFailure): Promise<void> {
    // Where the texts cannot be had, it is said that there was an answer which this page cannot read.
    if (failure.kind === "problem") await speakWhole().catch(() => undefined);
    set({ failure: { ...failure, at: now() } });
  }

  /** A file of this page's own that did not come. */
  const failToLoad = (): Promise<void> => fail({ ok: false, kind: around.isOnline() ? "no-answer" : "no-network" });

  async function speakWhole(): Promise<void> {
    if (state.spoken.texts !== null) return;
    const spoken = await around.speak(state.spoken.language);
    // Another language may have been chosen meanwhile, which came whole.
    if (spoken.language === state.spoken.language) set({ spoken });
  }

  /** The part and all texts that go with it, or null where they cannot be had, which is said. */
  async function certificatePart() {
    try {
      const [part] = await Promise.all([around.certificatePart(), speakWhole()]);
      return part;
    } catch {
      await failToLoad();
      return null;
    }
  }

  async function reload(): Promise<void> {
    const items = await vault.list();
    const part = items.length === 0 ? null : await certificatePart();
    set({ kept: items.flatMap((item) => part?.heldOf(item) ?? []) });
    // Not waited for: what is kept is shown at once, whatever the network does.
    void learnStandings();
  }

  /** Asked of the published lists, never of the service by name: nobody learns who looks. */
  async function learnStandings(): Promise<void> {
    const { kept } = state;
    if (kept.length === 0 || !around.isOnline()) return;
    const standings = await around.standingsOf(kept.map(({ item }) => item.qrText));
    const learnt = new Map(state.standings);
    for (const [index, { item }] of kept.entries()) {
      const standing = standings[index];
      if (standing !== undefined && standing !== "unknown") learnt.set(item.certificateId, standing);
    }
    set({ standings: learnt });
  }

  /** Nobody agrees to what they have not seen: without the notice there is no next step. */
  async function loadNotice(): Promise<Notice | null> {
    const { language } = state.spoken;
    if (state.notice?.language === language) return state.notice;
    const answer = await api.notice(language);
    if (answer.ok) set({ notice: answer.value });
    else await fail(answer);
    return answer.ok ? answer.value : null;
  }

  async function sendCode(): Promise<void> {
    await busily(async () => {
      const { form, notice, spoken } = state;
      if (notice === null) return go("notice");
      const { version, language } = notice;
      const asked = await api.requestCode({ ...form, language: spoken.language, notice: { version, language } });
      if (!asked.ok) return fail(asked);
      go("code", { challenge: { ...asked.value, requestedAt: now() } });
      void waitForMessage();
    });
  }

  async function waitForMessage(): Promise<void> {
    stopWaiting();
    const own = new AbortController();
    waiting = own;
    const code = await around.readCode(own.signal).catch(() => null);
    if (code !== null && !own.signal.aborted && state.screen === "code") await confirm(code);
  }

  function stopWaiting(): void {
    waiting?.abort();
    waiting = null;
  }

  async function confirm(code: string): Promise<void> {
    await busily(async () => {
      const { challenge } = state;
      if (challenge === null) return;
      // First what reads the certificate: a code that was spent cannot be spent again.
      const part = await certificatePart();
      if (part === null) return;
      const confirmed = await api.confirmCode(challenge.txnId, code);
      if (!confirmed.ok) return fail(confirmed);
      const { accessToken } = confirmed.value;
      const answer = await api.certificate(accessToken);
      if (!answer.ok) return fail(answer);
      const held = part.heldOf(itemOf(answer.value));
      if (held === null) return fail({ ok: false, kind: "not-understood" });
      go("result", { issued: { ...held, accessToken }, isStatusSent: false, challenge: null, notKept: null });
    });
  }

  function itemOf({ certificateId, qrText }: IssuedCertificate): KeptItem {
    return { certificateId, qrText, ...state.form, noticeVersion: state.notice?.version ?? "", keptAt: now() };
  }

  /** Keeps a certificate; one of the same person's that it succeeds gives way to it. */
  async function put(held: Held): Promise<void> {
    const before = state.kept.find(({ item }) => isOfSamePerson(item, held.item));
    const notKept = await vault.put(held.item, before?.item.certificateId);
    set({ notKept });
    if (notKept !== null) return;
    around.announce();
    await reload();
  }

  /** One that came by link: whose number and typed name it goes with is not known here. */
  async function heldFromAddress(address: string): Promise<Held | null> {
    const part = await certificatePart();
    const qrText = part?.readAddress(address) ?? null;
    const read = qrText === null ? null : (part?.readCertificate(qrText) ?? null);
    if (qrText === null || read === null) return null;
    const { certificateId, claims } = read;
    return {
      item: { certificateId, qrText, mobile: "", fullName: "", noticeVersion: "", keptAt: now() },
      claims,
    };
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      const { linked, embedSession } = beginning;
      if (embedSession !== null) {
        const asked = await api.embedRequest();
        if (!asked.ok) return go("ended", { failure: { ...asked, at: now() } });
        go("notice", { embed: asked.value });
        await busily(async () => void (await loadNotice()));
        return;
      }
      const selected = linked === null ? null : await heldFromAddress(linked);
      await reload();
      // A link may name the very certificate that is kept here: then it is simply shown.
      const own = state.kept.find((held) => held.item.certificateId === selected?.item.certificateId);
      if (own !== undefined) go("certificate", { selected: own });
      else if (selected !== null) go("link", { selected });
    },
    prepare: () =>
      // Only loaded: nothing on the screen changes by it, so nothing is drawn anew.
      Promise.all([around.certificatePart(), around.speak(state.spoken.language)]).then(
        () => undefined,
        () => undefined,
      ),
    go(screen) {
      go(screen);
      if (screen === "notice") void busily(async () => void (await loadNotice()));
    },
    returned(screen) {
      // A step whose ground is gone is no place to come back to.
      const isThere =
        (screen !== "code" || state.challenge !== null) &&
        (screen !== "result" && screen !== "not-me" ? true : state.issued !== null) &&
        (screen !== "certificate" && screen !== "link" ? true : state.selected !== null);
      stopWaiting();
      set({ screen: isThere ? screen : "kept", failure: null, hasMoved: true });
      if (screen === "code" && isThere) void waitForMessage();
    },
    setForm: (change) => set({ form: { ...state.form, ...change } }),
    sendCode,
    confirm,
    keep: () =>
      busily(async () => {
        const { issued } = state;
        if (issued !== null) await put(issued);
      }),
    sendStatus: () =>
      busily(async () => {
        const { issued, form, spoken } = state;
        if (issued === null) return;
        const sent = await api.sendStatus(issued.accessToken, form.mobile, spoken.language);
        if (sent.ok) set({ isStatusSent: true });
        else fail(sent);
      }),
    keepLinked: () =>
      busily(async () => {
        const { selected } = state;
        if (selected === null) return;
        await put(selected);
        if (state.notKept === null) go("certificate");
      }),
    withdraw: () =>
      busily(async () => {
        const { issued } = state;
        if (issued === null) return;
        const done = await api.revoke(issued.accessToken);
        if (!done.ok) return fail(done);
        await vault.remove(issued.item.certificateId);
        around.announce();
        await reload();
        go("ended", { issued: null, ended: "withdrawn" });
      }),
    remove: (certificateId) =>
      busily(async () => {
        await vault.remove(certificateId);
        around.announce();
        await reload();
        go("kept", { selected: null, ended: "removed" });
      }),
    look(certificateId) {
      const selected = state.kept.find(({ item }) => item.certificateId === certificateId);
      if (selected !== undefined) go("certificate", { selected });
    },
    async renew(certificateId) {
      const item = state.kept.find((held) => held.item.certificateId === certificateId)?.item;
      if (item === undefined) return;
      set({ form: { mobile: item.mobile, fullName: item.fullName } });
      let notice: Notice | null = null;
      await busily(async () => {
        notice = await loadNotice();
      });
      // What came by link has no number with it, and a notice that reads otherwise now has to be agreed to anew.
      const isAgreed = notice !== null && (notice as Notice).version === item.noticeVersion;
      if (item.mobile !== "" && isAgreed) await sendCode();
      else if (state.failure === null) go("notice");
    },
    answerEmbed(isGiven) {
      const { embed, issued } = state;
      if (embed === null) return;
      around.hand(isGiven && issued !== null ? issued.item.qrText : null, embed);
      go("ended", { issued: null, ended: isGiven ? "given" : "refused" });
    },
    fail: (failure) => void fail(failure),
    async setLanguage(language) {
      const spoken = await around.speak(language).catch(() => null);
      if (spoken === null) return failToLoad();
      set({ spoken });
      around.addressIn(language);
      if (state.screen === "notice") await busily(async () => void (await loadNotice()));
      await vault.setSetting("language", language);
    },
    async setTheme(theme) {
      set({ theme });
      await vault.setSetting("theme", theme);
    },
    setOnline: (isOnline) => set({ isOnline }),
    setUpdateReady: () => set({ isUpdateReady: true }),
    reload,
  };
}

/** Typed alike: the number as typed and the name as typed. A relative on the same number has another name. */
function isOfSamePerson(a: KeptItem, b: KeptItem): boolean {
  if (a.certificateId === b.certificateId) return true;
  return a.mobile !== "" && a.mobile === b.mobile && a.fullName === b.fullName;
}
