// Verifying entities (a railway, an employer) and vaccination centres: organisations that use the service with a key of their own.
// Nothing here is about a person. A key is shown once, when it is made, and kept as a hash.

/** What an organisation may do: ask for answers made for it, or report doses. */
export type EntityKind = "verifying-entity" | "vaccination-centre";

/** An API key. Usable at `now` where from <= now and (until is null or now < until): a rotation lets the old one run on a while. */
export type EntityKey = {
  readonly keyId: string;
  /** SHA-256 or HMAC of the secret, in hex. */
  readonly secretHash: string;
  readonly from: number;
  readonly until: number | null;
};

/** A registered organisation. */
export type Entity = {
  /** Stands as `aud` in answers made for it. */
  readonly entityId: string;
  readonly kind: EntityKind;
  readonly name: string;
  /** What it asks for, as people are told it. */
  readonly purpose: string;
  /** Web origins that may call with its name. */
  readonly origins: readonly string[];
  /** Requests a minute, over all its keys. */
  readonly requestsPerMinute: number;
  readonly state: "active" | "revoked";
  readonly registeredAt: number;
  readonly keys: readonly EntityKey[];
};

/** The key with this id where it may be used at `now`, or null. */
export function usableEntityKey(entity: Entity, keyId: string, { now }: { readonly now: number }): EntityKey | null {
  if (entity.state !== "active") return null;
  const key = entity.keys.find((held) => held.keyId === keyId);
  return key !== undefined && key.from <= now && (key.until === null || now < key.until) ? key : null;
}
