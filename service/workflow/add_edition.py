"""Adds an edition of a form. One that has been used never changes: a changed file takes a new edition number."""

from collections.abc import Iterator

from service.errors import Fault, NotNow
from service.roles import May
from service.store import documents, editions
from service.store.rows.forms import Edition
from service.word.editions.pairing import paired
from service.word.form import Form, load_form
from service.work import Work
from service.workflow.try_form import must_serve


class Overtaken(Exception):
    """Another file has become that edition since somebody saw what it would replace."""


def add_edition(work: Work, content: bytes, *, instead: str | None = None) -> tuple[Edition, bool]:
    """Tries the form in the bytes of a .docx, keeps it, and says whether it is new; the same file again does nothing.

    Raises Refused where the bytes are no Word document, or a copy made for one audit; Unfit with all that is wrong
    with the form; and NotNow as `keep_edition` does.
    """
    work.actor.need(May.ADD_EDITION)
    if all(form.digest != documents.digest_of(content) for form in work.catalogue):
        must_serve(content, work.today())  # it takes a while, so before the writing, which others wait for
    return keep_edition(work, load_form(content), content, instead=instead)


def keep_edition(
    work: Work, form: Form, content: bytes, *, instead: str | None = None
) -> tuple[Edition, bool]:
    """Keeps the form in the bytes without a trial, and says whether it is new.

    An edition that nothing was made of yet is replaced. Raises NotNow (`edition-used`) where the edition is in use
    and the file another one: that names the slots that differ and how many forms are still out. `instead` is the digest
    of the file that somebody saw it would replace, empty for none; Overtaken is raised where another is there.
    """
    declared = form.declaration
    with work.begin() as session:
        editions.in_turn(session)
        there = editions.to_replace(session, declared.key, declared.edition)
        if there is not None and there.sha256 == form.digest:
            return there, False
        if instead is not None and (there.sha256 if there is not None else "") != instead:
            raise Overtaken
        if there is not None and editions.uses(session, there):
            kept = load_form(documents.content(session, there.sha256))
            raise NotNow(
                "edition-used",
                f"Edition {declared.edition} of {declared.title} is in use and cannot be changed; "
                f"{_forms(editions.still_out(session, there))} still out on it. Give the changed file another "
                "edition number.",
                list(_differences(kept, form)),
            )
        change = {"path": "document", "from": there.sha256 if there else None, "to": form.digest}
        work.note_of("edition.added", "form", f"{declared.key} {declared.edition}", [change])
        if there is None:
            made = editions.add(
                session,
                key=declared.key,
                edition=declared.edition,
                title=declared.title,
                content=content,
                now=work.now(),
                by=work.actor.name,
            )
            return made, True
        there.sha256 = documents.keep(session, content, documents.DOCX, work.now())
        there.title, there.added_at, there.added_by = declared.title, work.now(), work.actor.name
        return there, True


def _forms(number: int) -> str:
    return "1 form is" if number == 1 else f"{number} forms are"


def _differences(kept: Form, given: Form) -> Iterator[Fault]:
    """The slots that were added, dropped and renamed, and, where none was, that other things were."""
    pairs = paired(kept.slots, given.slots)
    added = given.by_tag.keys() - set(pairs.values())
    for tag in kept.by_tag:
        if tag not in pairs:
            yield Fault(tag, "dropped")
        elif pairs[tag] != tag:
            yield Fault(tag, f"renamed to {pairs[tag]}")
    yield from (Fault(tag, "added") for tag in given.by_tag if tag in added)
    if kept.by_tag.keys() == given.by_tag.keys():
        yield Fault("document", "the same slots; texts, choices or layout differ")
