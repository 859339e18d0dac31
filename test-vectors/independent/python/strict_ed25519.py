"""Strict Ed25519, spec §8: the two gates and the equation, in integers. Where both gates are passed OpenSSL computes the same
equation; it is asked too, and a disagreement is an error, never a verdict."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)

SMALL_ORDER_Y = {
    int.from_bytes(bytes.fromhex(encoding), "little")
    for encoding in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    )
}

# Points in extended coordinates (RFC 8032 §5.1.4): x = X/Z, y = Y/Z, xy = T/Z.
NEUTRAL = (0, 1, 1, 0)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double(p):
    a = p[0] * p[0] % P
    b = p[1] * p[1] % P
    h = a + b
    e = h - (p[0] + p[1]) ** 2 % P
    g = a - b
    f = 2 * p[2] * p[2] + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def negate(p):
    return (-p[0] % P, p[1], p[2], -p[3] % P)


def is_neutral(p):
    return p[0] % P == 0 and (p[1] - p[2]) % P == 0


def sum_of_multiples(s, p, k, q):
    """[s]p + [k]q, both scalars at once."""
    both = add(p, q)
    total = NEUTRAL
    for bit in range(max(s.bit_length(), k.bit_length()) - 1, -1, -1):
        total = double(total)
        chosen = (s >> bit & 1, k >> bit & 1)
        if chosen != (0, 0):
            total = add(total, {(1, 0): p, (0, 1): q, (1, 1): both}[chosen])
    return total


def y_of(encoding):
    return int.from_bytes(encoding, "little") & (2 ** 255 - 1)


def encode_point(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decode_point(encoding):
    """RFC 8032 §5.1.3, or None."""
    y, sign = y_of(encoding), encoding[31] >> 7
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * SQRT_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@lru_cache(maxsize=4096)
def sound_key(public_key):
    """Gate K: the point of a sound public key, or None."""
    if len(public_key) != 32:
        return None
    a = decode_point(public_key)
    if a is None or is_neutral(a) or not is_neutral(sum_of_multiples(L, a, 0, NEUTRAL)):
        return None
    return a


def passes_gate_g(signature):
    if len(signature) != 64:
        return False
    y = y_of(signature[:32])
    return int.from_bytes(signature[32:], "little") < L and y < P and y not in SMALL_ORDER_Y


def verifies(public_key, signature, message):
    """The whole predicate for a public key that has passed gate K."""
    if not passes_gate_g(signature):
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + public_key + message).digest(), "little") % L
    own = encode_point(sum_of_multiples(s, BASE, k, negate(sound_key(public_key)))) == r
    if own != _openssl_verifies(public_key, signature, message):
        raise AssertionError("the equation and OpenSSL disagree")
    return own


def _openssl_verifies(public_key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        return True
    except InvalidSignature:
        return False
