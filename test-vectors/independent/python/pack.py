"""QR texts of trust material: spec §4.7."""

import hashlib
import re

from qr_text import BLANK, base45, code_units
from refusal import Refused
from strict_cbor import read_document

MAX_PACK_TEXT_LENGTH, MAX_PACK_BYTES, MAX_PACK_DOCUMENTS, MAX_PACK_PIECES, MAX_PIECE_SETS = 1600, 134217728, 64, 64, 4
ANY_VERSION = "M[TP][0-9]{1,4}:"


def read_pack(data):
    if len(data) > MAX_PACK_BYTES:
        raise Refused("PACK_TOO_LARGE")
    try:
        tags, item = read_document(data, (MAX_PACK_BYTES, MAX_PACK_DOCUMENTS + 1))
    except Refused:
        raise Refused("PACK_MALFORMED") from None
    is_pack = not tags and type(item) is list and 1 <= len(item) <= MAX_PACK_DOCUMENTS
    if not is_pack or any(type(document) is not bytes for document in item):
        raise Refused("PACK_MALFORMED")
    return item


def read_text(text):
    """The prefix and the bytes behind it."""
    if code_units(text) > MAX_PACK_TEXT_LENGTH:
        raise Refused("PACK_TOO_LARGE")
    inner = text.strip(BLANK)
    if not re.match(ANY_VERSION, inner, re.ASCII | re.IGNORECASE):
        raise Refused("PACK_PREFIX_UNKNOWN")
    if inner != text:
        raise Refused("QR_WHITESPACE_AROUND")
    if not re.match(ANY_VERSION, text, re.ASCII):
        raise Refused("QR_CASE_CHANGED")
    if not text.startswith(("MT1:", "MP1:")):
        raise Refused("PACK_VERSION_UNSUPPORTED")
    return text[:4], base45(text[4:])


def read_texts(texts):
    """The documents of all packs, as they become whole. The first refusal decides."""
    found, sets = [], {}
    for text in texts:
        prefix, data = read_text(text)
        if prefix == "MT1:":
            found += read_pack(data)
        else:
            found += collect(sets, data)
    if any(len(chunks) <= last for last, chunks in sets.values()):
        raise Refused("PACK_INCOMPLETE")
    return found


def collect(sets, data):
    """Adds a piece; the documents where it was the last that was missing."""
    if len(data) < 11 or data[8] > data[9] or data[9] >= MAX_PACK_PIECES:
        raise Refused("PACK_MALFORMED")
    set_id, index, last, chunk = data[:8], data[8], data[9], data[10:]
    held_last, chunks = sets.pop(set_id, (last, {}))
    if held_last != last or chunks.get(index, chunk) != chunk:
        raise Refused("PACK_PIECES_CONTRADICT")
    is_again = index in chunks
    chunks = {**chunks, index: chunk}
    lengths = {len(chunks[i]) for i in chunks if i != last}
    if len(lengths) > 1 or (last in chunks and lengths and len(chunks[last]) > min(lengths)):
        raise Refused("PACK_PIECES_CONTRADICT")
    documents = []
    if len(chunks) > last and not is_again:
        pack = b"".join(chunks[i] for i in range(last + 1))
        if hashlib.sha256(pack).digest()[:8] != set_id:
            raise Refused("PACK_DIGEST_MISMATCH")
        documents = read_pack(pack)
    sets[set_id] = (last, chunks)
    if len(sets) > MAX_PIECE_SETS:
        del sets[next(iter(sets))]
    return documents
