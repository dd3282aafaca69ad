"""Which form a copy is of, and which audit: by what it carries, by its shape, and what is said of both."""

import random
import re
from dataclasses import replace

import pytest

from schemas.reference import make_reference
from service.catalogue import SHIPPED, Catalogue, load_catalogue
from service.errors import Refused, Unfit
from service.problem import Problem
from service.reading import FoundBy, Reading, State
from service.word.declaring import redeclared
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.identity import newest_first
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.properties import EDITION, KEY, REFERENCE, custom_properties, written
from service.word.read import read
from tests.word import edits
from tests.word.tiny import document, para, row, table

SHIPPED_FORMS = load_catalogue()
REFERENCE_1, REFERENCE_2 = make_reference(2026, 41), make_reference(2026, 42)
OUTLINE = (SHIPPED / "supervision.yaml").read_text(encoding="utf-8")
FIRST = load_form(build(read_outline(OUTLINE)))


def second_edition() -> Form:
    """The supervision form as it might be issued next year: one question in other words, one dropped."""
    outline = read_outline(OUTLINE.replace('edition: "1"', 'edition: "2"'))
    first, _, *others = outline.sections[0].questions
    reworded = replace(first, text=f"{first.text.rstrip('?.')}, in the last twelve months")
    section = replace(outline.sections[0], questions=(reworded, *others))
    return load_form(build(replace(outline, sections=(section, *outline.sections[1:]))))


SECOND = second_edition()


def filled(form: Form = FIRST, reference: str = REFERENCE_1) -> bytes:
    """A form sent out and completed a little."""
    first = next(s for s in form.slots if s.tag.endswith("_comments"))
    tree: dict[str, object] = {"audit": {"reference": reference}}
    section, name = first.tag.split(".")[1:]
    tree["sections"] = {section: {name: "Seen on the file."}}
    return fill(form, form.schema.from_json(tree)[0])


def with_properties(data: bytes, **changes: str | None) -> bytes:
    """The copy with custom properties changed, or removed where None."""
    package = open_package(data)
    properties = custom_properties(package) | {name: value for name, value in changes.items() if value}
    for name, value in changes.items():
        if value is None:
            properties.pop(name, None)
    return rewrite(package, {"docProps/custom.xml": written(properties)})


def codes(reading: Reading) -> set[str]:
    """The problems of a reading that are about the copy as a whole."""
    return {one.code for one in reading.problems if one.tag is None}


def about(reading: Reading, code: str) -> Problem:
    """The one problem of that code."""
    (found,) = [one for one in reading.problems if one.code == code]
    return found


def test_a_copy_is_known_by_what_it_carries() -> None:
    reading = read(filled(), SHIPPED_FORMS.forms)
    assert (reading.form.key, reading.form.matched_by) == ("supervision", "identity")
    assert reading.reference == REFERENCE_1
    assert codes(reading) == set()


def test_a_copy_without_properties_is_known_by_its_shape_and_says_so() -> None:
    copy = with_properties(filled(), **{KEY: None, EDITION: None, REFERENCE: None})
    reading = read(copy, SHIPPED_FORMS.forms)
    assert (reading.form.key, reading.form.matched_by) == ("supervision", "shape")
    assert reading.reference == REFERENCE_1
    assert codes(reading) == {"identity.absent"}


def test_a_copy_without_controls_or_properties_is_known_by_its_shape() -> None:
    copy, _ = edits.edited(with_properties(filled(), **{KEY: None, EDITION: None}), edits.unwrap)
    reading = read(copy, SHIPPED_FORMS.forms)
    assert (reading.form.key, reading.form.matched_by) == ("supervision", "shape")
    assert {"identity.absent", "document.converted"} <= codes(reading)


def test_how_sure_the_shape_makes_it_is_said_and_an_edition_that_fits_as_well_is_named() -> None:
    copy, _ = edits.edited(with_properties(filled(FIRST), **{KEY: None, EDITION: None}), edits.unwrap)
    said = about(read(copy, [FIRST, SECOND]), "identity.absent").message
    assert re.search(r"it was read as that: (?:9\d|100)% of that form's words stand in it\.$", said), said
    twin = load_form(redeclared(FIRST.package, replace(FIRST.declaration, edition="1.5")))
    said = about(read(copy, [FIRST, twin, SECOND]), "identity.absent").message
    assert said.endswith("words stand in it; edition 1 fits as well.")


def test_a_copy_that_was_never_given_a_reference_says_so() -> None:
    reading = read(fill(FIRST, {}), SHIPPED_FORMS.forms)
    assert reading.reference is None
    assert about(reading, "identity.absent").message.startswith("The copy carries no reference")


def test_two_references_in_one_copy_are_asked_about_and_neither_is_taken() -> None:
    reading = read(with_properties(filled(), **{REFERENCE: REFERENCE_2}), SHIPPED_FORMS.forms)
    assert reading.reference is None
    message = about(reading, "identity.disagrees").message
    assert REFERENCE_1 in message
    assert REFERENCE_2 in message


