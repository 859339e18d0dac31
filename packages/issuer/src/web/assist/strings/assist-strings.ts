// What the help desk's page and the page for a printer say beside the citizen's sentences. A missing one does not compile.

export type AssistStrings = {
  readonly desk: string;
  readonly signIn: {
    readonly title: string;
    readonly key: string;
    readonly keyHint: string;
    readonly enter: string;
    readonly leave: string;
  };
  readonly person: {
    readonly title: string;
    readonly language: string;
    readonly mobileHint: string;
    readonly nameHint: string;
    readonly readAloud: string;
    readonly agreed: string;
    readonly send: string;
  };
  readonly code: {
    readonly title: string;
    readonly ask: (desk: string) => string;
    readonly confirm: string;
  };
  readonly paper: {
    readonly title: string;
    readonly compare: string;
    readonly card: string;
    readonly sheet: string;
    readonly receipt: string;
    readonly messages: Readonly<Record<"sent" | "not-sent" | "not-offered", string>>;
    readonly sendAgain: string;
    readonly timeLeft: (span: string) => string;
    readonly timeOver: string;
    readonly opened: string;
    readonly save: string;
  };
  readonly next: string;
  readonly cleared: string;
  readonly printer: {
    readonly title: string;
    readonly code: string;
    readonly codeHint: string;
    readonly digits: string;
    readonly digitsHint: string;
    readonly clear: string;
    readonly clearHint: string;
  };
};
