"""The deterministic CBOR of spec §3.3. The checks are read off its text, in its order; cbor2 then makes the values."""

import cbor2

from refusal import Refused

MAX_CBOR_NESTING = 4
MAX_TEXT_BYTES = 128
MAX_CBOR_ARGUMENT = 2 ** 32 - 1

TOKEN_BOUNDS = (640, 64)

LIMIT = "CBOR_LIMIT_EXCEEDED"
MALFORMED = "CBOR_MALFORMED"
NOT_DETERMINISTIC = "CBOR_NOT_DETERMINISTIC"
TYPE_NOT_ALLOWED = "CBOR_TYPE_NOT_ALLOWED"


def read_document(data, bounds):
    """The tags around a document, outermost first, and its item. Raises Refused with a code of spec §6.3."""
    return _Reader(data, *bounds).document()


def encode(value):
    """Deterministic encoding, for what is signed and digested."""
    return cbor2.dumps(value, canonical=True)


class _Reader:
    def __init__(self, data, max_bytes, max_items):
        self.data = data
        self.at = 0
        self.items = 0
        self.max_bytes = max_bytes
        self.max_items = max_items

    def document(self):
        if len(self.data) > self.max_bytes:
            raise Refused(LIMIT)
        tags = []
        while self.major_type() == 6:
            if len(tags) == MAX_CBOR_NESTING:
                raise Refused(LIMIT)
            tags.append(self.head())
        start = self.at
        self.item(0)
        if self.at != len(self.data):
            raise Refused(MALFORMED)
        return tags, cbor2.loads(self.data[start:])

    def major_type(self):
        return None if self.at >= len(self.data) else self.data[self.at] >> 5

    def left(self):
        return len(self.data) - self.at

    def count_item(self):
        if self.items == self.max_items:
            raise Refused(LIMIT)
        self.items += 1

    def head(self):
        self.count_item()
        if self.left() == 0:
            raise Refused(MALFORMED)
        major, info = self.data[self.at] >> 5, self.data[self.at] & 31
        self.at += 1
        if info < 24:
            return info
        if info in (28, 29, 30):
            raise Refused(MALFORMED)
        if info == 31:
            raise Refused(NOT_DETERMINISTIC if major in (2, 3, 4, 5) else MALFORMED)
        width = 1 << (info - 24)
        if self.left() < width:
            raise Refused(MALFORMED)
        argument = int.from_bytes(self.data[self.at:self.at + width], "big")
        self.at += width
        if argument < (24 if width == 1 else 1 << 8 * (width // 2)):
            raise Refused(NOT_DETERMINISTIC)
        if argument > MAX_CBOR_ARGUMENT:
            raise Refused(LIMIT)
        return argument

    def item(self, nesting):
        major = self.major_type()
        if major == 7:
            self.simple_or_float()
        argument = self.head()
        if major in (0, 1):
            return
        if major == 2:
            if self.left() < argument:
                raise Refused(MALFORMED)
            self.at += argument
        elif major == 3:
            self.text(argument)
        elif major == 4:
            self.nest(nesting)
            for _ in range(argument):
                self.item(nesting + 1)
        elif major == 5:
            self.map(argument, nesting)
        else:
            raise Refused(TYPE_NOT_ALLOWED)

    def simple_or_float(self):
        self.count_item()
        info = self.data[self.at] & 31
        needs = 0 if info < 24 else 1 << (info - 24)
        if info >= 28 or self.left() - 1 < needs or (info == 24 and self.data[self.at + 1] < 32):
            raise Refused(MALFORMED)
        raise Refused(TYPE_NOT_ALLOWED)

    def text(self, length):
        if length > MAX_TEXT_BYTES:
            raise Refused(LIMIT)
        if self.left() < length:
            raise Refused(MALFORMED)
        try:
            text = self.data[self.at:self.at + length].decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(MALFORMED) from None
        if "\ufeff" in text:
            raise Refused(NOT_DETERMINISTIC)
        self.at += length

    def nest(self, nesting):
        if nesting == MAX_CBOR_NESTING:
            raise Refused(LIMIT)

    def map(self, entries, nesting):
        self.nest(nesting)
        previous = None
        for _ in range(entries):
            start, major = self.at, self.major_type()
            self.item(nesting + 1)
            if major not in (0, 1, 3):
                raise Refused(TYPE_NOT_ALLOWED)
            key = self.data[start:self.at]
            if previous is not None and key <= previous:
                raise Refused(NOT_DETERMINISTIC)
            previous = key
            self.item(nesting + 1)


def is_uint(value, most=MAX_CBOR_ARGUMENT):
    return type(value) is int and 0 <= value <= most
