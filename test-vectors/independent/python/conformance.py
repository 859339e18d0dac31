"""The conformance protocol (docs/conformance.md): a question in, an answer out."""

import json
from functools import lru_cache

import pack
from picture import read_texts
from refusal import Refused
from trust import Intake, open_state
from verdict import assess, is_policy, verify


def answer(line):
    question = json.loads(line)
    try:
        return {"id": question["id"], **ANSWERS[question["ask"]](question)}
    except Exception as error:  # the protocol has an answer for a program's own mistakes, and the next question comes
        return {"id": question.get("id"), "error": f"{type(error).__name__}: {error}"}


def verdict_answer(question):
    policy = question.get("policy")
    if policy is not None and not is_policy(policy):
        raise ValueError("not a policy")
    intermediates = {}
    verdict = verify(question["qrText"], lambda: trust_of(question), question["now"], intermediates)
    admission = {} if policy is None else {"admission": assess(verdict, policy, question["now"])}
    return {"verdict": verdict, **admission, "intermediates": intermediates}


def trust_of(held):
    if held["trust"] is None:
        raise Refused("KEYSET_MISSING")
    updates, issued_sets = (tuple(held.get(name, ())) for name in ("updates", "issuedSets"))
    store = opened(held["trust"], updates, issued_sets, held.get("clockFloor", 0))
    if isinstance(store, Refused):
        raise Refused(store.code)
    return store


@lru_cache(maxsize=1024)
def opened(trust, updates, issued_sets, clock_floor):
    """A trust store, or the refusal; kept between questions, as a gate keeps it between certificates."""
    documents = ([bytes.fromhex(item) for item in items] for items in (updates, issued_sets))
    try:
        return open_state(bytes.fromhex(trust), *documents, clock_floor)
    except Refused as refused:
        return refused


def acceptance_answer(question):
    documents = [bytes.fromhex(document) for document in question["documents"]]
    first_trust = question.get("firstTrust")
    if type(first_trust) is dict:
        first_trust = bytes.fromhex(first_trust["fingerprint"])
    try:
        held = None if question["held"] is None else trust_of(question["held"])
    except Refused as refused:
        return {"outcomes": [refused.code] * len(documents), "after": None}
    intake = Intake(held, documents, question["now"], first_trust)
    store = intake.run()
    return {"outcomes": intake.outcomes, "after": None if store is None else held_of(store)}


def held_of(store):
    after = {"trust": store.bundle.bytes.hex()}
    updates = [update.bytes.hex() for subject in sorted(store.chains) for update in store.chains[subject]]
    issued_sets = [store.issued_sets[digest].bytes.hex() for digest in sorted(store.issued_sets)]
    after.update({"updates": updates} if updates else {})
    after.update({"issuedSets": issued_sets} if issued_sets else {})
    return {**after, "clockFloor": store.clock_floor}


def documents_answer(question):
    try:
        return {"documents": [document.hex() for document in pack.read_texts(question["packTexts"])]}
    except Refused as refused:
        return {"code": refused.code}


def texts_answer(question):
    try:
        return {"texts": read_texts(bytes.fromhex(question["picture"]))}
    except Refused as refused:
        return {"code": refused.code}


ANSWERS = {
    "verdict": verdict_answer,
    "texts": texts_answer,
    "acceptance": acceptance_answer,
    "documents": documents_answer,
}
