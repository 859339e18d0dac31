"""Status lists and the updates that lead from one version to the next: spec §4.5."""

import hashlib

from cose import ALG_ED25519, ALG_EDDSA, KID_BYTES, is_sign1_shape
from refusal import Refused
from strict_cbor import encode, is_uint
from strict_ed25519 import verifies
from trust_bundle import Malformed, demand, read_or_malformed

UPDATE_BOUNDS = (4194304, 64)
TYPE = "application/mohor-status+cbor"
MAX_INDEX_SET_COUNT = 4194304


def rice_bits(count, size):
    """The largest k with count * 2^k * 100 <= 69 * size, or 0."""
    k = 0
    while count and count * 2 ** (k + 1) * 100 <= 69 * size:
        k += 1
    return k


def encode_index_set(indices, size):
    k = rice_bits(len(indices), size)
    bits, previous = [], -1
    for index in sorted(indices):
        gap = index - previous - 1
        previous = index
        bits.append("1" * (gap >> k) + "0" + (format(gap & (1 << k) - 1, f"0{k}b") if k else ""))
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return [len(indices), int(text, 2).to_bytes(len(text) // 8, "big") if text else b""]


def read_index_set(item, size):
    demand(type(item) is list and len(item) == 2 and is_uint(item[0], MAX_INDEX_SET_COUNT) and type(item[1]) is bytes)
    count, data = item
    k = rice_bits(count, size)
    bits = "".join(format(byte, "08b") for byte in data)
    at, previous, indices = 0, -1, []
    for _ in range(count):
        zero = bits.find("0", at)
        demand(zero >= 0 and zero + 1 + k <= len(bits))
        gap = (zero - at << k) + (int(bits[zero + 1:zero + 1 + k], 2) if k else 0)
        previous += gap + 1
        demand(previous < size)
        indices.append(previous)
        at = zero + 1 + k
    demand(len(bits) - at < 8 and "1" not in bits[at:])
    return frozenset(indices)


class StatusList:
    """What an update leads to: a value, with a digest."""

    def __init__(self, subject, size, version=0, revoked=frozenset(), suspended=frozenset()):
        self.subject, self.size, self.version = subject, size, version
        self.revoked, self.suspended = revoked, suspended

    def digest(self):
        sets = [encode_index_set(indices, self.size) for indices in (self.revoked, self.suspended)]
        return hashlib.sha256(encode([self.subject, self.size, self.version, *sets])).digest()


class Update:
    """A status update whose form is right. Who signed it, and what it continues, are other questions."""

    def __init__(self, data):
        self.bytes = data
        try:
            self._read(data)
        except Malformed:
            raise Refused("STATUSLIST_MALFORMED") from None

    def _read(self, data):
        tags, item = read_or_malformed(data, UPDATE_BOUNDS)
        demand(tags == [18] and is_sign1_shape(item))
        header, _, payload, self.signature = item
        self.to_be_signed = encode(["Signature1", header, b"", payload])
        self._read_header(header)
        tags, update = read_or_malformed(payload, UPDATE_BOUNDS)
        demand(tags == [] and type(update) is dict and set(update) == set(range(1, 12)))
        self.version, self.subject, self.issued, self.base_version = (update[key] for key in (1, 2, 3, 4))
        self.base_digest, self.digest, self.size, self.bundle_version = (update[key] for key in (5, 6, 10, 11))
        demand(all(is_uint(update[key]) for key in (1, 3, 4, 10, 11)))
        demand(all(type(update[key]) is bytes and len(update[key]) == 32 for key in (2, 5, 6)))
        demand(self.version > self.base_version and self.size >= 1 and self.bundle_version >= 1)
        self.revoked, self.suspended, self.reinstated = (read_index_set(update[key], self.size) for key in (7, 8, 9))
        demand(len(self.revoked | self.suspended | self.reinstated)
               == len(self.revoked) + len(self.suspended) + len(self.reinstated))
        if self.is_whole():
            demand(self.base_digest == StatusList(self.subject, self.size).digest() and not self.reinstated)

    def _read_header(self, data):
        tags, header = read_or_malformed(data, UPDATE_BOUNDS)
        demand(tags == [] and type(header) is dict and set(header) == {1, 4, 16})
        demand(type(header[1]) is int and header[1] in (ALG_EDDSA, ALG_ED25519))
        demand(type(header[4]) is bytes and len(header[4]) == KID_BYTES)
        demand(type(header[16]) is str and header[16] == TYPE)
        self.kid = header[4]

    def is_whole(self):
        return self.base_version == 0

    def key_fault(self, bundle, now=None):
        """Checks 2 to 5 of spec §4.9. Without `now` accept until is not asked, as when a state is opened."""
        subject = bundle.subject(self.subject)
        if subject is None:
            return "STATUSLIST_SUBJECT_UNKNOWN"
        candidates = [
            key for key in bundle.keys
            if key.kid == self.kid and key.purpose == "status-list" and key.state == "active"
            and key.use_from <= self.issued <= key.sign_until and (now is None or now <= key.accept_until)
        ]
        if not candidates:
            return "STATUSLIST_KEY_NOT_ALLOWED"
        if not any(verifies(key.public_key, self.signature, self.to_be_signed) for key in candidates):
            return "STATUSLIST_SIGNATURE_INVALID"
        if subject.floor is not None and subject.floor[0] == self.version and subject.floor[1] != self.digest:
            return "STATUSLIST_EQUIVOCATION"
        return None


def replay(updates):
    """The list that a whole list and the updates after it lead to (spec §4.5)."""
    state = None
    for update in updates:
        if state is None:
            if not update.is_whole():
                raise Refused("STATUSLIST_GAP")
            state, digest = StatusList(update.subject, update.size), update.base_digest
        continues = (update.base_version, update.subject, update.size) == (state.version, state.subject, state.size)
        if not continues or update.base_digest != digest:
            raise Refused("STATUSLIST_GAP")
        changes_what_it_lists = (
            not update.revoked & state.revoked
            and not update.suspended & (state.revoked | state.suspended)
            and update.reinstated <= state.suspended
        )
        if not changes_what_it_lists:
            raise Refused("STATUSLIST_DIGEST_MISMATCH")
        revoked = state.revoked | update.revoked
        suspended = (state.suspended | update.suspended) - update.reinstated - update.revoked
        state, digest = StatusList(state.subject, state.size, update.version, revoked, suspended), update.digest
    if state.digest() != digest:
        raise Refused("STATUSLIST_DIGEST_MISMATCH")
    return state
