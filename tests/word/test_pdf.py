"""The proof of a PDF, by real ones: it holds for what LibreOffice makes, and fails for any other answer."""

import random
import time
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import docx
import pytest
from lxml import etree
from pypdf import PdfReader

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, get, items, put
from service.catalogue import load_catalogue
from service.errors import Unfit
from service.word.annex import texts_of, with_annex
from service.word.fill import fill
from service.word.form import Form, load_form
from service.word.office import Office
from service.word.package import open_package
from service.word.paging import with_rows_that_break
from service.word.pdf import faults_of_pdf, make_pdf, proven_pdf
from service.word.pdf_says import not_said
from service.word.pdf_text import PdfText, pdf_text
from service.word.stories import whole_view
from service.workflow.sampled import sampled
from tests.word.tiny import (
    NAMESPACES,
    anchored_box,
    cell,
    complex_field,
    control,
    legacy_list,
    legacy_text,
    legacy_tick,
    para,
    row,
    run,
    table,
    tick,
)

FORMS = list(load_catalogue().newest())
each = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.declaration.key)

NARRATIVE = (
    "The carers’ re‑assessment (un-hurried, office-based) followed the 12 May meeting: “efficient”, they said – and "
    "the first fluffy findings were filed. Inadequate supervision was outstanding; good notes were not."
)
"""Hyphens of two kinds, ligatures, typographic marks, and the words of grades."""


def hard(form: Form) -> Record:
    """A record whose answers go over the ends of pages, in cells of every width, with rows that are split."""
    record = sampled(form, 3)
    long = [NARRATIVE * 4, "\n".join([NARRATIVE, "- good", NARRATIVE * 2])]
    for number, (tag, at, value) in enumerate(list(items(record))):
        slot = form.by_tag[tag]
        if slot.kind is Kind.RICH_TEXT and value is not None:
            put(record, tag, long[number % 2], at)
    return record


@cache
def made(form: Form, office: Office) -> tuple[bytes, PdfText]:
    """The PDF of the hard record, and what it says."""
    pdf = make_pdf(fill(form, hard(form), final=True), office)
    return pdf, pdf_text(PdfReader(BytesIO(pdf)))


def missing(form: Form, record: Record, pdf: PdfText) -> list[str]:
    """The slots whose answers in the record the PDF does not say."""
    return not_said(whole_view(open_package(fill(form, record, final=True))), form, (), pdf)


def another(slot: Slot, value: Value | None, chance: random.Random) -> Value:
    """An answer that a PDF with this one does not say."""
    if slot.kind is Kind.CHOICE:
        return chance.choice([option.code for option in slot.options if option.code != value])
    if slot.kind is Kind.DATE:
        return (value if isinstance(value, date) else date(2026, 5, 1)) + timedelta(days=1)
    if slot.kind is Kind.TICK:
        return value is not True
    if slot.kind is Kind.NUMBER:
        return 7 if value != 7 else 8
    return chance.choice(["No", "Good", "the child"])


@each
def test_what_libreoffice_makes_of_a_shipped_form_is_proven(form: Form, office: Office) -> None:
    pdf, said = made(form, office)
    document = fill(form, hard(form), final=True)
    assert faults_of_pdf(pdf, document, form) == []
    assert len(said.beside) > 1  # it has ends of pages


@each
def test_a_pdf_with_any_other_answer_is_not_proven(form: Form, office: Office) -> None:
    record, (_, said) = hard(form), made(form, office)
    chance = random.Random(5)
    places = [(tag, at) for tag, at, _ in items(record)]
    places += [
        (one.tag, None) for one in form.slots if one.repeating is None and get(record, one.tag) is None
    ]
    places.remove(("audit.reference", None))
    kinds = {form.by_tag[tag].kind for tag, _ in places}
    for kind in kinds:
        of_kind = [place for place in places if form.by_tag[place[0]].kind is kind]
        for tag, at in chance.sample(of_kind, min(4, len(of_kind))):
            other = deepcopy(record)
            put(other, tag, another(form.by_tag[tag], get(record, tag, at), chance), at)
            try:
                found = missing(form, other, said)
            except Unfit:
                continue  # with that answer the form has other parts
            assert found, f"{tag} {at}"


def test_each_grade_is_told_from_the_others_and_in_its_own_place(office: Office) -> None:
    form = next(form for form in FORMS if form.declaration.key == "fostering")
    first, second = "sections.placement.grade", "sections.oversight.grade"
    record = hard(form)
    for tag, grade in ((first, "outstanding"), (second, "inadequate"), ("overall.grade", "good")):
        put(record, tag, grade)
    said = pdf_text(PdfReader(BytesIO(make_pdf(fill(form, record, final=True), office))))
    assert missing(form, record, said) == []
    for grade in ("outstanding", "requires_improvement", "inadequate"):
        other = deepcopy(record)
        put(other, "overall.grade", grade)
        assert missing(form, other, said) == ["overall.grade"]
    put(record, first, "inadequate")
    put(record, second, "outstanding")
    assert missing(form, record, said) == [first, second]


