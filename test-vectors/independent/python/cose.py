"""COSE_Sign1 of a token, spec §3.4 and §6.4."""

from refusal import Refused
from strict_cbor import TOKEN_BOUNDS, encode, read_document

ALG_EDDSA = -8
ALG_ED25519 = -19
KID_BYTES = 4


class Sign1:
    def __init__(self, protected_header, payload, signature):
        self.protected_header = protected_header
        self.payload = payload
        self.signature = signature
        self.kid = protected_header_kid(protected_header)
        self.to_be_signed = encode(["Signature1", protected_header, b"", payload])


def read_sign1(document):
    """The parts of a token's document. Codes of spec §6.4."""
    tags, item = document
    if tags != [18]:
        raise Refused("COSE_TAG_UNEXPECTED")
    if not is_sign1_shape(item):
        raise Refused("COSE_SHAPE_INVALID")
    protected_header, _, payload, signature = item
    return Sign1(protected_header, payload, signature)


def is_sign1_shape(item):
    return (
        type(item) is list
        and len(item) == 4
        and type(item[0]) is bytes
        and item[1] == {} and type(item[1]) is dict
        and type(item[2]) is bytes
        and type(item[3]) is bytes
    )


def protected_header_kid(data):
    """Spec §6.4, checks 3 to 8."""
    tags, header = read_document(data, TOKEN_BOUNDS)
    if tags or type(header) is not dict:
        raise Refused("COSE_SHAPE_INVALID")
    if 2 in header:
        raise Refused("COSE_CRIT_UNKNOWN")
    alg = header.get(1)
    if type(alg) is not int or alg not in (ALG_EDDSA, ALG_ED25519):
        raise Refused("COSE_ALG_NOT_ALLOWED")
    if 4 not in header:
        raise Refused("COSE_KID_MISSING")
    kid = header[4]
    if type(kid) is not bytes or len(kid) != KID_BYTES or len(header) != 2:
        raise Refused("COSE_SHAPE_INVALID")
    return kid
