// What the citizen's pages say. A missing sentence does not compile. Counts and dates go through functions, so that each language puts
// its number and plural where they belong (Intl.PluralRules, the platform's own ICU data).

/** A card's title and what the person can do. */
export type Advice = { readonly title: string; readonly hint: string };

export type CitizenStrings = {
  readonly name: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<"auto" | "light" | "dark" | "contrast", string>>;
  readonly back: string;
  readonly close: string;
  readonly working: string;
  readonly offline: string;
  /** While the script is on its way, and when it does not come: then nothing but these sentences works. */
  readonly opening: {
    readonly wait: string;
    readonly stuck: string;
    readonly hints: readonly string[];
    readonly again: string;
  };
  readonly kept: {
    readonly title: string;
    readonly none: string;
    readonly add: string;
    readonly show: string;
    readonly validFor: (span: string) => string;
    readonly expired: string;
    readonly revoked: string;
    readonly clockWrong: string;
    readonly renew: string;
    readonly renewSoon: string;
  };
  readonly notice: {
    readonly title: string;
    readonly agree: string;
    readonly decline: string;
    readonly declined: string;
    readonly again: string;
  };
  readonly number: {
    readonly title: string;
    readonly mobile: string;
    readonly mobileHint: string;
    readonly fullName: string;
    readonly fullNameHint: string;
    readonly send: string;
  };
  readonly code: {
    readonly title: string;
    readonly sentTo: (ending: string) => string;
    readonly label: (digits: number) => string;
    readonly validFor: (span: string) => string;
    readonly expired: string;
    readonly confirm: string;
    readonly resend: string;
    readonly resendIn: (span: string) => string;
    readonly noMessage: string;
    readonly noMessageHelp: string;
    readonly otherNumber: string;
    readonly triesLeft: (tries: number) => string;
  };
  readonly result: {
    readonly title: string;
    readonly until: (date: string) => string;
    readonly keep: string;
    readonly keptHere: string;
    readonly sendStatus: string;
    readonly statusSent: string;
    readonly notMe: string;
    readonly notMeTitle: string;
    readonly notMeText: string;
    readonly notMeRevoke: string;
    readonly notMeDone: string;
  };
  readonly certificate: {
    readonly title: string;
    readonly nameOf: string;
    readonly status: string;
    readonly issued: string;
    readonly validUntil: string;
    readonly enlarge: string;
    readonly qrLabel: (fullName: string) => string;
    readonly bigHint: string;
    readonly save: string;
    readonly png: string;
    readonly svg: string;
    readonly pdf: string;
    readonly pdfLater: string;
    readonly wallet: string;
    readonly walletCode: (code: string, until: string) => string;
    readonly share: string;
    readonly copyLink: string;
    readonly linkCopied: string;
    readonly linkWarning: string;
    readonly remove: string;
    readonly removeSure: string;
    readonly removeYes: string;
    readonly removeNo: string;
    readonly removed: string;
    readonly fromLink: string;
  };
  readonly offer: {
    readonly make: string;
    readonly open: string;
    readonly scan: string;
    readonly qrLabel: string;
    readonly showNumber: string;
    readonly number: (digits: string) => string;
    readonly validFor: (span: string) => string;
    readonly over: string;
  };
  readonly storage: { readonly full: Advice; readonly none: Advice };
  readonly network: { readonly none: Advice; readonly server: Advice; readonly answer: Advice };
  readonly waitFor: (span: string) => string;
  readonly update: { readonly ready: string; readonly now: string };
  readonly embed: {
    readonly asks: (entity: string) => string;
    readonly whatFor: (purpose: string) => string;
    readonly give: string;
    readonly refuse: string;
    readonly given: string;
    readonly refused: string;
    readonly unknown: Advice;
  };
  readonly fileCaption: string;
};
