"""Issued sets: spec §4.6."""

import hashlib

from strict_cbor import is_uint
from trust_bundle import demand, read_or_malformed

ISSUED_SET_BOUNDS = (100800000, 16)
MAX_ISSUED_SET_COUNT = 16777215
DIGEST_BYTES = 8


class IssuedSet:
    """Raises Malformed where the bytes depart from spec §4.6."""

    def __init__(self, data):
        self.bytes = data
        tags, item = read_or_malformed(data, ISSUED_SET_BOUNDS)
        demand(tags == [] and type(item) is dict and set(item) == {1, 2, 3, 4})
        self.subject, count, buckets, remainders = item[1], item[2], item[3], item[4]
        demand(type(self.subject) is bytes and len(self.subject) == 32)
        demand(is_uint(count, MAX_ISSUED_SET_COUNT) and type(buckets) is bytes and type(remainders) is bytes)
        prefix_bytes = 0 if count < 256 else 1 if count < 65536 else 2
        rest = DIGEST_BYTES - prefix_bytes
        demand(len(buckets) == (0 if prefix_bytes == 0 else 2 * 256 ** prefix_bytes))
        demand(len(remainders) == count * rest)
        sizes = [int.from_bytes(buckets[at:at + 2], "big") for at in range(0, len(buckets), 2)] or [count]
        demand(sum(sizes) == count)
        self.digests, at = set(), 0
        for bucket, size in enumerate(sizes):
            previous = None
            for _ in range(size):
                remainder = remainders[at:at + rest]
                demand(previous is None or remainder > previous)
                self.digests.add(bucket.to_bytes(prefix_bytes, "big") + remainder)
                previous, at = remainder, at + rest

    def holds(self, token):
        return hashlib.sha256(token).digest()[:DIGEST_BYTES] in self.digests