def test_a_reference_that_does_not_go_with_its_check_character_is_asked_about() -> None:
    wrong = REFERENCE_1[:-1] + ("A" if REFERENCE_1[-1] != "A" else "B")
    package = open_package(filled())
    everywhere = {
        name: package.read(name).replace(REFERENCE_1.encode(), wrong.encode())
        for name in package.names
        if name.endswith(".xml")
    }
    reading = read(rewrite(package, everywhere), SHIPPED_FORMS.forms)
    assert reading.reference is None
    assert about(reading, "identity.disagrees").said == wrong


def test_a_copy_of_an_older_edition_is_read_as_that_edition_and_marked() -> None:
    reading = read(filled(FIRST), Catalogue([FIRST, SECOND]).forms)
    assert (reading.form.edition, reading.form.matched_by) == ("1", "identity")
    assert codes(reading) == {"edition.old"}
    assert all(answer.found_by is FoundBy.CONTROL for answer in reading.answers)


def test_an_older_edition_is_told_from_the_newer_by_its_shape_alone() -> None:
    for form, old in ((FIRST, True), (SECOND, False)):
        copy, _ = edits.edited(with_properties(filled(form), **{KEY: None, EDITION: None}), edits.unwrap)
        reading = read(copy, Catalogue([FIRST, SECOND]).forms)
        assert reading.form.edition == form.declaration.edition
        assert ("edition.old" in codes(reading)) is old


def test_a_copy_of_an_edition_that_is_not_known_is_read_by_the_nearest_and_nothing_is_lost() -> None:
    dropped = next(
        s for s in FIRST.slots if s.tag not in {t.tag for t in SECOND.slots} and "comments" in s.tag
    )
    _, section, name = dropped.tag.split(".")
    record = {
        "audit": {"reference": REFERENCE_1},
        "sections": {section: {name: "Only the old form asked this."}},
    }
    reading = read(fill(FIRST, FIRST.schema.from_json(record)[0]), [SECOND])
    assert (reading.form.edition, reading.form.matched_by) == ("2", "shape")
    assert "edition.unknown" in codes(reading)
    assert any("Only the old form asked this." in one.text for one in reading.unplaced)


def test_the_form_a_person_names_is_used_and_a_contradiction_is_said() -> None:
    reading = read(filled(FIRST), SHIPPED_FORMS.forms, named=SECOND)
    assert (reading.form.edition, reading.form.matched_by) == ("2", "named")
    assert "identity.disagrees" in codes(reading)


def test_a_form_is_not_filled_with_a_reference_that_was_mistyped() -> None:
    wrong = REFERENCE_1[:-1] + ("A" if REFERENCE_1[-1] != "A" else "B")
    with pytest.raises(Unfit, match="check character"):
        filled(reference=wrong)
    assert read(filled(reference="FOST/26/001"), SHIPPED_FORMS.forms).reference == "FOST/26/001"


def test_what_is_no_copy_of_a_known_form_is_refused_and_the_nearest_named() -> None:
    letter = document(
        para("Dear Sir or Madam,") + para("Please find the minutes.") + table(row("Item", "Owner"))
    )
    with pytest.raises(Refused) as refused:
        read(letter, SHIPPED_FORMS.forms)
    assert refused.value.code == "not-ours"
    assert "The nearest is" in refused.value.message
    with pytest.raises(Refused) as refused:
        read(letter, SHIPPED_FORMS.forms, named=FIRST)
    assert refused.value.code == "not-ours"


def test_a_copy_that_says_it_is_of_a_form_that_is_not_known_is_refused_by_that_name() -> None:
    other = load_form(document(para("Visits to the office") + table(row("Visitor", "Badge"))))
    copy = with_properties(filled(), **{KEY: "visits", EDITION: "3"})
    with pytest.raises(Refused, match="it is of the form “visits”, edition 3, which is not known here"):
        read(copy, [other])


def test_a_form_of_ours_stamped_as_another_is_read_as_what_it_is() -> None:
    reading = read(with_properties(filled(), **{KEY: "fostering"}), SHIPPED_FORMS.forms)
    assert reading.form.key == "supervision"
    assert "identity.disagrees" in codes(reading)


def test_every_shipped_form_is_told_from_every_other_by_its_shape() -> None:
    for form in SHIPPED_FORMS:
        copy = with_properties(fill(form, {}), **{KEY: None, EDITION: None})
        copy, _ = edits.edited(copy, edits.unwrap)
        assert read(copy, SHIPPED_FORMS.forms).form.key == form.declaration.key


def test_editions_are_ordered_as_people_count() -> None:
    editions = ["10", "2", "1", "2026.2", "2026.10", "2a"]
    assert sorted(editions, key=newest_first) == ["1", "2", "2a", "10", "2026.2", "2026.10"]


def test_missing_slots_of_a_deleted_section_are_named() -> None:
    copy, gone = edits.edited(filled(), lambda root: edits.delete_section(root, random.Random(1)))
    reading = read(copy, SHIPPED_FORMS.forms)
    assert isinstance(gone, set)
    missing = {answer.tag for answer in reading.answers if answer.state is State.MISSING}
    assert gone - {"audit.reference"} <= missing | {""}
    assert {one.tag for one in reading.problems if one.code == "slot.missing"} == missing
