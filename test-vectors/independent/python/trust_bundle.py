"""The trust bundle: spec §4.1 to §4.3, as far as a bundle by itself goes."""

import hashlib
from collections import Counter

from claims import is_nfc, ranges
from cose import ALG_EDDSA, KID_BYTES, protected_header_kid
from refusal import Refused
from strict_cbor import encode, is_uint, read_document
from strict_ed25519 import sound_key, verifies

BODY_HEADER = bytes.fromhex("a110781c6170706c69636174696f6e2f6d6f686f722d74727573742b63626f72")
BUNDLE_BOUNDS = (65536, 4096)
MAX_TRUSTED_KEYS, MAX_COMPANIONS, MAX_ROOT_KEYS, MAX_KEYS_PER_KID = 64, 128, 16, 4

PURPOSES = {1: "certificate", 2: "status-list", 3: "specimen"}
STATES = {1: "active", 2: "revoked"}
STATUS_LIST, ISSUED_SET = 1, 2

ISSUER_POINTS = ranges("U+0020-007E U+00C0-024F U+0900-0DFF U+1C50-1C7F U+1E00-1EFF U+2013 U+2019")


class Malformed(Exception):
    """A document departs from its section somewhere; who asked knows the code."""


def demand(holds):
    if not holds:
        raise Malformed


def thumbprint(public_key):
    """RFC 9679 with SHA-256 (spec §4.1)."""
    return hashlib.sha256(encode({1: 1, -1: 6, -2: public_key})).digest()


class Key:
    """An entry of keys."""

    def __init__(self, item):
        demand(type(item) is dict and set(item) == {1, 2, 3, 4, 5, 6})
        self.public_key = read_cose_key(item[1])
        self.thumbprint = thumbprint(self.public_key)
        self.kid = self.thumbprint[:KID_BYTES]
        demand(is_uint(item[2]) and item[2] in PURPOSES and is_uint(item[6]) and item[6] in STATES)
        self.purpose, self.state = PURPOSES[item[2]], STATES[item[6]]
        self.use_from, self.sign_until, self.accept_until = item[3], item[4], item[5]
        demand(all(is_uint(item[key]) for key in (3, 4, 5)))
        demand(self.use_from <= self.sign_until <= self.accept_until)
        self.floor = None
        self.issued_set_digest = None


def read_cose_key(item):
    demand(type(item) is dict and set(item) == {1, 2, 3, -1, -2})
    demand(all(type(item[key]) is int for key in (1, 3, -1)))
    demand(item[1] == 1 and item[3] == ALG_EDDSA and item[-1] == 6)
    demand(type(item[-2]) is bytes and len(item[-2]) == 32)
    demand(type(item[2]) is bytes and item[2] == thumbprint(item[-2])[:KID_BYTES])
    return item[-2]


