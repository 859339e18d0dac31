// Verifying entities (a railway, an employer), vaccination centres and help desks: who uses the service with a key of their own.
// Nothing here is about a person. A key is shown once, when it is made, and kept as a hash.

/** What an organisation may do: ask for answers made for it, report doses, or ask in the name of people who stand before it. */
export type EntityKind = "verifying-entity" | "vaccination-centre" | "help-desk";

/** What a help desk may do in place of what a block of addresses may, which it shares with its neighbours (docs/decisions/0053). */
export type DeskLimits = {
  /** Codes asked for in an hour that nobody confirmed, each confirmation making room for two; four times as many in a day. */
  readonly codesPerHour: number;
  /** Then nothing more is asked for or tried there until a day has gone by. */
  readonly wrongCodesPerDay: number;
};

/** What is known of a help desk beside. */
export type DeskTerms = DeskLimits & {
  /** Where people find it. */
  readonly place: string;
};

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
  /** What it asks for, as people are told it; empty for a help desk, which asks for nothing of its own. */
  readonly purpose: string;
  /** Web origins that may call with its name. */
  readonly origins: readonly string[];
  /** Requests a minute, over all its keys. */
  readonly requestsPerMinute: number;
  readonly state: "active" | "revoked";
  readonly registeredAt: number;
  readonly keys: readonly EntityKey[];
  /** Of a help desk, and of no other. */
  readonly desk?: DeskTerms;
};

/** The key with this id where it may be used at `now`, or null. */
export function usableEntityKey(entity: Entity, keyId: string, { now }: { readonly now: number }): EntityKey | null {
  if (entity.state !== "active") return null;
  const key = entity.keys.find((held) => held.keyId === keyId);
  return key !== undefined && key.from <= now && (key.until === null || now < key.until) ? key : null;
}
