"""The claims of a payload: spec §3.5 to §3.7, §6.8."""

import re
import unicodedata

from refusal import Refused
from strict_cbor import TOKEN_BOUNDS, is_uint, read_document

AUD, EXP, NBF, IAT, CTI, IDENTITY, STATUS = 3, 4, 5, 6, 7, 169, -65537
KNOWN = {AUD, EXP, NBF, IAT, CTI, IDENTITY, STATUS}
REQUIRED = {EXP, IAT, CTI, IDENTITY, STATUS}
STATUSES = ("not", "partially", "fully")


def ranges(text):
    """The code points of a list such as `U+0041-005A U+0027`."""
    points = set()
    for part in text.replace("U+", "").split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


LATIN_JOINERS = ranges("U+0020 U+0027 U+002D U+002E U+2019")
LATIN_LETTERS = ranges("U+0041-005A U+0061-007A U+00C0-00D6 U+00D8-00F6 U+00F8-024F U+1E00-1EFF")
SECOND_JOINERS = ranges("U+0020 U+0027 U+002D U+002E U+200C-200D U+2019")
SECOND_LETTERS = ranges(
    "U+0606-061B U+061D-06DC U+06DE-06FF U+0750-077F U+0900-0DFF U+1C50-1C7F U+AAE0-AAFF U+ABC0-ABFF"
)


def is_nfc(text):
    return unicodedata.normalize("NFC", text) == text


def is_name(text, letters, joiners):
    """Spec §3.6. The list of code points comes first: only how these normalise may matter."""
    if type(text) is not str or not all(ord(c) in letters or ord(c) in joiners for c in text):
        return False
    if not any(ord(c) in letters for c in text):
        return False
    return not text.startswith(" ") and not text.endswith(" ") and "  " not in text and is_nfc(text)


def is_latin_name(text):
    return is_name(text, LATIN_LETTERS, LATIN_JOINERS)


def is_second_name(text):
    return is_name(text, SECOND_LETTERS, SECOND_JOINERS)


def is_birth_date(text):
    if type(text) is not str:
        return False
    if re.fullmatch("(18|19|20)[0-9]{2}", text):
        return True
    if not re.fullmatch("(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", text):
        return False
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= days[month - 1]


def read_identity(item):
    if type(item) is not dict or not set(item) <= {4, 8, 19, 20} or 4 not in item or (19 in item) != (20 in item):
        raise Refused("IDENTITY_DATA_INVALID")
    is_sound = (
        is_latin_name(item[4])
        and (8 not in item or is_birth_date(item[8]))
        and (19 not in item or is_second_name(item[19]))
        and (20 not in item or (type(item[20]) is str and re.fullmatch("[a-z]{3}", item[20])))
    )
    if not is_sound:
        raise Refused("IDENTITY_DATA_INVALID")
    identity = {"fullName": item[4]}
    if 19 in item:
        identity["secondName"] = {"fullName": item[19], "language": item[20]}
    if 8 in item:
        identity["birthDate"] = item[8]
    return identity


def is_cti(value):
    return type(value) is bytes and (len(value) == 3 or (len(value) == 4 and value[0] != 0))


SHAPES = (
    (AUD, lambda value: type(value) is str and re.fullmatch("[!-~]{1,64}", value)),
    (EXP, is_uint),
    (NBF, is_uint),
    (IAT, is_uint),
    (CTI, is_cti),
)


def read_claims(payload):
    """The claims as a verdict carries them. Codes of spec §6.8."""
    tags, item = read_document(payload, TOKEN_BOUNDS)
    if tags or type(item) is not dict:
        raise Refused("CWT_CLAIM_INVALID")
    if not set(item) <= KNOWN:
        raise Refused("CWT_CLAIM_UNKNOWN")
    if not REQUIRED <= set(item):
        raise Refused("CWT_CLAIM_MISSING")
    for key, is_sound in SHAPES:
        if key in item and not is_sound(item[key]):
            raise Refused("CWT_CLAIM_INVALID")
    identity = read_identity(item[IDENTITY])
    status = item[STATUS]
    if type(status) is not int:
        raise Refused("CWT_CLAIM_INVALID")
    if not 0 <= status < len(STATUSES):
        raise Refused("STATUS_UNKNOWN")
    exp, iat, nbf = item[EXP], item[IAT], item.get(NBF)
    if iat >= exp or (nbf is not None and not iat < nbf < exp):
        raise Refused("CWT_CLAIM_INVALID")
    claims = {"exp": exp, "iat": iat, "statusIndex": int.from_bytes(item[CTI], "big")}
    claims.update({"identity": identity, "status": STATUSES[status]})
    if nbf is not None:
        claims["nbf"] = nbf
    if AUD in item:
        claims["aud"] = item[AUD]
    return claims, item[CTI].hex()
