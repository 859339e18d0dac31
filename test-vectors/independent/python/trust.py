"""What a verifier holds, how it opens it and how it takes in more: spec §4.3, §4.8, §4.9."""

import hashlib

from issued_set import IssuedSet
from refusal import Refused
from status_list import Update, replay
from trust_bundle import Bundle, Malformed

CLOCK_TOLERANCE_SECONDS = 300
MAX_STATUS_CHAIN_UPDATES, MAX_STATUS_CHAIN_BYTES = 400, 8388608
MAX_ISSUED_SET_BYTES = 100800000


class Store:
    """A bundle with all that is held beside it. `chains`: for each subject a whole list and the updates that continue it."""

    def __init__(self, bundle, chains, issued_sets, clock_floor):
        self.bundle, self.chains, self.issued_sets = bundle, chains, issued_sets
        self.lists = {subject: replay(updates) for subject, updates in chains.items()}
        self.last_updates = {subject: updates[-1] for subject, updates in chains.items()}
        newest = [update.issued for update in self.last_updates.values()]
        self.clock_floor = max([clock_floor, bundle.issued] + newest)

    def fresh_at(self):
        current = [u.issued for u in self.last_updates.values() if u.bundle_version == self.bundle.version]
        return max([self.bundle.issued] + current)

    def is_stale(self, now):
        return now >= self.bundle.expires or now - self.fresh_at() > self.bundle.stale_after


def open_state(trust, updates=(), issued_sets=(), clock_floor=0):
    """Spec §4.8. Raises Refused with the code that every verdict then gets."""
    bundle = Bundle(trust)
    if not bundle.is_signed_by(bundle):
        raise Refused("KEYSET_SIGNATURE_INVALID")
    chains = chains_under(bundle, updates)
    held = [update.bytes for subject in sorted(chains) for update in chains[subject]]
    if held != list(updates):
        raise Refused("TRUST_STATE_MALFORMED")
    return Store(bundle, chains, issued_sets_under(bundle, issued_sets), clock_floor)


def chains_under(bundle, updates):
    """The chains of which every update holds under this bundle; a chain with one that does not is left out whole."""
    chains, unsound = {}, set()
    for data in updates:
        try:
            update = Update(data)
        except Refused:
            continue
        chains.setdefault(update.subject, []).append(update)
    for subject, chain in chains.items():
        try:
            if any(update.key_fault(bundle) for update in chain):
                unsound.add(subject)
            replay(chain)
        except Refused:
            unsound.add(subject)
    return {subject: chain for subject, chain in chains.items() if subject not in unsound}


def read_issued_set(bundle, data):
    """The set that a companion of the bundle names. Codes of spec §4.9."""
    digest = hashlib.sha256(data).digest()
    subject = next((key for key in bundle.keys if key.issued_set_digest == digest), None)
    if subject is None or len(data) > MAX_ISSUED_SET_BYTES:
        raise Refused("ISSUEDSET_UNKNOWN")
    try:
        issued_set = IssuedSet(data)
    except Malformed:
        raise Refused("ISSUEDSET_MALFORMED") from None
    if issued_set.subject != subject.thumbprint:
        raise Refused("ISSUEDSET_MALFORMED")
    return digest, issued_set


def issued_sets_under(bundle, documents):
    held = {}
    for data in documents:
        try:
            digest, issued_set = read_issued_set(bundle, data)
        except Refused:
            continue
        held[digest] = issued_set
    return held