class Bundle:
    """A bundle that has passed checks 1 and 2 of spec §4.3. Its signatures are another question."""

    def __init__(self, data):
        self.bytes = data
        try:
            self._read(data)
        except Malformed:
            raise Refused("KEYSET_MALFORMED") from None
        for public_key in [key.public_key for key in self.keys] + self.roots:
            if sound_key(public_key) is None:
                raise Refused("KEYSET_KEY_INVALID")

    def _read(self, data):
        tags, item = read_or_malformed(data, BUNDLE_BOUNDS)
        demand(tags == [98] and type(item) is list and len(item) == 4)
        header, unprotected, self.payload, signatures = item
        demand(type(header) is bytes and header == BODY_HEADER)
        demand(type(unprotected) is dict and unprotected == {})
        demand(type(self.payload) is bytes)
        demand(type(signatures) is list and len(signatures) <= MAX_ROOT_KEYS)
        self.signatures = [read_signature(signature) for signature in signatures]
        tags, bundle = read_or_malformed(self.payload, BUNDLE_BOUNDS)
        demand(tags == [] and type(bundle) is dict)
        if is_uint(bundle.get(0)) and bundle[0] != 1:
            raise Refused("KEYSET_VERSION_UNSUPPORTED")
        self._read_payload(bundle)

    def _read_payload(self, bundle):
        demand(set(bundle) == set(range(9)) and is_uint(bundle[0]))
        self.version, self.issuer, self.issued, self.expires = bundle[1], bundle[2], bundle[3], bundle[4]
        demand(is_uint(self.version) and self.version >= 1 and is_issuer(self.issuer))
        demand(is_uint(self.issued) and is_uint(self.expires) and self.issued < self.expires)
        ages = bundle[5]
        demand(type(ages) is list and len(ages) == 2 and all(is_uint(age) for age in ages) and ages[0] <= ages[1])
        self.ageing_after, self.stale_after = ages
        self._read_roots(bundle[6])
        demand(type(bundle[7]) is list and len(bundle[7]) <= MAX_TRUSTED_KEYS)
        self.keys = [Key(item) for item in bundle[7]]
        public_keys = self.roots + [key.public_key for key in self.keys]
        demand(len(set(public_keys)) == len(public_keys))
        demand(all(count <= MAX_KEYS_PER_KID for count in Counter(key.kid for key in self.keys).values()))
        self._read_companions(bundle[8])

    def _read_roots(self, root):
        demand(type(root) is list and len(root) == 2 and type(root[1]) is list and len(root[1]) <= MAX_ROOT_KEYS)
        self.threshold, self.roots = root[0], [read_cose_key(item) for item in root[1]]
        demand(is_uint(self.threshold) and 1 <= self.threshold <= len(self.roots))

    def _read_companions(self, companions):
        demand(type(companions) is list and len(companions) <= MAX_COMPANIONS)
        seen = set()
        for companion in companions:
            demand(type(companion) is list and len(companion) == 4)
            index, kind, version, digest = companion
            demand(is_uint(index) and index < len(self.keys))
            demand(is_uint(kind) and kind in (STATUS_LIST, ISSUED_SET))
            demand(is_uint(version) and version >= 1 and (kind == STATUS_LIST or version == 1))
            demand(type(digest) is bytes and len(digest) == 32)
            demand((index, kind) not in seen)
            seen.add((index, kind))
            if kind == STATUS_LIST:
                self.keys[index].floor = (version, digest)
            else:
                self.keys[index].issued_set_digest = digest

    def is_signed_by(self, other):
        """Whether as many different root keys of `other` have signed this bundle as its threshold asks for."""
        signing = [root for root in other.roots if any(self._has_signed(root, *parts) for parts in self.signatures)]
        return len(signing) >= other.threshold

    def _has_signed(self, root, header, kid, signature):
        signed = encode(["Signature", BODY_HEADER, header, b"", self.payload])
        return kid == thumbprint(root)[:KID_BYTES] and verifies(root, signature, signed)

    def fingerprint(self):
        """Of the root set, for people to compare (spec §4.3)."""
        return hashlib.sha256(encode([self.threshold, sorted(map(thumbprint, self.roots))])).digest()[:16]

    def subject(self, of):
        """The key of purpose certificate or specimen with this thumbprint, or None."""
        return next((key for key in self.keys if key.thumbprint == of and key.purpose != "status-list"), None)


def read_or_malformed(data, bounds):
    try:
        return read_document(data, bounds)
    except Refused:
        raise Malformed from None


def read_signature(item):
    demand(type(item) is list and len(item) == 3)
    header, unprotected, signature = item
    demand(type(header) is bytes and type(unprotected) is dict and unprotected == {} and type(signature) is bytes)
    try:
        kid = protected_header_kid(header)
    except Refused:
        raise Malformed from None
    return header, kid, signature


def is_issuer(text):
    return type(text) is str and 1 <= len(text) <= 64 and all(ord(c) in ISSUER_POINTS for c in text) and is_nfc(text)
