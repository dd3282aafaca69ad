"""The library of forms: their editions, what each changed, who still has one out, and how one looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.errors import NotNow, Unknown
from service.lifecycle import Stage
from service.roles import May
from service.store import audits, editions
from service.store.rows.audits import Audit
from service.store.rows.forms import Edition
from service.word.editions.diff import Change, changes
from service.word.fill import fill
from service.word.form import Form
from service.word.office import OfficeFailed
from service.word.pdf_picture import WIDTH, NoPicture, first_page
from service.word.sheet import sheet_of
from service.work import Work
from service.workflow.pdf_cache import PdfCache

OUT = (Stage.SENT_OUT, Stage.SENT_BACK)
"""Where a form is while it is with its auditor."""
_MOST = 24
"""So many PDFs of blank forms are kept at hand."""
_PDFS = PdfCache(_MOST)
_PICTURES = PdfCache(10 * _MOST)
"""They are small, and asked for with every look at a form."""


@dataclass(frozen=True, slots=True)
class Held:
    """An edition of a form: `out` is how many forms of it are with auditors, of those the actor may know of."""

    form: Form
    edition: Edition
    newest: bool
    out: int


def held_editions(work: Work) -> list[Held]:
    """Every edition of every form, by the titles of the forms, the newest of each first. Raises NotAllowed."""
    work.actor.need(May.SEE_FORMS)
    with work.store.look() as session:
        kept = {(one.key, one.edition): one for one in editions.every(session)}
        out = editions.out_by_edition(session, work.actor.team)
    titles = {form.declaration.key: form.declaration.title.casefold() for form in work.catalogue.newest()}
    newest = {id(form) for form in work.catalogue.newest()}
    found = [
        Held(form, edition, id(form) in newest, out.get(edition.id, 0))
        for form in work.catalogue
        if (edition := kept.get((form.declaration.key, form.declaration.edition))) is not None
    ]
    return sorted(found, key=lambda one: (titles[one.form.declaration.key], one.form.declaration.key))


def held_edition(work: Work, key: str, edition: str) -> tuple[Held, Held | None]:
    """An edition, and the one before it, if any. Raises NotAllowed, Unknown."""
    found = [one for one in held_editions(work) if one.form.declaration.key == key]
    for at, one in enumerate(found):
        if one.form.declaration.edition == edition:
            return one, found[at + 1] if at + 1 < len(found) else None
    raise Unknown


def difference(work: Work, old: Form, new: Form) -> Sequence[Change]:
    """What an edition changed of another one. Raises NotAllowed."""
    work.actor.need(May.SEE_FORMS)
    return changes(old, new)


def forms_out(work: Work, edition: Edition, *, page: int, size: int) -> tuple[list[Audit], int]:
    """The audits whose forms of an edition are with their auditors, and how many there are. Raises NotAllowed."""
    work.actor.need(May.SEE_AUDITS)
    wanted = audits.Wanted(team=work.actor.team, stage=OUT, edition_id=edition.id)
    with work.begin() as session:
        found, total = audits.listed(session, wanted, skip=(page - 1) * size, limit=size)
        if found:
            work.note_of("audits.listed", "list", "audits", [{"path": one.reference} for one in found])
        return found, total


def blank(work: Work, form: Form) -> bytes:
    """A form with nothing filled in and no reference. Raises NotAllowed."""
    work.actor.need(May.SEE_FORMS)
    return fill(form, {})


def pages_of(work: Work, form: Form) -> bytes:
    """A blank form as a PDF, as LibreOffice sets it; made once and kept at hand.

    Raises NotAllowed, Unknown where there is no LibreOffice, NotNow (`no-pdf`) where it makes none.
    """
    content = blank(work, form)
    if work.office is None:
        raise Unknown
    office = work.office
    try:
        return _PDFS.of(form.digest, lambda: office.convert(content, ".docx", ".pdf"))
    except OfficeFailed:
        raise NotNow(
            "no-pdf",
            "LibreOffice could not make pages of this form. Download it to look at it in Word.",
        ) from None


def picture_of(work: Work, form: Form) -> bytes:
    """A blank form's first page as a small PNG; made once and kept at hand. Raises as `pages_of`."""
    work.actor.need(May.SEE_FORMS)
    if work.office is None:
        raise Unknown

    def drawn() -> bytes:
        try:
            return first_page(pages_of(work, form))
        except (NoPicture, NotNow) as why:
            raise OfficeFailed(str(why)) from None

    try:
        return _PICTURES.of(form.digest, drawn)
    except OfficeFailed:
        raise NotNow("no-pdf", "No picture of this form could be made.") from None


def size_of_picture(work: Work, form: Form) -> tuple[int, int] | None:
    """Width and height of a form's picture, in pixels; None where there is none to be had.

    It is told without making the picture, so that a page can leave room for it.
    """
    if work.office is None or _PICTURES.cannot(form.digest):
        return None
    wide, high = sheet_of(form.package)
    return WIDTH, round(WIDTH * high / wide)
