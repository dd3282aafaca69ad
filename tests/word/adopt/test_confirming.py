"""The words of a recovered form, confirmed by a person: nothing stays in it that is not on their list."""

from collections.abc import Callable

import pytest
import yaml

from service.errors import Unfit
from service.word.adopt.learning.confirming import confirmed, listed
from service.word.adopt.learning.recovering import recovered
from service.word.package import open_package
from service.word.stories import whole_view
from tests.word.shipped import parts
from tests.word.tiny import box, document, para, row, run, table

CASE = "Zebedee came into care in May and lives with an aunt."
_BLIP = '<a:graphic><a:graphicData><a:blip r:embed="rimage"/></a:graphicData></a:graphic>'
PICTURE = f"<w:r><w:drawing>{_BLIP}</w:drawing></w:r>"


def copy_of(team: str, *, header: str = "Case audit of Zebedee") -> bytes:
    """A copy completed by one team on one child's case, as all of them are."""
    shape = '<w:r><w:pict><v:shape><v:textpath string="About Zebedee"/></v:shape></w:pict></w:r>'
    return document(
        para("Record audit", style="Title")
        + table(row("Team", team), row("Was the child seen alone?", "Zebedee was seen, alone"))
        + para(CASE)
        + para("Good practice seen: reading with Zebedee")
        + para(box(para("Ring Zebedee's aunt")))
        + para("Thank you."),
        header=para(header, shape),
        footnotes="",
    )


@pytest.fixture(scope="module")
def form() -> bytes:
    """What three copies of one child's case have in common."""
    return recovered([open_package(copy_of(team)) for team in ("Harbour", "Meadow", "Lantern")])


def shown(form: bytes) -> list[str]:
    """The words of each cell and paragraph."""
    cells = [cell.text for line in whole_view(open_package(form)).lines for cell in line.cells]
    return [text for text in cells if text.strip()]


def changed(form: bytes, change: Callable[[str], str | None]) -> str:
    """The list of a form's words with each line changed, or taken out."""
    found = yaml.safe_load(listed(form))
    for name in ("look_first", "words"):
        found[name] = {place: new for place, text in found[name].items() if (new := change(text))}
    found["elsewhere"] = [new for text in found["elsewhere"] if (new := change(text))]
    return yaml.safe_dump(found, allow_unicode=True)


def test_every_word_that_would_stay_is_listed_and_answers_first(form: bytes) -> None:
    found = yaml.safe_load(listed(form))
    texts = [*found["look_first"].values(), *found["words"].values()]
    assert sorted(texts) == sorted(shown(form))
    assert CASE in found["look_first"].values()
    assert "Record audit" in found["words"].values()
    assert found["elsewhere"] == ["About Zebedee"], "the words of a watermark are in no paragraph"


def test_a_list_that_was_left_as_it_is_leaves_the_form_as_it_is(form: bytes) -> None:
    assert shown(confirmed(form, listed(form))) == shown(form)


def test_what_is_taken_off_the_list_is_nowhere_in_the_file(form: bytes) -> None:
    made = confirmed(form, changed(form, lambda text: None if "Zebedee" in text else text))
    assert shown(made) == ["Record audit", "Team", "Was the child seen alone?", "Thank you."]
    assert not [part for part, content in parts(made).items() if b"Zebedee" in content or b"aunt" in content]


def test_a_part_of_a_line_can_be_left(form: bytes) -> None:
    def without_name(text: str) -> str | None:
        left = text.partition("reading with Zebedee")[0]
        return None if "Zebedee" in left else left

    assert "Good practice seen:" in shown(confirmed(form, changed(form, without_name)))


def test_an_answer_goes_and_the_same_word_printed_elsewhere_stays() -> None:
    copies = [
        document(para("Grades: Good", run(" or Poor")) + table(row("Team", team)) + para("Good"))
        for team in ("Harbour", "Meadow", "Lantern")
    ]
    form = recovered([open_package(copy) for copy in copies])
    made = confirmed(form, changed(form, lambda text: None if text == "Good" else text))
    assert shown(made) == ["Grades: Good or Poor", "Team"]


def test_pictures_are_listed_and_go_when_they_are_taken_off() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rimage" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="media/photo.png"/></Relationships>'
    )
    more = {"word/_rels/document.xml.rels": rels.encode(), "word/media/photo.png": b"\x89PNG of a child"}
    copies = [
        document(table(row("Team", team)) + para("Thank you.", PICTURE), parts=more)
        for team in ("Harbour", "Meadow", "Lantern")
    ]
    form = recovered([open_package(copy) for copy in copies])
    found = yaml.safe_load(listed(form))
    assert found["pictures"] == ["word/media/photo.png"]
    assert "word/media/photo.png" in parts(confirmed(form, listed(form)))
    made = parts(confirmed(form, yaml.safe_dump({**found, "pictures": []})))
    assert "word/media/photo.png" not in made
    assert b"<w:drawing" not in made["word/document.xml"]
    assert b"photo" not in made["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("change", "path", "says"),
    [(("of: ", "of: 0"), "of", "made of other copies"),
     (("Thank you.", "Thank you, all."), "7.0", "is no part of “Thank you.”"),
     (("look_first:", "look_last:"), "look_last", "is not known here"),
     (("words:\n", "words:\n  '99.0': More words\n"), "99.0", "there is no such place"),
     (("of: ", "off: "), "of", "is missing")],
    ids=["other copies", "other words", "a name", "a place", "no mark"],
)  # fmt: skip
def test_a_list_that_cannot_be_followed_is_refused(
    form: bytes, change: tuple[str, str], path: str, says: str
) -> None:
    with pytest.raises(Unfit) as caught:
        confirmed(form, listed(form).replace(*change, 1))
    assert [fault for fault in caught.value.faults if fault.path == path and says in fault.message], (
        caught.value.faults
    )