def _odd_form() -> Form:
    """A form of everything that a PDF shows otherwise than a document."""
    made = docx.Document()

    def put_in(parent: etree._Element, markup: str, *, before: etree._Element | None = None) -> None:
        for one in list(etree.fromstring(f"<x {NAMESPACES}>{markup}</x>")):
            if before is None:
                parent.append(one)
            else:
                before.addprevious(one)

    made.add_paragraph("Review of the file")
    for tag, style in (("numbered", "List Number"), ("listed", "List Bullet")):
        put_in(made.add_paragraph("", style=style)._p, control(tag, "Write"))
    nested = table(row("Nested", cell(para(control("nested", "Write")))))
    put_in(
        made.element.body,
        para(run("Beside a box"), anchored_box(para("In the box") + para(control("boxed", "Write here"))))
        + para(run("Seen "), legacy_tick("seen", "<w:checked/>"))
        + para(run("Chosen "), legacy_list("chosen", "Select...", "Good", "Weak"))
        + para(run("Typed "), legacy_text("typed"))
        + para(
            run("Page "),
            complex_field("PAGE", run("7")),
            run(" of the arrow "),
            '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
            control("computed", "Write"),
        )
        + table(
            row("Outside", cell(para("before it"), nested, para("after it"))),
            row("Ticked", cell(para(tick("ticked")))),
        )
        + para(run("Hidden ", "<w:vanish/>"), run("Scripts "), control("scripts", "Write")),
        before=made.element.body[-1],
    )
    put_in(made.sections[0].header.paragraphs[0]._p, control("head", "Write above"))
    kept = BytesIO()
    made.save(kept)
    return load_form(kept.getvalue())


ODD: Record = {
    "numbered": "the second",
    "listed": "1. a bullet",
    "boxed": "In the box as well",
    "seen": True,
    "chosen": "Good",
    "typed": "As it was typed",
    "computed": "Behind a number",
    "nested": "In a table in a table",
    "ticked": True,
    "scripts": "re\u2011assess\u00adment שלום עולם \u0634\u0631\u062d ① e\u0301t\u00e9 ☒",
    "head": "Above the line",
}


def test_whatever_a_pdf_shows_otherwise_a_form_may_hold(office: Office) -> None:
    form = _odd_form()
    document = fill(form, ODD, final=True)
    pdf = make_pdf(document, office)
    assert faults_of_pdf(pdf, document, form) == []
    said = pdf_text(PdfReader(BytesIO(pdf)))
    for tag in ODD:
        if tag != "seen":  # an older tick box is drawn, not written
            other = {**ODD, tag: {"chosen": "Weak", "ticked": False}.get(tag, "Other words")}
            assert tag in missing(form, other, said)


def test_the_annex_is_proven_too(office: Office) -> None:
    form = next(form for form in FORMS if form.declaration.key == "case_risk")
    document = fill(form, sampled(form, 2), final=True)
    header = ("Number", "What was asked for", "With whom", "By when", "How it stands")
    rows = [("1", "Ask the school\nand the doctor", "Wren Alder", "01/06/2026", "Open")]
    pdf = make_pdf(with_annex(document, "How the actions stood", header, rows), office)
    for state, faults in (("Open", 0), ("Done", 1)):
        annex = "How the actions stood", header, [(*rows[0][:4], state)]
        found = faults_of_pdf(pdf, with_annex(document, *annex), form, texts_of(*annex))
        assert found == ["the PDF does not say what the document says in annex"] * faults


def test_rows_that_libreoffice_leaves_out_at_the_end_of_a_page_are_in_the_pdf(office: Office) -> None:
    """Of this audit, met among 1,500, LibreOffice 7.4 drew the first action and left out the other four."""
    form = next(form for form in FORMS if form.declaration.key == "pre_birth")
    record = sampled(form, 580)
    put(record, "audit.reference", "AF-2026-000581-S")
    put(record, "overall.rationale", "Typed by hand in LibreOffice, and nowhere else.")
    document = fill(form, record, final=True)
    pdf, faults = proven_pdf(document, form, (), office)
    assert (pdf is not None, faults) == (True, [])
    broken = open_package(with_rows_that_break(document))
    before = open_package(document).read("word/document.xml")
    assert b"cantSplit" in before
    assert broken.read("word/document.xml") == before.replace(b"<w:cantSplit/>", b"").replace(
        b"<w:trPr></w:trPr>", b"<w:trPr/>"
    )


def test_a_pdf_of_another_audit_or_without_its_marks_is_not_proven(office: Office) -> None:
    form = next(form for form in FORMS if form.declaration.key == "case_risk")
    document = fill(form, sampled(form, 2), final=True)
    marked = make_pdf(document, office)
    other = fill(form, {}, final=True)
    (fault,) = faults_of_pdf(marked, other, form)
    assert fault.endswith(" more")
    plain = office.convert(document, ".docx", ".pdf", {"UseTaggedPDF": False})
    assert faults_of_pdf(plain, document, form)
    assert faults_of_pdf(b"%PDF-1.7\nno more", document, form)


def test_the_proof_of_a_long_document_is_quick() -> None:
    form = FORMS[0]
    tag = next(slot.tag for slot in form.slots if slot.kind is Kind.RICH_TEXT and not slot.repeating)
    record: Record = {}
    put(record, tag, "\n".join(f"lorem ipsum dolor sit amet {number % 7} " * 60 for number in range(300)))
    other = PdfText(tuple(f"lorem ipsum dolor sit {number % 5} " * 60 for number in range(2_000)), ("",))
    view = whole_view(open_package(fill(form, record, final=True)))
    begun = time.process_time()
    assert tag in not_said(view, form, (), other)
    assert time.process_time() - begun < 5
