// What page and worker say to each other: one call, one answer. Plain data that survives structuredClone; pixels are handed over and
// not copied.

import type { Code } from "@mohor/schema";
import type { Admission, Policy, ShownOutcome, TrustState, Verdict } from "@mohor/verifier";

/** A rectangle of a frame, in its pixels. */
export type Region = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Pixels on their way: a frame of the camera, or RGBA of a picture. */
export type Pixels =
  | { readonly kind: "video-frame"; readonly frame: VideoFrame }
  | {
      readonly kind: "rgba";
      readonly width: number;
      readonly height: number;
      readonly data: Uint8ClampedArray<ArrayBuffer>;
    };

/** One certificate judged. */
export type Judged = {
  readonly kind: "certificate";
  readonly verdict: Verdict;
  readonly admission: Admission;
  readonly shown: ShownOutcome;
  /** Seconds since the same certificate was shown before, where that was within the minute. */
  readonly secondsSinceShown: number | null;
};

/** One text that is no certificate but trust material, or a piece of it. */
export type TrustText =
  | { readonly kind: "trust-piece"; readonly have: number; readonly all: number }
  | { readonly kind: "trust-refused"; readonly code: Code }
  | { readonly kind: "trust-documents"; readonly documents: readonly Uint8Array[] };

export type Seen = Judged | TrustText;

/** What trust the worker has opened, as far as a person needs to see it. Dates are NumericDate. */
export type TrustSummary =
  | { readonly ok: false; readonly code: Code }
  | {
      readonly ok: true;
      readonly issuer: string;
      readonly version: number;
      readonly expires: number;
      readonly ageingAfterSeconds: number;
      readonly staleAfterSeconds: number;
      /** The newest signed time that says the keys are still these. */
      readonly fresh: number;
      readonly clockFloor: number;
      /** Of the root keys, in eight groups as people compare them. */
      readonly fingerprint: string;
      /** The lists of keys that are in use, held or asked for by the bundle. */
      readonly lists: readonly {
        readonly issued: number;
        readonly version: number;
        readonly revoked: number;
        /** The bundle asks for a newer one. */
        readonly isBehind: boolean;
        /** After this second nothing of its key is accepted, and the list no longer matters. */
        readonly acceptUntil: number;
      }[];
    };

/** What came of trust documents. `state` is what to keep from now on, null where nothing changed. */
export type Accepted = {
  readonly outcomes: readonly (Code | "accepted" | "unchanged")[];
  /** A first bundle waits for a person to compare this fingerprint. */
  readonly unconfirmed: { readonly issuer: string; readonly fingerprint: string } | null;
  readonly state: TrustState | null;
  readonly trust: TrustSummary;
};

/** How the first bundle is trusted: not without a person, by the person's comparison, or because it came with the app itself. */
export type FirstTrust = { readonly fingerprint: string } | "on-first-use" | null;

/** The calls, by name: what is given and what comes back. */
export type Calls = {
  /** Opens what the device kept, verifying it wholly. Before it every certificate is undecided. */
  open: {
    given: {
      readonly state: TrustState | null;
      readonly policy: Policy;
    };
    answer: TrustSummary;
  };
  policy: { given: Policy; answer: null };
  accept: {
    given: { readonly documents: readonly Uint8Array[]; readonly firstTrust: FirstTrust; readonly now: number };
    answer: Accepted;
  };
  /** Asks a publisher's folder for news of what is held (docs/spec.md §4.10). `code`: why not all could be had. */
  update: {
    given: { readonly from: string; readonly now: number };
    answer: { readonly code: Code | null; readonly accepted: Accepted };
  };
  /** Looks at a frame of the camera. Only what has come into view since the last frames is judged. */
  look: {
    given: {
      readonly pixels: Pixels;
      readonly region: Region | null;
      readonly isThorough: boolean;
      readonly now: number;
    };
    answer: {
      readonly seen: readonly Seen[];
      readonly inView: number;
      /** Where the codes are, with room around them. */
      readonly region: Region | null;
      readonly isWithoutWasm: boolean;
      readonly milliseconds: number;
    };
  };
  /** Looks at one picture with every engine. */
  picture: {
    given: { readonly pixels: Pixels; readonly now: number };
    answer: readonly Seen[];
  };
  /** A text that was typed, pasted or in a link. */
  text: { given: { readonly text: string; readonly now: number }; answer: Seen };
  /** It was later than this while the page was open: a clock that was set back since is wrong. */
  notBefore: { given: number; answer: null };
  /** What to keep because valid certificates have raised the lowest plausible time, or null where it is not worth it. */
  stateToKeep: { given: null; answer: TrustState | null };
};

export type CallName = keyof Calls;

/** A call on its way. */
export type Request = {
  [N in CallName]: { readonly id: number; readonly name: N; readonly given: Calls[N]["given"] };
}[CallName];

/** Its answer; a worker that failed inside says so and no more, for a message could quote a code. */
export type Response =
  | { readonly id: number; readonly answer: Calls[CallName]["answer"] }
  | { readonly id: number; readonly failed: true };
