"""Editions: one in use never changes, and a form that would serve nobody is not taken."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from schemas.record import put
from service.errors import NotAllowed, NotNow, Refused, Unfit
from service.roles import Actor, Role
from service.wiring import Wired
from service.word.fill import fill
from service.word.form import load_form
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.word.pack import rewrite
from service.word.package import open_package
from service.workflow.add_edition import Overtaken, add_edition, keep_edition
from service.workflow.place import Outcome
from service.workflow.receive import receive
from service.workflow.send_out import make, send_out, typed_header
from tests.services import at_once
from tests.word.shipped import ROOT
from tests.word.tiny import run
from tests.workflow.auditing import a_record, audit_of, completed, form_of, sent_out

SMALL = (ROOT / "tests" / "word" / "outlines" / "small.yaml").read_text(encoding="utf-8")


def small(*changes: tuple[str, str], edition: str = "1") -> bytes:
    """The small form, its outline changed in these places."""
    outline = SMALL
    for old, new in (*changes, ('edition: "1"', f'edition: "{edition}"')):
        assert old in outline
        outline = outline.replace(old, new)
    return build(read_outline(outline))


RENAMED = ("{key: smart,", "{key: timely,")
SHORTER = ('      - {key: shared, text: "Was the plan shared with the family?"}\n', "")
LONGER = (
    "columns: [what, owner, due]",
    "columns: [what, owner, due, impact]",
)
TICKED = (
    "  - {tag: subject.moves,",
    "  - {tag: subject.plan_shared, title: Plan shared, kind: tick}\n  - {tag: subject.moves,",
)
REWORDED = ("Was the home checked", "Was the home looked at")


HEADER = {"audit": {"date": "2026-06-01", "team": "Harbour"}, "subject": {"status": "home"}}


def kind(came: object) -> str:
    """What came of it, in a word."""
    return came.code if isinstance(came, NotNow) else type(came).__name__


def used(service: Wired, content: bytes) -> str:
    """The reference of an audit on a form that was added for it."""
    add_edition(service.work(), content)
    return send_out(service.work(), load_form(content), HEADER).reference


def test_a_new_form_is_kept_and_can_be_used_at_once(service: Wired) -> None:
    content = small()
    added, new = add_edition(service.work(), content)
    assert (added.key, added.edition, added.title, new) == ("small", "1", "Small audit", True)
    kept = service.work().catalogue.find("small")
    assert kept is not None
    assert kept.digest == load_form(content).digest


def test_the_same_file_again_changes_nothing(service: Wired) -> None:
    reference = used(service, small())
    _, new = add_edition(service.work(), small())
    assert not new
    assert audit_of(service.work(), reference).edition.edition == "1"


def test_an_edition_that_nothing_was_made_of_is_replaced(service: Wired) -> None:
    add_edition(service.work(), small())
    _, new = add_edition(service.work(), small(REWORDED))
    assert new
    kept = service.work().catalogue.find("small", "1")
    assert kept is not None
    assert kept.digest == load_form(small(REWORDED)).digest


def test_an_edition_in_use_is_not_changed_and_the_refusal_names_what_differs(service: Wired) -> None:
    used(service, small())
    with pytest.raises(NotNow) as held:
        add_edition(service.work(), small(RENAMED, SHORTER, LONGER))
    assert held.value.code == "edition-used"
    assert "1 form is still out on it" in held.value.message
    said = {(fault.path, fault.message) for fault in held.value.faults}
    assert ("sections.plan.smart", "renamed to sections.plan.timely") in said
    assert ("sections.plan.shared", "dropped") in said
    assert ("actions.impact", "added") in said
    kept = service.work().catalogue.find("small", "1")
    assert kept is not None
    assert kept.digest == load_form(small()).digest


def test_a_change_of_words_alone_is_named_as_that(service: Wired) -> None:
    used(service, small())
    with pytest.raises(NotNow) as held:
        add_edition(service.work(), small(REWORDED))
    assert [fault.message for fault in held.value.faults] == [
        "the same slots; texts, choices or layout differ"
    ]


def test_a_copy_of_the_old_edition_is_read_on_it_when_a_new_one_is_there(service: Wired) -> None:
    reference = used(service, small())
    add_edition(service.work(), small(RENAMED, edition="2"))
    work = service.work()
    old = load_form(small())
    record, _ = old.schema.from_json(HEADER)
    put(record, "audit.reference", reference)
    put(record, "sections.plan.shared", "partly")
    received = receive(work, fill(old, record), "returned.docx")
    assert (received.outcome, received.reference) == (Outcome.FIRST, reference)
    audit = audit_of(work, reference)
    assert audit.edition.edition == "1"
    assert audit.record is not None
    assert audit.record["sections"]["plan"]["shared"] == "partly"
    newest = work.catalogue.find("small")
    assert newest is not None
    assert newest.declaration.edition == "2"


def test_only_those_who_may_add_an_edition(service: Wired) -> None:
    with pytest.raises(NotAllowed):
        add_edition(service.work(Actor("Perpetua Vole", frozenset({Role.AUDITOR}))), small())
    assert service.work().catalogue.find("small") is None


@pytest.mark.parametrize(
    ("tag", "old", "new", "told"),
    [("subject.status", r"<w:t[^>]*>[^<]*</w:t>", "<w:t>At home</w:t>", "“At home” is a choice of “Status”"),
     ("subject.plan_shared", r'checked w14:val="0"(.*?)<w:t>☐', r'checked w14:val="1"\1<w:t>☒', "“☒”")],
    ids=["a choice", "a tick"],
)  # fmt: skip
def test_a_form_that_somebody_answered_is_not_taken(
    service: Wired, tag: str, old: str, new: str, told: str
) -> None:
    """Somebody tried the form out and saved it: every copy would say what nobody wrote, or never say it."""
    package = open_package(small(TICKED))
    body = package.read("word/document.xml").decode()
    begun = body.index(f'w:val="{tag}"')
    tried = body[:begun] + re.sub(old, new, body[begun:], count=1)
    assert tried != body
    with pytest.raises(Unfit) as unfit:
        add_edition(service.work(), rewrite(package, {"word/document.xml": tried.encode()}))
    (fault,) = unfit.value.faults
    assert fault.path.startswith("under “The child”, table 2, row")
    assert told in fault.message
    assert service.work().catalogue.find("small") is None


def test_a_copy_of_a_form_is_not_taken_for_a_form(service: Wired) -> None:
    work = service.work()
    form = form_of(work)
    with pytest.raises(Refused) as refused:
        add_edition(work, completed(form, sent_out(work, a_record(form)), a_record(form)))
    assert refused.value.code == "copy"


def test_a_form_of_which_no_document_could_be_finished_is_not_taken(service: Wired) -> None:
    """Answers stand in the body; one in the footer is on every page, and no proof would count it once."""
    package = open_package(small())
    body, footer = (package.read(f"word/{part}.xml").decode() for part in ("document", "footer1"))
    slot = re.search(r'<w:sdt>(?:(?!<w:sdt>).)*?"subject.moves"/>.*?</w:sdt>', body)
    assert slot
    moved = {
        "word/document.xml": body.replace(slot.group(), "").encode(),
        "word/footer1.xml": footer.replace("</w:p>", f"{run('Moves ')}{slot.group()}</w:p>", 1).encode(),
    }
    with pytest.raises(Unfit, match="in a finished document"):
        add_edition(service.work(), rewrite(package, moved))
    assert service.work().catalogue.find("small") is None


@pytest.mark.parametrize("path", sorted((ROOT / "docx_templates").glob("*.docx")), ids=lambda path: path.stem)
def test_a_shipped_form_is_taken_under_another_name(service: Wired, path: Path) -> None:
    """The forms that come with the service are kept untried at its start, so they are tried here."""
    package = open_package(path.read_bytes())
    declared = package.read("customXml/item1.xml").decode()
    assert f' key="{path.stem}"' in declared
    renamed = declared.replace(f' key="{path.stem}"', ' key="other"')
    assert add_edition(service.work(), rewrite(package, {"customXml/item1.xml": renamed.encode()}))[1]


def test_of_two_files_that_become_one_edition_at_once_the_second_is_told(service: Wired) -> None:
    for edition in "23456":
        two = [small(edition=edition), small(RENAMED, edition=edition)]
        jobs = [partial(keep_edition, service.work(), load_form(one), one, instead="") for one in two]
        found = at_once(*jobs)
        assert sorted(type(one).__name__ for one in found) == [Overtaken.__name__, "tuple"]


def test_an_edition_that_an_audit_is_being_made_on_is_not_replaced(service: Wired) -> None:
    for edition in "23456":
        first, second = small(edition=edition), small(RENAMED, edition=edition)
        form = load_form(first)
        keep_edition(service.work(), form, first)
        sending = partial(send_out, service.work(), form, HEADER)
        replacing = partial(keep_edition, service.work(), load_form(second), second)
        sent, replaced = at_once(sending, replacing)
        assert [kind(sent), kind(replaced)] in (
            ["SentOut", "edition-used"],
            ["edition-replaced", "tuple"],
        )


def test_who_replaces_an_edition_waits_for_who_builds_on_it(service: Wired) -> None:
    first, second = small(), small(RENAMED)
    form, work = load_form(first), service.work()
    keep_edition(work, form, first)
    with ThreadPoolExecutor(1) as pool:
        with work.begin() as session:
            work.edition(session, form)
            replacing = pool.submit(keep_edition, service.work(), load_form(second), second)
            with pytest.raises(TimeoutError):
                replacing.result(timeout=0.5)
            make(work, session, form, typed_header(form, HEADER), None)
        with pytest.raises(NotNow) as refused:
            replacing.result(timeout=10)
    assert refused.value.code == "edition-used"


def test_nothing_is_sent_out_on_a_form_that_was_replaced_in_the_meantime(service: Wired) -> None:
    first, second = small(), small(RENAMED)
    work = service.work()
    keep_edition(work, load_form(first), first)
    keep_edition(service.work(), load_form(second), second)
    with pytest.raises(NotNow) as refused:
        send_out(work, load_form(first), HEADER)
    assert refused.value.code == "edition-replaced"


def test_an_edition_that_an_audit_was_sent_out_on_is_in_use_whatever_its_return_came_on(
    service: Wired,
) -> None:
    first, second = small(), small(edition="2")
    reference = used(service, first)
    add_edition(service.work(), second)
    form = load_form(second)
    record = form.schema.from_json(HEADER)[0]
    put(record, "audit.reference", reference)
    put(record, "overall.rationale", "The plan is clear and shared.")
    receive(service.work(), fill(form, record), "a.docx")
    assert audit_of(service.work(), reference).edition.edition == "2"
    with pytest.raises(NotNow) as refused:
        add_edition(service.work(), small(RENAMED))
    assert refused.value.code == "edition-used"
