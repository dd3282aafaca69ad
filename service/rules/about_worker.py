"""Actions about the worker and not about the child: training, supervision, wellbeing, capability, workload.

Audit forms go on the child's record. An action about the worker's development must not be on them but in an
e-mail to the manager (an English authority's auditing advice, 2020).
"""

from collections.abc import Iterator

from service.problem import Problem
from service.rules.actions import OWNER, ROLE, WHAT
from service.rules.case import Case
from service.rules.wording import folded, sentences
from service.rules.worker_matters import (
    ARRANGED,
    BY_NAME,
    CASE,
    CASE_MATTERS,
    HINT,
    OF_THE_TRADE,
    OTHER,
    OTHERS_HELPER,
    OWN_TRAINING,
    SHARED,
    STAFF_LEARNING,
    WORKER,
    matters,
)


def about_worker(case: Case) -> Iterator[Problem]:
    """`action.about_worker`: must not stay on a document that goes on the child's file.

    Forms about supervision itself are not filed there and may say such things.
    """
    if case.declaration.subject == "supervision":
        return
    for row, what in case.tasks:
        owner = f"{case.text(OWNER, row)[:100]} {case.text(ROLE, row)[:100]}".lower()
        found = matter_in(what, owner, case.declaration.subject)
        if found is not None:
            yield case.problem(
                "action.about_worker",
                f"This looks like an action about the worker ({found}). This form goes on the record of the person "
                "it is about: take the action out, and send it to the line manager another way.",
                WHAT,
                row,
            )


def matter_in(what: str, owner: str = "", subject: str = "child") -> str | None:
    """What about the worker an action is: `training`, `workload` ...; None where it is about the case.

    `owner` is who is to do it, `subject` whom the form is about.
    """
    for sentence in sentences(what):
        if (found := _matter(folded(sentence), owner, subject)) is not None:
            return found
    return None


def _matter(sentence: str, owner: str, subject: str) -> str | None:
    if not HINT.search(sentence):
        return None
    sentence = OTHERS_HELPER.sub("mother's helper", sentence)
    for name, pattern in matters().items():
        if not pattern.search(sentence):
            continue
        if name in CASE_MATTERS and CASE.search(sentence):
            continue
        if name in SHARED and OTHER.search(sentence) and not WORKER.search(sentence):
            continue
        return name
    return "training" if _is_own_training(sentence, owner, subject) else None


def _is_own_training(sentence: str, owner: str, subject: str) -> bool:
    """Whether it asks its owner to be trained without saying who that is: “Attend training on chronologies”."""
    if OTHER.search(owner):
        return False
    if OF_THE_TRADE.search(sentence) and "carer" not in sentence and "parent" not in sentence:
        if BY_NAME.match(sentence) and OTHER.search(sentence):
            return False
        return bool(OWN_TRAINING.match(sentence) or ARRANGED.search(sentence))
    if subject in ("foster_carer", "young_person") or OTHER.search(sentence):
        return False
    if BY_NAME.match(sentence) and not STAFF_LEARNING.search(sentence):
        return False
    return bool(OWN_TRAINING.match(sentence))
