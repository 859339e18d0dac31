"""The conformance protocol (docs/conformance.md): a question in, an answer out."""

import json

from picture import read_texts
from refusal import Refused
from trust import open_state
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


def trust_of(question):
    if question["trust"] is None:
        raise Refused("KEYSET_MISSING")
    held = {name: [bytes.fromhex(item) for item in question.get(name, [])] for name in ("updates", "issuedSets")}
    return open_state(
        bytes.fromhex(question["trust"]), held["updates"], held["issuedSets"], question.get("clockFloor", 0)
    )


def texts_answer(question):
    try:
        return {"texts": read_texts(bytes.fromhex(question["picture"]))}
    except Refused as refused:
        return {"code": refused.code}


ANSWERS = {"verdict": verdict_answer, "texts": texts_answer}
