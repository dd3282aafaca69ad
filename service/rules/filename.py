"""File names that seem to hold a person's name: none belongs in one, for it shows wherever the file is listed."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from schemas.trouble import quoted
from service.problem import Problem
from service.rules.case import Case
from service.rules.wording import words_in

_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_BREAK = re.compile(r"[\d()\[\]{}]|--+| [-–—] ")

_KNOWN = words_in(
    """
    a about action actions adult advanced adoption adviser after agreed all amended an and annual annex answers
    appendix apr april area areas assessment assurance at attachment aud audit audited auditor auditors audits
    aug august authority autumn baby back band batch before birth blank board book borough by camhs care carer
    carers case casefile cases central chair chairs check checked checklist child childcare children childrens
    children's cic cin cla clean client clinic closed closing closure co cohort collated comments committee
    community complete completed completion conference confidential contact coordinator copy core corrected
    corporate council county court cover cp current custody cwd dec december deep dept department development
    dip director disability disabled district dive division doc document docs docx done download draft drafts
    duty early east eastern edition edit edited education eha ehcp emergency england english evidence example
    export external family fao father feb february feedback field file filed files filing final finalised
    finished first for form forms foster fostering fri friday front full further general good grade graded green
    group guidance head health help hospital house hub in inadequate independent individual initial inspection
    internal intervention iro jan january jul july jun june key lac lado large leaver leavers leaving legal line
    list live local locality locked log looked ltr main manager managers mar march mash master may meeting
    midlands migrated moderated moderation moderator mon monday month monthly mother multi my need needs new no
    north northern not note notes nov november number oct october of office officer ofsted old on one online
    open original other out outcome outstanding overall page panel paper parent part pathway peer personal pilot
    place placement plan plans planning plo post practice practitioner pre prebirth pre-birth primary print
    private pro proforma project protected protection proof public qa quality quarter quarterly question
    questions rag random raw re re-audit reaudit read ready received reception record records red redacted
    reference referral referrals reg regional reply report reports request required requires residential
    response results return returned returns review reviewed reviewing revised ri risk safe safeguarding sample
    sat saturday save saved scan scanned scanner school score second section self send senior sent sep sept
    september service services share shared sheet short sibling siblings sign signed single social south
    southern sow specialist spring ssw st staff standard statutory step strategic submission submit submitted
    summary summer sun sunday supervising supervision supervisor support sw system tab team teams template temp
    ten test thematic theme third three thu thurs thursday tier to today tool toolkit total tracker transfer tue
    tues tuesday two type unborn unit unknown unnamed unprotected unsigned untitled update updated upload
    uploaded urgent user v ver version vers visit visits view ward wed wednesday week weekly west western winter
    with word work worker workers working ws year yearly yellow young your youth yp yr
    """
)


def name_in_filename(case: Case) -> Iterator[Problem]:
    """`name.in_filename`: two neighbouring words that begin with capitals and are none that audits are named
    by.

    References, initials, dates and the words of the form's own title are no names. A single word is let pass,
    for it may be a team or a town.
    """
    if case.filename is None:
        return
    stem = PurePath(case.filename.replace("\\", "/")).name
    stem = stem.rpartition(".")[0] or stem
    title = {
        word.lower()
        for word in _PIECE.findall(f"{case.declaration.title} {case.declaration.key.replace('_', ' ')}")
    }
    for stretch in _BREAK.split(stem):
        words = [word for piece in _PIECE.findall(stretch) for word in _CAMEL.split(piece)]
        found = _name_in(words, title)
        if found:
            yield case.problem(
                "name.in_filename",
                f"{quoted(found)} in the file name looks like a person's name. Name the file by its reference, "
                "form and date.",
                said=found,
            )
            return


def _name_in(words: list[str], title: set[str]) -> str | None:
    for first, second in pairwise(words):
        if not _is_strange(second, title) and not (_is_initial(second) and _is_strange(first, title)):
            continue
        if _is_strange(first, title) or _is_initial(first):
            return f"{first} {second}"
    return None


def _is_strange(word: str, title: set[str]) -> bool:
    """A capitalised word that neither audits nor this form are named by. All capitals may be an abbreviation."""
    low = word.lower()
    return (
        len(word) > 2
        and word[0].isupper()
        and (not word.isupper() or len(word) > 3)
        and low not in _KNOWN
        and low not in title
        and low.removesuffix("s") not in _KNOWN
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word not in "AIVX"
