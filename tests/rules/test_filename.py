import pytest

from tests.copies import WELL, checked, codes, the


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("Smith John CIN audit.docx", "Smith John"),
        ("Audit - Jane Doe - June 2026.docx", "Jane Doe"),
        ("SMITH, John.docx", "SMITH John"),
        ("SMITH JOHN.docx", "SMITH JOHN"),
        ("JohnSmith_CIN.docx", "John Smith"),
        ("CIN audit J Smith.docx", "J Smith"),
        ("Bloggs J CIN audit.docx", "Bloggs J"),
        ("O’Brien Siobhan audit.docx", "O’Brien Siobhan"),
        ("audit for Łukasz Kowalski.docx", "Łukasz Kowalski"),
        ("Anne-Marie Brown.docx", "Anne Marie"),
        ("C:\\audits\\Fostering Audit Okafor Ngozi final.docx", "Okafor Ngozi"),
    ],
)
def test_two_capitalised_words_that_audits_are_not_named_by_are_a_name(filename: str, name: str) -> None:
    found = the(checked(WELL, filename=filename), "name.in_filename")

    assert (found.level, found.tag, found.said) == ("warning", None, name)


@pytest.mark.parametrize(
    "filename",
    [
        "AF-2026-000123-K.docx",
        "AF-2026-000123-K CIN returned.docx",
        "CIN audit June 2026 final v2.docx",
        "Child in need audit Riverside team.docx",
        "Case File Audit Fostering (completed).docx",
        "Copy of CIN Audit Form.docx",
        "Moderated Audit Report Nov 2026.docx",
        "MASH QA sample batch 2.docx",
        "Audit 12345 JS.docx",
        "JS 04.06.2020 audit.docx",
        "EHM LCS 4432211.docx",
        "Document1.docx",
        "Scan_20260604.docx",
        "Early Help Audit Final FINAL.docx",
        "cin.docx",
        ".docx",
        "",
    ],
)
def test_references_initials_dates_and_the_words_of_audits_are_none(filename: str) -> None:
    assert "name.in_filename" not in codes(checked(WELL, filename=filename))


def test_a_copy_without_a_file_name_has_no_name_in_it() -> None:
    assert "name.in_filename" not in codes(checked(WELL))
