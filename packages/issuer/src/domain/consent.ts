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
};
