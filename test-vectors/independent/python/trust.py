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


class Intake:
    """Taking in documents (spec §4.9): what is held goes in, what to hold comes out, and an outcome for each document."""

    def __init__(self, held, documents, now, first_trust):
        self.now, self.first_trust = now, first_trust
        self.documents = documents
        self.outcomes = [None] * len(documents)
        self.held = held
        self.clock_floor = held.clock_floor if held else 0

    def run(self):
        by_kind = {kind: [i for i, data in enumerate(self.documents) if kind_of(data) == kind] for kind in KINDS}
        bundle = self.take_bundles(by_kind["bundle"])
        for i, data in enumerate(self.documents):
            if kind_of(data) is None:
                self.outcomes[i] = "PACK_DOCUMENT_UNKNOWN"
            elif bundle is None and self.outcomes[i] is None:
                self.outcomes[i] = "KEYSET_MISSING"
        if bundle is None:
            return None
        if self.held is not None and bundle is self.held.bundle:
            chains, sets = dict(self.held.chains), dict(self.held.issued_sets)
        else:
            # Under a new bundle everything held beside the old one is checked again.
            chains = chains_under(bundle, [u.bytes for c in self.held.chains.values() for u in c]) if self.held else {}
            named = {key.issued_set_digest: key.thumbprint for key in bundle.keys}
            sets = {
                digest: held for digest, held in (self.held.issued_sets.items() if self.held else ())
                if named.get(digest) == held.subject
            }
        self.take_updates(by_kind["update"], bundle, chains)
        self.take_issued_sets(by_kind["issued set"], bundle, sets)
        return Store(bundle, chains, sets, self.clock_floor)

    # Trust bundles.

    def take_bundles(self, places):
        candidates = []
        for i in places:
            try:
                candidates.append((i, Bundle(self.documents[i])))
            except Refused as refused:
                self.outcomes[i] = refused.code
        before = self.held.bundle if self.held else None
        first = before or self.first_bundle(candidates)
        if first is None:
            return None
        path, reached = ([] if before else [first]), first
        newer = sorted({bundle.version for _, bundle in candidates if bundle.version > first.version})
        for version in newer:
            following = self.following(reached, [c for c in candidates if c[1].version == version])
            if following is not None:
                path.append(following)
                reached = following
        while path and self.now >= path[-1].expires:
            expired = path.pop()
            self.tell([c for c in candidates if c[1].payload == expired.payload], "KEYSET_EXPIRED")
        reached = path[-1] if path else before
        accepted = bool(path)
        for bundle in path:
            self.clock_floor = max(self.clock_floor, bundle.issued)
        self.old_bundles(candidates, first, before, reached, accepted)
        return reached

    def first_bundle(self, candidates):
        sound = []
        for i, bundle in candidates:
            if bundle.is_signed_by(bundle):
                sound.append((i, bundle))
            else:
                self.outcomes[i] = "KEYSET_SIGNATURE_INVALID"
        if self.first_trust is None:
            self.tell(sound, "KEYSET_ROOT_UNCONFIRMED")
            return None
        if self.first_trust != "on-first-use":
            vouched = [c for c in sound if c[1].fingerprint() == self.first_trust]
            if not vouched:
                self.tell(sound, "KEYSET_FINGERPRINT_MISMATCH")
        else:
            vouched = sound
        for version in sorted({bundle.version for _, bundle in vouched}, reverse=True):
            of_version = [c for c in vouched if c[1].version == version]
            if len({bundle.payload for _, bundle in of_version}) == 1:
                self.tell(of_version[:1], "accepted")
                return of_version[0][1]
            self.tell(of_version, "KEYSET_EQUIVOCATION")
        return None

    def following(self, reached, candidates):
        """The bundle of one version above the one reached that is accepted, or None."""
        left = []
        for i, bundle in candidates:
            if not bundle.is_signed_by(reached):
                self.outcomes[i] = "KEYSET_ROOT_UNTRUSTED"
            elif not bundle.is_signed_by(bundle):
                self.outcomes[i] = "KEYSET_SIGNATURE_INVALID"
            else:
                left.append((i, bundle))
        if len({bundle.payload for _, bundle in left}) > 1:
            self.tell(left, "KEYSET_EQUIVOCATION")
            return None
        self.tell(left, "unchanged")
        self.tell(left[:1], "accepted")
        return left[0][1] if left else None

    def old_bundles(self, candidates, first, before, reached, accepted):
        """Those of the version held at the beginning, and below it."""
        same = [c for c in candidates if c[1].version == first.version and self.outcomes[c[0]] is None]
        for i, bundle in same:
            if not bundle.is_signed_by(first):
                self.outcomes[i] = "KEYSET_ROOT_UNTRUSTED"
            elif not bundle.is_signed_by(bundle):
                self.outcomes[i] = "KEYSET_SIGNATURE_INVALID"
            else:
                self.outcomes[i] = "unchanged" if bundle.payload == first.payload else "KEYSET_EQUIVOCATION"
        came = accepted or any(self.outcomes[i] == "unchanged" for i, bundle in same)
        for i, bundle in candidates:
            if self.outcomes[i] is None:
                self.outcomes[i] = "unchanged" if came else "KEYSET_ROLLBACK"

    # Status updates.

    def take_updates(self, places, bundle, chains):
        received = []
        for i in places:
            try:
                received.append((i, Update(self.documents[i])))
            except Refused as refused:
                self.outcomes[i] = refused.code
        older, current = [], set()
        for i, update in sorted(received, key=lambda c: (c[1].version, c[1].base_version, c[1].bytes)):
            outcome = update.key_fault(bundle, self.now)
            if outcome is None and update.issued > self.now + CLOCK_TOLERANCE_SECONDS:
                outcome = "CLOCK_IMPLAUSIBLE"
            if outcome is None:
                outcome = self.extend(chains, update)
            if outcome == "older":
                older.append((i, update))
            if outcome in ("accepted", "unchanged"):
                current.add(update.subject)
            self.outcomes[i] = outcome
        for i, update in older:
            self.outcomes[i] = "unchanged" if update.subject in current else "STATUSLIST_ROLLBACK"

    @staticmethod
    def extend(chains, update):
        """Checks 7 to 10."""
        chain = chains.get(update.subject, [])
        is_held_version = False
        if chain:
            last = chain[-1]
            if update.version < last.version:
                return "older"
            is_held_version = update.version == last.version
            if is_held_version and update.digest != last.digest:
                return "STATUSLIST_EQUIVOCATION"
            if is_held_version and update.issued <= last.issued:
                return "unchanged"
        base = []
        if not update.is_whole():
            ends = [n for n, u in enumerate(chain, 1) if (u.version, u.digest) == (update.base_version, update.base_digest)]
            if not ends:
                return "unchanged" if is_held_version else "STATUSLIST_GAP"
            base = chain[:ends[-1]]
        extended = base + [update]
        is_too_long = len(extended) > MAX_STATUS_CHAIN_UPDATES
        if not update.is_whole() and (is_too_long or sum(len(u.bytes) for u in extended) > MAX_STATUS_CHAIN_BYTES):
            return "unchanged" if is_held_version else "STATUSLIST_GAP"
        try:
            replay(extended)
        except Refused as refused:
            return refused.code
        chains[update.subject] = extended
        return "accepted"

    # Issued sets.

    def take_issued_sets(self, places, bundle, sets):
        for i in places:
            try:
                digest, issued_set = read_issued_set(bundle, self.documents[i])
            except Refused as refused:
                self.outcomes[i] = refused.code
                continue
            self.outcomes[i] = "unchanged" if digest in sets else "accepted"
            sets[digest] = issued_set

    def tell(self, candidates, outcome):
        for i, _ in candidates:
            self.outcomes[i] = outcome


KINDS = ("bundle", "update", "issued set")


def kind_of(data):
    """What the beginning says (spec §4.7)."""
    if data[:2] == b"\xd8\x62":
        return "bundle"
    return {b"\xd2": "update", b"\xa4": "issued set"}.get(data[:1])
