from itertools import chain

import pytest

from service.errors import Refused
from service.word.package import open_package
from service.word.refusals import SENTENCES
from tests.word.examples import EXAMPLES
from tests.word.packages import parts, patched, types, word, zipped

_CASES = [
    pytest.param(code, data, id=f"{code}: {name}")
    for code, examples in EXAMPLES.items()
    for name, data in examples.items()
]


@pytest.mark.parametrize(("code", "data"), _CASES)
def test_a_file_that_cannot_be_read_is_refused_by_its_own_code(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        _open_fully(data)
    assert caught.value.code == code


@pytest.mark.parametrize(("code", "data"), _CASES)
def test_a_refusal_says_what_is_wrong_and_then_what_to_do(code: str, data: bytes) -> None:
    with pytest.raises(Refused, match=SENTENCES[code][:10]) as caught:
        _open_fully(data)
    wrong, _, todo = caught.value.message.partition(". ")
    assert "file" in wrong
    assert todo.startswith(("Open it", "Upload", "Unpack it", "Save the form"))
    assert "upload" in todo.lower()
    assert ".docx" in todo
    assert not set("{}\\") & set(caught.value.message)


def test_every_refusal_there_is_has_an_example() -> None:
    assert EXAMPLES.keys() == SENTENCES.keys()


def test_what_a_file_is_comes_before_how_it_ends_up_in_words() -> None:
    said = {code: SENTENCES[code].partition(".")[0] for code in SENTENCES}
    assert "old format" in said["old-word"]
    assert "spreadsheet" in said["spreadsheet"]
    assert "presentation" in said["presentation"]
    assert "OpenDocument" in said["opendocument"]
    assert "PDF" in said["pdf"]
    assert "web page" in said["html"]
    assert "Rich Text" in said["rtf"]
    assert "password" in said["password-protected"]
    assert "macros" in said["macros"]


def test_the_limit_that_was_passed_stands_in_the_sentence() -> None:
    with pytest.raises(Refused, match="20 MB"):
        open_package(EXAMPLES["too-large"]["21 MB"])


def test_an_ordinary_word_file_is_not_refused() -> None:
    assert open_package(word()).main == "word/document.xml"


def test_a_template_is_accepted_and_known_as_one() -> None:
    template = types("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")
    assert open_package(word({"[Content_Types].xml": template})).template
    assert not open_package(word()).template


def test_a_document_of_the_wrong_content_type_is_known_by_its_root() -> None:
    assert open_package(word({"[Content_Types].xml": types("application/xml")})).main == "word/document.xml"


def test_text_that_begins_like_a_zip_file_is_text() -> None:
    with pytest.raises(Refused) as caught:
        open_package(b"PKU stands for phenylketonuria.")
    assert caught.value.code == "plain-text"


def test_an_embedded_form_does_not_make_a_document_an_archive() -> None:
    assert open_package(word({"word/embeddings/other.docx": word()})).main == "word/document.xml"


def test_neither_an_uploaded_file_with_text_after_it_nor_a_directory_in_it_is_refused() -> None:
    assert open_package(word() + b"\r\n").main == "word/document.xml"
    with_directory = zipped(chain([("word/", b"")], parts().items()))
    assert open_package(with_directory).names == tuple(parts())


@pytest.mark.parametrize("limit", [10, 100, 10_000])
def test_a_part_is_never_unpacked_beyond_what_its_directory_claims(limit: int) -> None:
    lying = patched(
        word({"word/document.xml": bytes(50_000_000)}),
        (50_000_000).to_bytes(4, "little"),
        limit.to_bytes(4, "little"),
    )
    package = open_package(lying)
    with pytest.raises(Refused) as caught:
        package.read(package.main)
    assert caught.value.code == "damaged"


def _open_fully(data: bytes) -> None:
    package = open_package(data)
    package.xml(package.main)
