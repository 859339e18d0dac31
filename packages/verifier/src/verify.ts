// The verdict on one QR text: the whole algorithm of docs/spec.md §6, one step after the other; a step's number is its
// section's. Never throws on hostile input, never fetches, never reads a clock or a disk. A stale trust store may still say
// no; it may not say yes.

import {
  CLOCK_TOLERANCE_SECONDS,
  CODES,
  type Code,
  ctiHex,
  decodeBase45,
  decodeClaims,
  decodeCoseSign1,
  decodeToken,
  isIssued,
  listedStatus,
  splitQrText,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import type { FailedVerdict, Step, Verdict } from "./result.ts";
import type { Trust, TrustStore } from "./trust-store.ts";

/**
 * Whether the QR text is an authentic certificate at `now` (NumericDate, whole seconds). `trust` is a store that the caller
 * opened, or the reason why there is none. The first failing step decides. Throws TypeError only where `now` is no whole
 * number of seconds. Cost: linear in the text (≤ 1,600 characters), at most MAX_KEYS_PER_KID signature checks, and a few searches by
 * halving in the list and the issued set that are held.
 */
export function verify(qrText: string, trust: Trust, { now }: { now: number }): Verdict {
  // A clock of NaN would never be past an expiry, so it must not get further than here.
  if (!Number.isSafeInteger(now)) throw new TypeError("now must be whole seconds");

  // 1. QR text: prefix and length.
  const base45 = splitQrText(qrText);
  if (!base45.ok) return failed("qr", base45.code);

  // 2. Base45.
  const token = decodeBase45(base45.value);
  if (!token.ok) return failed("base45", token.code);

  // 3. CBOR: bounds and the deterministic form.
  const document = decodeToken(token.value);
  if (!document.ok) return failed("cbor", document.code);

  // 4. COSE_Sign1: tag, shape, protected header.
  const sign1 = decodeCoseSign1(document.value);
  if (!sign1.ok) return failed("cose", sign1.code);
  const { header, protectedHeader, payload, signature } = sign1.value;

  // 5. Trust: is there a key set, and is the clock possible?
  if (!trust.ok) return failed("trust", trust.code);
  const store = trust.value;
  if (now < store.clockFloor - CLOCK_TOLERANCE_SECONDS) return failed("trust", "CLOCK_IMPLAUSIBLE");
  const isStale = isStaleAt(store, now);

  // 6. Key: all that share the kid and may sign certificates. A stale key set may lack a new key.
  const kid = toHex(header.kid);
  const sharing = store.keysByKid.get(kid);
  if (sharing === undefined) return failed("key", isStale ? "KEYSET_STALE" : "KEY_UNKNOWN");
  const candidates = sharing.filter(({ purpose }) => purpose !== "status-list");
  if (candidates.length === 0) return failed("key", "KEY_USE_MISMATCH");

  // 7. Signature: strict Ed25519 over the bytes as received.
  const signed = toBeSigned(protectedHeader, payload);
  const key = candidates.find((candidate) => candidate.verify(signature, signed));
  if (key === undefined) return failed("signature", "SIGNATURE_INVALID");

  // 8. Claims: the closed set, each of its type and range.
  const decoded = decodeClaims(payload);
  if (!decoded.ok) return failed("claims", decoded.code);
  const claims = decoded.value;

  // 9. Dates. A gate's clock may lag a little behind the issuer's; a certificate ends on the second.
  const begins = claims.nbf ?? claims.iat;
  if (now < begins - CLOCK_TOLERANCE_SECONDS) return failed("dates", "CWT_NOT_YET_VALID");
  if (now >= claims.exp) return failed("dates", "CWT_EXPIRED");

  // 10. Key state: revoked for ever, but for what was really issued; else fresh enough to tell; else its dates. What the held
  // list has revoked is wrong whatever a newer one may say: for that, go on.
  const { statusList, statusFloor, issuedSet } = key.beside;
  const listed = statusList === null ? "valid" : listedStatus(statusList.list, claims.statusIndex);
  if (key.state === "revoked") {
    if (issuedSet === null) return failed("key-state", "KEY_REVOKED");
    if (issuedSet !== "missing" && !isIssued(issuedSet, token.value)) return failed("key-state", "KEY_REVOKED");
    if (issuedSet === "missing" && listed !== "revoked") return failed("key-state", "ISSUEDSET_MISSING");
  }
  if (isStale && listed !== "revoked") return failed("key-state", "KEYSET_STALE");
  if (claims.iat < key.useFrom) return failed("key-state", "KEY_NOT_YET_ACTIVE");
  if (claims.iat > key.signUntil || now > key.acceptUntil) return failed("key-state", "KEY_RETIRED");

  // 11. Status list: of the signing key, where one is held or asked for; a list too old may say no, not yes.
  if (listed === "revoked") return failed("status-list", "STATUSLIST_REVOKED");
  if ((statusList?.list.version ?? 0) < statusFloor) return failed("status-list", "STATUSLIST_BEHIND");
  const listAge = statusList === null ? 0 : now - statusList.issued;
  if (listAge > store.bundle.staleAfterSeconds) return failed("status-list", "STATUSLIST_STALE");
  if (listed === "suspended") return failed("status-list", "STATUSLIST_SUSPENDED");
  if (listed === "unknown") return failed("status-list", "STATUSLIST_INDEX_UNKNOWN");

  const notices: Code[] = [];
  if (statusList === null) notices.push("STATUSLIST_MISSING");
  if (listAge > store.bundle.ageingAfterSeconds) notices.push("STATUSLIST_AGEING");
  if (now - store.freshAt > store.bundle.ageingAfterSeconds) notices.push("KEYSET_AGEING");
  if (key.state === "revoked") notices.push("KEY_REVOKED_TOKEN_KNOWN");
  if (key.purpose === "specimen") notices.push("KEY_SPECIMEN");
  return Object.freeze({
    outcome: "valid",
    claims,
    kid,
    cti: ctiHex(claims.statusIndex),
    issuer: store.bundle.issuer,
    notices: Object.freeze(notices),
  });
}

/** Whether the held trust material is too old to say yes (docs/spec.md §6). */
function isStaleAt({ bundle, freshAt }: TrustStore, now: number): boolean {
  return now >= bundle.expires || now - freshAt > bundle.staleAfterSeconds;
}

function failed(step: Step, code: Code): FailedVerdict {
  // The code decides between invalid and undecided: no code stands for both (docs/spec.md §13).
  const outcome = CODES[code].outcome === "undecided" ? "undecided" : "invalid";
  return Object.freeze({ outcome, code, step });
}
