// What a client holds after a confirmed code, to ask for status and certificate for some minutes more; and the answers that are
// given again when a request is repeated under the same idempotency key. Only hashes of what the client holds are kept.

/** A bearer token. Bound to the challenge that proved possession of the number. */
export type BearerToken = {
  /** Keyed hash of the token, in hex. */
  readonly tokenHash: string;
  readonly challengeId: string;
  /** The organisation that it was given to, where it was one. */
  readonly entityId: string | null;
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** An answer to be given again. */
export type RememberedAnswer = {
  /** Whose key it is: the organisation and the operation. */
  readonly scope: string;
  /** Keyed hash of the client's idempotency key, in hex. */
  readonly keyHash: string;
  /** Keyed hash of the request's body, in hex: the same key with another body is a client's mistake. */
  readonly requestHash: string;
  readonly status: number;
  /** Kept sealed. */
  readonly body: string;
  readonly expiresAt: number;
};
