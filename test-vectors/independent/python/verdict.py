"""The verdict and the admission: spec §6 and §7."""

from claims import STATUSES, read_claims
from cose import read_sign1
from qr_text import base45, base45_part
from refusal import Refused
from strict_cbor import TOKEN_BOUNDS, read_document
from strict_ed25519 import verifies
from trust import CLOCK_TOLERANCE_SECONDS

# Spec §13: of the codes that a verdict can have, these are undecided; all others are invalid.
UNDECIDED = {
    "KEYSET_MISSING", "KEYSET_MALFORMED", "KEYSET_VERSION_UNSUPPORTED", "KEYSET_KEY_INVALID", "KEYSET_SIGNATURE_INVALID",
    "TRUST_STATE_MALFORMED", "CLOCK_IMPLAUSIBLE", "KEYSET_STALE", "ISSUEDSET_MISSING", "STATUSLIST_BEHIND",
    "STATUSLIST_STALE",
}


class Failed(Exception):
    def __init__(self, step, code):
        super().__init__(step, code)
        self.step, self.code = step, code


def verify(qr_text, trust, now, intermediates):
    """`trust` gives a store or raises Refused with the code why there is none. What is met on the way is noted down."""
    try:
        return _steps(qr_text, trust, now, intermediates)
    except Failed as failed:
        outcome = "undecided" if failed.code in UNDECIDED else "invalid"
        return {"outcome": outcome, "code": failed.code, "step": failed.step}


def _step(name, work, *args):
    try:
        return work(*args)
    except Refused as refused:
        raise Failed(name, refused.code) from None


def _steps(qr_text, trust, now, intermediates):
    part = _step("qr", base45_part, qr_text)
    token = _step("base45", base45, part)
    intermediates["tokenHex"] = token.hex()
    document = _step("cbor", read_document, token, TOKEN_BOUNDS)
    sign1 = _step("cose", read_sign1, document)
    intermediates.update({
        "protectedHeaderHex": sign1.protected_header.hex(),
        "payloadHex": sign1.payload.hex(),
        "toBeSignedHex": sign1.to_be_signed.hex(),
        "signatureHex": sign1.signature.hex(),
    })

    store = _step("trust", trust)
    if now < store.clock_floor - CLOCK_TOLERANCE_SECONDS:
        raise Failed("trust", "CLOCK_IMPLAUSIBLE")

    sharing = [key for key in store.bundle.keys if key.kid == sign1.kid]
    if not sharing:
        raise Failed("key", "KEYSET_STALE" if store.is_stale(now) else "KEY_UNKNOWN")
    candidates = [key for key in sharing if key.purpose in ("certificate", "specimen")]
    if not candidates:
        raise Failed("key", "KEY_USE_MISMATCH")

    key = next((k for k in candidates if verifies(k.public_key, sign1.signature, sign1.to_be_signed)), None)
    if key is None:
        raise Failed("signature", "SIGNATURE_INVALID")

    claims, cti = _step("claims", read_claims, sign1.payload)
    _dates(claims, now)
    status_list = store.lists.get(key.thumbprint)
    is_revoked = status_list is not None and claims["statusIndex"] in status_list.revoked
    _key_state(store, key, claims, token, is_revoked, now)
    _status_list(store, key, claims, status_list, is_revoked, now)
    return {
        "outcome": "valid",
        "claims": claims,
        "kid": sign1.kid.hex(),
        "cti": cti,
        "issuer": store.bundle.issuer,
        "notices": _notices(store, key, now),
    }


def _dates(claims, now):
    if now < claims.get("nbf", claims["iat"]) - CLOCK_TOLERANCE_SECONDS:
        raise Failed("dates", "CWT_NOT_YET_VALID")
    if now >= claims["exp"]:
        raise Failed("dates", "CWT_EXPIRED")


def _key_state(store, key, claims, token, is_revoked, now):
    if key.state == "revoked":
        issued_set = store.issued_sets.get(key.issued_set_digest)
        if key.issued_set_digest is None or (issued_set is not None and not issued_set.holds(token)):
            raise Failed("key-state", "KEY_REVOKED")
        if issued_set is None and not is_revoked:
            raise Failed("key-state", "ISSUEDSET_MISSING")
    if store.is_stale(now) and not is_revoked:
        raise Failed("key-state", "KEYSET_STALE")
    if claims["iat"] < key.use_from:
        raise Failed("key-state", "KEY_NOT_YET_ACTIVE")
    if claims["iat"] > key.sign_until or now > key.accept_until:
        raise Failed("key-state", "KEY_RETIRED")


def _status_list(store, key, claims, status_list, is_revoked, now):
    if is_revoked:
        raise Failed("status-list", "STATUSLIST_REVOKED")
    if key.floor is not None and (status_list is None or status_list.version < key.floor[0]):
        raise Failed("status-list", "STATUSLIST_BEHIND")
    if status_list is None:
        return
    if now - store.last_updates[key.thumbprint].issued > store.bundle.stale_after:
        raise Failed("status-list", "STATUSLIST_STALE")
    if claims["statusIndex"] in status_list.suspended:
        raise Failed("status-list", "STATUSLIST_SUSPENDED")
    if claims["statusIndex"] >= status_list.size:
        raise Failed("status-list", "STATUSLIST_INDEX_UNKNOWN")


def _notices(store, key, now):
    last = store.last_updates.get(key.thumbprint)
    ageing_after = store.bundle.ageing_after
    applies = (
        ("STATUSLIST_MISSING", last is None and key.floor is None),
        ("STATUSLIST_AGEING", last is not None and now - last.issued > ageing_after),
        ("KEYSET_AGEING", now - store.fresh_at() > ageing_after),
        ("KEY_REVOKED_TOKEN_KNOWN", key.state == "revoked"),
        ("KEY_SPECIMEN", key.purpose == "specimen"),
    )
    return [code for code, holds in applies if holds]


def is_policy(policy):
    """Spec §7: closed."""
    if type(policy) is not dict or not set(policy) <= {"statuses", "maxAgeSeconds", "audience", "admitsSpecimens"}:
        return False
    statuses, age = policy.get("statuses"), policy.get("maxAgeSeconds", 0)
    audience, specimens = policy.get("audience", "x"), policy.get("admitsSpecimens", False)
    return (
        type(statuses) is list and len(statuses) > 0 and all(status in STATUSES for status in statuses)
        and type(age) is int and 0 <= age < 2 ** 53
        and type(audience) is str and audience != ""
        and type(specimens) is bool
    )


def assess(verdict, policy, now):
    if verdict["outcome"] == "undecided":
        return {"outcome": "undecided", "code": verdict["code"]}
    code = verdict.get("code") or _policy_fault(verdict, policy, now)
    return {"outcome": "admitted"} if code is None else {"outcome": "not-admitted", "code": code}


def _policy_fault(verdict, policy, now):
    claims = verdict["claims"]
    if "KEY_SPECIMEN" in verdict["notices"] and not policy.get("admitsSpecimens", False):
        return "POLICY_SPECIMEN_NOT_ADMITTED"
    if "aud" in claims and claims["aud"] != policy.get("audience"):
        return "POLICY_AUDIENCE_MISMATCH"
    if claims["status"] not in policy["statuses"]:
        return "POLICY_STATUS_NOT_ADMITTED"
    if "maxAgeSeconds" in policy and now - claims["iat"] > policy["maxAgeSeconds"]:
        return "POLICY_TOO_OLD"
    return None
