"""What a form declares of itself, as outlines and maps of plain forms write it."""

from schemas.edition import EDITION, Declaration
from schemas.scales import SCALES
from service.word.outline.given import Given
from service.word.outline.standard import SUBJECTS


def declaration_in(given: Given, *, off: tuple[str, ...] = ()) -> Declaration:
    """The declaration: the form's key, title and edition, whom it is about, its scale, and how its audits are kept."""
    edition = given.label("edition")
    if edition and not EDITION.fullmatch(edition):
        given.fault(
            "edition", "should be letters, digits, spaces and the signs . _ ( ) -, such as 2.1 or March 2026"
        )
    return Declaration(
        key=given.key(),
        title=given.label("title"),
        edition=edition,
        subject=given.one_of("subject", tuple(SUBJECTS), "child"),
        scale=given.one_of("scale", tuple(SCALES), "ofsted"),
        blanks_allowed=given.one_of("blanks", ("allowed", "refused"), "allowed") != "refused",
        filed_on=given.text("filed_on", ""),
        retention=given.text("retention", ""),
        not_answered=given.label("not_answered", "Not answered"),
        off=off,
    )
