// What a person agreed to, recorded with the request and kept with what was issued under it. Minimal on purpose: purpose,
// verifying entity where there is one, version and language of the notice shown, time. A signed receipt can be made of it.

/** Consent as given with the request for a code. */
export type Consent = {
  /** Registered id of the verifying entity that the answer is for; none where the certificate is for the holder. */
  readonly audience?: string;
  readonly noticeVersion: string;
  /** Language that the notice was shown in (ISO 639-1 or 639-3). */
  readonly noticeLanguage: string;
  /** NumericDate. */
  readonly givenAt: number;
  /** Registered id of the help desk that it was given at; none where the person was alone. */
  readonly desk?: string;
};

/** A consent as it is kept for the person who gave it: with what was issued under it, and its end. */
export type ConsentReceipt = {
  /** Random, in hex. */
  readonly receiptId: string;
  /** The challenge that it was confirmed by: certificates issued on it were issued under this consent. One receipt each. */
  readonly challengeId: string;
  readonly mobileHash: string;
  readonly recordIds: readonly string[];
  readonly consent: Consent;
  /** The signed document that the person got. Stores keep it sealed. */
  readonly document: Uint8Array;
  readonly withdrawnAt: number | null;
};
