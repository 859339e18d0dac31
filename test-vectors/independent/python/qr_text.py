"""From what a scanner reads to the token's bytes: spec §3.1, §3.2, §3.8, §6.1, §6.2."""

import re

from refusal import Refused

MAX_QR_TEXT_LENGTH = 1024
MAX_LINK_TEXT_LENGTH = 1600

# re.ASCII keeps "in any case" to the 26 letters: U+017F and U+212A match no letter (spec §3).
LINK_START = re.compile(r"https://[a-z0-9.-]{1,253}(:[0-9]{1,5})?/#", re.ASCII | re.IGNORECASE)
ANY_VERSION = re.compile(r"MQ[0-9]{1,4}:", re.ASCII | re.IGNORECASE)
TRUST_MATERIAL = re.compile(r"M[TP][0-9]{1,4}:", re.ASCII | re.IGNORECASE)
ANY_VERSION_IN_CAPITALS = re.compile(r"MQ[0-9]{1,4}:", re.ASCII)
LINK_REST = re.compile(r"([0-9A-Z$*+./:-]|%20|%25)*", re.ASCII)
BLANK = " \t\r\n"

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
DIGIT = {character: value for value, character in enumerate(ALPHABET)}


def code_units(text):
    """Lengths of QR texts are counted in UTF-16 code units (spec §3.1)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def base45_part(text):
    """Spec §6.1."""
    if code_units(text) > MAX_LINK_TEXT_LENGTH:
        raise Refused("QR_TOO_LONG")
    rest = text.strip(BLANK)
    has_blank_around = rest != text
    link = LINK_START.match(rest)
    if link:
        rest = rest[link.end():]
    if not ANY_VERSION.match(rest):
        raise Refused("QR_TRUST_MATERIAL" if TRUST_MATERIAL.match(rest) else "QR_PREFIX_UNKNOWN")
    if has_blank_around:
        raise Refused("QR_WHITESPACE_AROUND")
    if not ANY_VERSION_IN_CAPITALS.match(rest):
        raise Refused("QR_CASE_CHANGED")
    if not rest.startswith("MQ1:"):
        raise Refused("QR_VERSION_UNSUPPORTED")
    if link:
        if not LINK_REST.fullmatch(rest):
            raise Refused("QR_LINK_INVALID")
        rest = re.sub("%20|%25", lambda escape: " " if escape[0] == "%20" else "%", rest)
    if code_units(rest) > MAX_QR_TEXT_LENGTH:
        raise Refused("QR_TOO_LONG")
    return rest[len("MQ1:"):]


def base45(text):
    """Spec §3.2: strict RFC 9285."""
    if len(text) % 3 == 1 or any(character not in DIGIT for character in text):
        raise Refused("BASE45_INVALID")
    decoded = bytearray()
    for start in range(0, len(text), 3):
        group = [DIGIT[character] for character in text[start:start + 3]]
        value = sum(digit * 45 ** place for place, digit in enumerate(group))
        length = len(group) - 1
        if value >= 1 << 8 * length:
            raise Refused("BASE45_INVALID")
        decoded += value.to_bytes(length, "big")
    return bytes(decoded)
