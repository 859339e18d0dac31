"""From a picture file to the texts in it: spec §9.1. PNG only, by hand, so that every kind of damage gets its code; zbarimg reads
the codes, mirrored and light ones too. Colours become grey over white."""

import subprocess
import tempfile
import xml.etree.ElementTree
import zlib
from base64 import b64decode

from refusal import Refused

MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE = 16777216, 40000000, 16384
SIGNATURE = bytes.fromhex("89504e470d0a1a0a")
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
MAX_ZBAR_SIDE, MARGIN = 8192, 12
NAMESPACE = "{http://zbar.sourceforge.net/2008/barcode}"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def read_texts(data):
    if data == b"":
        raise Refused("PICTURE_EMPTY")
    if len(data) > MAX_PICTURE_BYTES:
        raise Refused("PICTURE_TOO_LARGE")
    if not data.startswith(SIGNATURE):
        raise Refused("PICTURE_FORMAT_UNKNOWN")
    rows = read_png(data)
    texts = scan(rows)
    if not texts:
        raise Refused("QR_NOT_FOUND")
    return texts


def demand(holds):
    if not holds:
        raise Refused("PICTURE_DAMAGED")


def read_png(data):
    """A row of grey bytes for each line (PNG Third Edition)."""
    demand(len(data) >= 33 and data[8:16] == bytes.fromhex("0000000d49484452"))
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    depth, colour, compression, filtering, interlace = data[24:29]
    demand(width > 0 and height > 0 and depth in DEPTHS.get(colour, ()) and compression == filtering == 0)
    demand(interlace <= 1)
    if width > MAX_PICTURE_SIDE or height > MAX_PICTURE_SIDE or width * height > MAX_PICTURE_PIXELS:
        raise Refused("PICTURE_TOO_LARGE")
    if interlace == 1:
        raise Refused("PICTURE_FORMAT_UNKNOWN")
    chunks = read_chunks(data)
    row_bytes = (width * depth * CHANNELS[colour] + 7) // 8
    lines = inflate(b"".join(content for kind, content in chunks if kind == b"IDAT"), height * (row_bytes + 1))
    palettes, keys = ([content for kind, content in chunks if kind == name] for name in (b"PLTE", b"tRNS"))
    demand(len(palettes) <= 1 and len(keys) <= 1 and (colour != 3 or palettes))
    palette, transparency = b"".join(palettes), b"".join(keys)
    step = max(1, depth * CHANNELS[colour] // 8)
    previous, rows = bytes(row_bytes), []
    for at in range(0, len(lines), row_bytes + 1):
        previous = unfilter(lines[at], bytearray(lines[at + 1:at + 1 + row_bytes]), previous, step)
        rows.append(grey_row(previous, width, depth, colour, palette, transparency))
    return rows


def read_chunks(data):
    at, chunks = 8, []
    while True:
        demand(at + 12 <= len(data))
        length, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        demand(at + 12 + length <= len(data))
        content = data[at + 8:at + 8 + length]
        demand(zlib.crc32(kind + content) == int.from_bytes(data[at + 8 + length:at + 12 + length], "big"))
        chunks.append((kind, content))
        at += 12 + length
        if kind == b"IEND":
            return chunks


def inflate(compressed, length):
    inflater = zlib.decompressobj()
    try:
        lines = inflater.decompress(compressed, length + 1)
    except zlib.error:
        raise Refused("PICTURE_DAMAGED") from None
    demand(len(lines) == length and inflater.eof)
    return lines


def unfilter(kind, row, above, step):
    demand(kind <= 4)
    for x in range(len(row) if kind else 0):
        left = row[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        row[x] = row[x] + (0, left, above[x], (left + above[x]) // 2, paeth(left, above[x], corner))[kind] & 255
    return bytes(row)


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def grey_row(row, width, depth, colour, palette, transparency):
    channels, most = CHANNELS[colour], (1 << depth) - 1
    samples = unpack(row, width * channels, depth)
    if colour == 3:
        greys = [palette_grey(index, palette, transparency) for index in range(most + 1)]
        return bytes(greys[sample] for sample in samples)
    if depth == 8 and colour == 0 and not transparency:
        return row
    key = [int.from_bytes(transparency[at:at + 2], "big") for at in range(0, 2 * channels, 2)]
    see_through = key if colour in (0, 2) and len(transparency) >= 2 * channels else None
    pixels = (samples[at:at + channels] for at in range(0, len(samples), channels))
    return bytes(255 if pixel == see_through else over_white(*(s * 255 // most for s in pixel)) for pixel in pixels)


def palette_grey(index, palette, transparency):
    """Spec §9.1: black past the palette."""
    colour = palette[3 * index:3 * index + 3].ljust(3, b"\0")
    return over_white(*colour, *transparency[index:index + 1])


def unpack(row, count, depth):
    if depth == 8:
        return list(row)
    if depth == 16:
        return [row[at] << 8 | row[at + 1] for at in range(0, 2 * count, 2)]
    return [row[i * depth // 8] >> 8 - depth - i * depth % 8 & (1 << depth) - 1 for i in range(count)]


def grey_of(red, green, blue):
    return (299 * red + 587 * green + 114 * blue) // 1000


def over_white(*channels):
    grey = grey_of(*channels[:3]) if len(channels) >= 3 else channels[0]
    alpha = channels[-1] if len(channels) in (2, 4) else 255
    return (grey * alpha + 255 * (255 - alpha)) // 255


def scan(rows):
    """The texts of the codes, row by row from the top and in a row from the left (spec §9.1)."""
    texts = zbar(rows)
    blocks = split(rows) if len(texts) > 1 else []
    return [text for block in blocks for text in scan(block)] if len(blocks) > 1 else texts


def zbar(rows):
    """The texts that zbarimg finds; it does not say where. What it draws on takes no side of more than 16,000 pixels."""
    step = -(-max(len(rows), len(rows[0])) // MAX_ZBAR_SIDE)
    rows = [row[::step] for row in rows[::step]]
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        file.write(b"P5 %d %d 255\n" % (len(rows[0]), len(rows)) + b"".join(rows))
        file.flush()
        command = ["zbarimg", "--nodbus", "-q", "--xml", "-Sdisable", "-Sqrcode.enable", "-Stest-inverted"]
        found = subprocess.run(command + [file.name], capture_output=True, check=False)
    if found.returncode not in (0, 4):
        raise OSError(found.stderr.decode())
    document = found.stdout.decode("utf-8") if b"</barcodes>" in found.stdout else "<barcodes/>"
    return [text_of(data) for data in xml.etree.ElementTree.fromstring(document).iter(f"{NAMESPACE}data")]


def text_of(data):
    """zbarimg writes as Base64 what is no text that XML can hold."""
    if data.get("format") != "base64":
        return data.text or ""
    content = b64decode(data.text)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def split(rows):
    """The parts of a picture between bands of light, from top to bottom and from left to right; itself where there are none."""
    lines = [part for first, last in runs([min(row) < 128 for row in rows]) for part in [rows[first:last]]]
    parts = []
    for line in lines:
        for first, last in runs([any(row[x] < 128 for row in line) for x in range(len(line[0]))]):
            margin = range(max(0, first - MARGIN), min(len(line[0]), last + MARGIN))
            blank = [b"\xff" * len(margin)] * MARGIN
            parts.append(blank + [row[margin.start:margin.stop] for row in line] + blank)
    return parts


def runs(is_dark):
    """Where dark places begin and end, with gaps below MARGIN closed."""
    found = []
    for place in (place for place, dark in enumerate(is_dark) if dark):
        if found and place - found[-1][1] < MARGIN:
            found[-1][1] = place + 1
        else:
            found.append([place, place + 1])
    return found
