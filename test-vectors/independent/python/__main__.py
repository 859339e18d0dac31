"""An independent verifier of Mohor certificates, written from docs/spec.md alone.

    python3 test-vectors/independent/python conformance           answer the questions of docs/conformance.md, one a line
    python3 test-vectors/independent/python verify TEXT TRUST     the verdict on a QR text by a trust bundle's file, now

Needs Debian's python3-cbor2 and python3-cryptography, and zbar-tools for pictures."""

import json
import sys
import time

from conformance import answer
from verdict import verify
from trust import open_state


def main(arguments):
    if arguments == ["conformance"]:
        for line in sys.stdin:
            print(json.dumps(answer(line)), flush=True)
        return 0
    if len(arguments) == 3 and arguments[0] == "verify":
        with open(arguments[2], "rb") as file:
            bundle = file.read()
        verdict = verify(arguments[1], lambda: open_state(bundle), int(time.time()), {})
        print(json.dumps(verdict, ensure_ascii=False))
        return {"valid": 0, "invalid": 1, "undecided": 3}[verdict["outcome"]]
    print(__doc__, file=sys.stderr)
    return 2


sys.exit(main(sys.argv[1:]))
