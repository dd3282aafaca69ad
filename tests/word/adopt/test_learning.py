"""What completed copies tell of a form: where they differ is an answer, and what never does is the form."""

import re
from collections.abc import Callable, Sequence

import pytest

from schemas.edition import Kind
from service.word.adopt.finding.paper import Paper
from service.word.adopt.finding.places import found_in
from service.word.adopt.learning.aligning import aligned, shapes
from service.word.adopt.learning.folder import groups_of, of_form, opened
from service.word.adopt.learning.recovering import recovered
from service.word.adopt.proposal import Proposed
from service.word.adopt.proposing import propose
from service.word.fill import fill
from service.word.form import load_form
from service.word.package import open_package
from service.word.stories import whole_view
from service.word.text import View
from service.workflow.sampled import sampled
from tests.word.adopt.plain import stripped
from tests.word.shipped import ROOT, parts
from tests.word.tiny import (
    box,
    cell,
    complex_field,
    control,
    deleted,
    document,
    inserted,
    legacy_text,
    para,
    row,
    run,
    table,
)
from tools.adoption.anew import adopted_anew
from tools.adoption.plain import plain

SIX = ("fostering", "cin", "child_protection", "case_risk", "supervision", "thematic")
SAID: tuple[tuple[str, str, str, str, list[tuple[str, str, str]]], ...] = (
    ("Harbour", "04/06/2025", "Good", "Plans are clear.", [("Update the chronology", "A. Wren", "01/07/2025")]),
    ("Meadow", "5 June 2025", "Inadequate", "No plan.\nNo visits since May.",
     [("Visit the child", "B. Vole", "02/07/2025"), ("Write a plan", "A. Wren", "03/07/2025")]),
    ("Harbour", "06/06/2025", "Good", "See the minutes.", [("Ask the school", "C. Marsh", "")]),
    ("Lantern", "7.6.25", "Outstanding", "The child is heard.", []),
)  # fmt: skip


def a_form(
    team: str = "",
    day: str = "",
    grade: str = "",
    why: str = "",
    actions: Sequence[tuple[str, str, str]] = (),
    *,
    question: str = "Overall judgement",
) -> bytes:
    """The form of a council, filled so; blank by default."""
    empty = [("", "", "")] * max(0, 3 - len(actions))
    return document(
        para("Record audit", style="Title")
        + para("Answer every question.")
        + table(
            row("Team", team),
            row("Date of audit", day),
            row(question, grade),
            row("Reasons", cell(*why.split("\n"))),
        )
        + para("Actions", style="Heading1")
        + table(row("Action", "Owner", "By when"), *(row(*said) for said in [*actions, *empty]), columns=3),
        footer=para("Form RA 7"),
    )


COPIES = [a_form(*said) for said in SAID]


def views(copies: Sequence[bytes]) -> list[View]:
    return [whole_view(open_package(copy)) for copy in copies]


def by_tag(slots: Sequence[Proposed]) -> dict[str, Proposed]:
    return {one.named.tag: one for one in slots}


def completed(key: str, many: int) -> list[bytes]:
    """Copies of a shipped form as a council would have it, with no control and nothing that depends on the case."""
    ours = adopted_anew((ROOT / "docx_templates" / f"{key}.docx").read_bytes(), key)
    return [stripped(fill(ours, sampled(ours, seed))) for seed in range(1, many + 1)]


_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{0}</dc:title><dc:creator>{0}</dc:creator></cp:coreProperties>'
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>HYPERLINK "mailto:{0}@example.org"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_DATA = '<w:ffData><w:textInput><w:default w:val="{0}"/></w:textInput></w:ffData>'
_MARKED = '<w:bookmarkEnd w:id="1"/>'
Case = Callable[[str], tuple[str, dict[str, str]]]
ASIDE: dict[str, Case] = {
    "a paragraph": lambda name: (para(f"{name} lives with an aunt."), {}),
    "a header": lambda name: ("", {"header": para(f"Case audit of {name}")}),
    "a footer": lambda name: ("", {"footer": para(f"{name}, page ", run("1"))}),
    "a footnote": lambda name: (
        para("Sources", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        {"footnotes": f'<w:footnote w:id="2">{para(f"{name} told us")}</w:footnote>'},
    ),
    "a text box": lambda name: (para(box(para(f"About {name}"))), {}),
    "a deletion": lambda name: (para("Seen at home", deleted(f" by {name}")), {}),
    "an insertion": lambda name: (para("Seen at home", inserted(run(f" by {name}"))), {}),
    "hidden words": lambda name: (para("Seen at home", run(f" {name}", "<w:vanish/>")), {}),
    "a stored date": lambda name: (para(control("", "1 May", f'<w:date w:fullDate="{name}"/>')), {}),
    "a control's name": lambda name: (para(control(f"x.{name}", "Seen", title=f"{name}: seen")), {}),
    "an older field": lambda name: (para("Seen by ", legacy_text("Text1", name)), {}),
    "a field's default": lambda name: (
        para(
            complex_field(
                "FORMTEXT",
                run("-"),
                f'<w:ffData><w:textInput><w:default w:val="{name}"/></w:textInput></w:ffData>',
            )
        ),
        {},
    ),
    "a link": lambda name: (para(_FIELD.format(name, run("Write to us"))), {}),
    "a bookmark": lambda name: (
        para(f'<w:bookmarkStart w:id="1" w:name="{name}"/>', run("Seen"), '<w:bookmarkEnd w:id="1"/>'),
        {},
    ),
    "a picture's description": lambda name: (
        para(f'<w:r><w:pict><v:shape alt="{name}"/></w:pict></w:r>'),
        {},
    ),
    "an equation": lambda name: (para(f"<m:oMath><m:r><m:t>{name}</m:t></m:r></m:oMath>"), {}),
    "a choice that is stored": lambda name: (
        para(control("", "Seen", f'<w:dropDownList w:lastValue="{name}"/>')),
        {},
    ),
    "who moved something": lambda name: (
        para(
            f'<w:moveFromRangeStart w:id="1" w:author="{name}"/>',
            run("Seen"),
            '<w:moveFromRangeEnd w:id="1"/>',
        ),
        {},
    ),
    "a field's help": lambda name: (
        para(complex_field("FORMTEXT", run("-"), f'<w:ffData><w:helpText w:val="{name}"/></w:ffData>')),
        {},
    ),
    "a watermark": lambda name: (
        "",
        {"header": para(f'<w:r><w:pict><v:shape><v:textpath string="{name}"/></v:shape></w:pict></w:r>')},
    ),
    "the properties": lambda name: (
        "",
        {"docProps/core.xml": _CORE.format(name), "docProps/custom.xml": f"<a>{name}</a>"},
    ),
    "a part nobody knows": lambda name: ("", {"word/people.xml": f"<w:people>{name}</w:people>"}),
}


class TestFromABlankAndCopies:
    def test_the_copies_say_how_long_answers_are_and_what_is_chosen(self) -> None:
        blank = a_form(question="How good is this file?")
        copies = views([a_form(*said, question="How good is this file?") for said in SAID])
        alone, told = propose(blank, "theirs").slots, propose(blank, "theirs", copies).slots
        (before,), (after,) = (
            [one.found for one in slots if one.found.label.startswith("How good")] for slots in (alone, told)
        )
        assert (before.kind, after.kind) == (Kind.RICH_TEXT, Kind.CHOICE)
        assert [option.code for option in after.options] == [
            "outstanding", "good", "requires_improvement", "inadequate",
        ]  # fmt: skip
        assert "4 answers in copies fill it" in after.evidence
        assert after.confidence > before.confidence

    def test_dates_and_numbers_are_seen_as_such_where_no_label_says_so(self) -> None:
        def with_facts(seen: str, moves: str) -> bytes:
            return document(table(row("Last contact", seen), row("Moves in the year", moves)))

        copies = [with_facts("4 June 2025", "2"), with_facts("05/06/2025", "0"), with_facts("6.6.25", "11")]
        before = [one.found.kind for one in propose(with_facts("", ""), "theirs").slots]
        after = [one.found.kind for one in propose(with_facts("", ""), "theirs", views(copies)).slots]
        assert (before, after) == ([Kind.TEXT, Kind.TEXT], [Kind.DATE, Kind.NUMBER])

    @pytest.mark.parametrize(
        ("label", "said"),
        [("Mosaic ID", ("00123", "00456", "00789")),
         ("Telephone", ("01632960001", "01632960002", "01632960003")),
         ("Ages of the siblings", ("3 4 5", "2", "7 9")),
         ("Risks", ("High, Low", "of drift", "none seen"))],
    )  # fmt: skip
    def test_what_only_looks_like_a_number_or_a_list_stays_text(
        self, label: str, said: tuple[str, ...]
    ) -> None:
        blank, copies = (
            document(table(row(label, ""))),
            [
                document(table(row(label, one), row("Team", team)))
                for one, team in zip(said, "ABC", strict=True)
            ],
        )
        (one,) = [
            one.found for one in propose(blank, "theirs", views(copies)).slots if one.found.label == label
        ]
        assert (one.kind in (Kind.TEXT, Kind.RICH_TEXT), one.options) == (True, ())

    def test_a_label_that_seems_to_ask_for_dates_asks_for_what_the_copies_say(self) -> None:
        def with_due(due: str) -> bytes:
            return document(
                para("Case audit") + table(row("When is the review due?", due), row("Team", "Kite"))
            )

        words = propose(
            with_due(""), "audit", views([with_due(d) for d in ("soon", "end of May", "4/6/2025")])
        )
        assert [slot.found.kind for slot in words.slots] == [Kind.TEXT]
        days = propose(with_due(""), "audit", views([with_due(d) for d in ("1/6/2025", "3/6/25", "soon")]))
        assert [slot.found.kind for slot in days.slots] == [Kind.DATE]

    def test_numbers_that_name_something_stay_text_and_counts_become_no_scale(self) -> None:
        def with_numbers(record: str, siblings: str) -> bytes:
            return document(
                para("Case audit") + table(row("Mosaic ID", record), row("Number of siblings", siblings))
            )

        copies = [with_numbers(f"{100 + number}", str(number)) for number in range(2, 6)]
        record, siblings = propose(with_numbers("", ""), "audit", views(copies)).slots
        assert (record.named.tag, record.found.kind) == ("subject.record_id", Kind.TEXT)
        assert (siblings.found.kind, siblings.found.options) == (Kind.NUMBER, ())

    def test_free_text_is_no_choice_however_often_the_same(self) -> None:
        slots = by_tag(propose(a_form(), "theirs", views(COPIES)).slots)
        assert slots["audit.team"].found.kind is Kind.TEXT

    def test_a_place_that_looks_like_text_is_found_where_copies_differ(self) -> None:
        def with_advice(advice: str) -> bytes:
            return document(table(row("Team", "Harbour"), row("Chronology", advice)))

        blank = with_advice("Up to date, and used in planning")
        said = ["Not up to date since May", "Current", "There is none on this file"]
        found = [one.found for one in propose(blank, "theirs").slots]
        assert not [one for one in found if one.label == "Chronology"]
        told = [
            one.found for one in propose(blank, "theirs", views([with_advice(one) for one in said])).slots
        ]
        (place,) = [one for one in told if one.label == "Chronology"]
        assert "copies say 3 different things here" in place.evidence
        assert "Current" not in place.evidence, "what one child's copy says is no one else's to read"
        assert not [one for one in told if one.label == "Team"], "what no copy changes is the form's"

    def test_marks_on_choices_each_in_a_cell_make_no_place_of_one(self) -> None:
        def graded(chosen: str) -> bytes:
            grades = [f"{grade} x" if grade == chosen else grade for grade in ("Good", "RI", "Inadequate")]
            return document(
                para("Case audit")
                + table(row("Team", "Kite"))
                + table(row("Overall grade", *grades), columns=4)
            )

        proposal = propose(graded(""), "audit", views([graded("RI"), graded("RI"), graded("Good")]))
        assert [slot.named.title for slot in proposal.slots] == []
        assert any("“Overall grade” seems to print choices" in doubt for doubt in proposal.doubts)

    def test_a_label_with_an_empty_line_below_it_is_one_place_where_the_copies_write(self) -> None:
        def with_summary(text: str, behind: str = "") -> bytes:
            lines = para(f"Summary:{behind}") + para(text) + para("Thank you for reading.")
            return document(table(row("Team", "")) + lines)

        said = ("She is doing well.", "He moved in May.", "They are waiting.")
        blank = with_summary("")
        below = propose(blank, "theirs", views([with_summary(one) for one in said])).slots
        assert [(one.found.spots[0].line, one.named.title) for one in below] == [(0, "Team"), (2, "Summary")]
        behind = propose(blank, "theirs", views([with_summary("", f" {one}") for one in said])).slots
        assert [(one.found.spots[0].line, one.named.title) for one in behind] == [(0, "Team"), (1, "Summary")]

    def test_other_documents_in_the_folder_are_put_aside_and_said(self) -> None:
        letter = document(para("Dear Ms Lantern, thank you for the biscuits."))
        copies = of_form(
            opened({"a.docx": COPIES[0], "letter.docx": letter, "list.pdf": b"%PDF-1.7"}),
            views([a_form()])[0],
        )
        assert list(copies.views) == ["a.docx"]
        assert set(copies.aside) == {"letter.docx", "list.pdf"}
        assert "no copy of this form" in copies.aside["letter.docx"]


class TestFromCopiesAlone:
    def test_the_blank_form_is_what_they_have_in_common(self) -> None:
        blank = whole_view(open_package(recovered([open_package(copy) for copy in COPIES])))
        texts = [[cell.text for cell in line.cells] for line in blank.lines]
        assert texts[:6] == [
            ["Record audit"],
            ["Answer every question."],
            ["Team", ""],
            ["Date of audit", ""],
            ["Overall judgement", ""],
            ["Reasons", ""],
        ]
        assert texts[7] == ["Action", "Owner", "By when"]
        assert {text for said in texts[8:-1] for text in said} == {""}

    def test_an_answer_that_all_give_is_an_answer_all_the_same(self) -> None:
        copies = [a_form(team, day, "Good", why, actions) for team, day, _, why, actions in SAID]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert [cell.text for cell in blank.lines[4].cells] == ["Overall judgement", ""]

    def test_two_copies_are_too_few(self) -> None:
        with pytest.raises(ValueError, match="3 copies are needed"):
            recovered([open_package(copy) for copy in COPIES[:2]])

    def test_words_behind_a_label_in_one_paragraph_are_the_answer(self) -> None:
        copies = [
            document(para(f"Team: {team}") + para("Thank you.")) for team in ("Harbour", "Meadow", "Lantern")
        ]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert [line.cells[0].text.strip() for line in blank.lines] == ["Team:", "Thank you."]

    def test_no_full_stop_of_an_answer_is_left(self) -> None:
        said = ("Seen every week by us.", "Seen once by his aunt.", "Seen twice by his aunt.")
        copies = [document(table(row("Seen", one))) for one in said]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert blank.lines[0].cells[1].text.strip(" ") == ""

    def test_a_label_behind_an_answer_in_one_line_stays(self) -> None:
        said = (("A. Wren", "04/06/2025"), ("B. Vole", "5 June 2025"), ("A. Wren", "7.6.25"))
        lines = [f"Signed: {name} Date of signing: {day} Team: Harbour" for name, day in said]
        copies = [document(para(line) + para("Thank you.")) for line in lines]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert blank.lines[0].cells[0].text.split() == [
            "Signed:",
            "Date",
            "of",
            "signing:",
            "Team:",
            "Harbour",
        ]

    def test_a_list_of_choices_that_one_copy_cut_down_stays_whole_and_unmarked(self) -> None:
        def graded(*grades: str) -> bytes:
            return document(para("Case audit") + table(row("Overall grade", cell(*grades))))

        bold, struck = para(run("Good", "<w:b/>")), para(run("Inadequate", "<w:strike/>"))
        copies = [
            graded("Outstanding", bold, "Inadequate"),
            graded("Good"),
            graded("Outstanding", "Good", struck),
            graded("Outstanding", "Good", struck),
        ]
        made = recovered([open_package(copy) for copy in copies])
        assert whole_view(open_package(made)).lines[1].cells[1].text == "Outstanding\nGood\nInadequate"
        assert not {b"<w:b/>", b"<w:strike/>"} & set(
            re.findall(rb"<w:\w+/>", parts(made)["word/document.xml"])
        )

    def test_ticks_are_taken_off(self) -> None:
        said = ("\u2612 Yes \u2610 No", "\u2610 Yes \u2612 No", "\u2612 Yes \u2612 No")
        copies = [document(table(row("Seen alone", one))) for one in said]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert blank.lines[0].cells[1].text == "\u2610 Yes \u2610 No"

    def test_one_copy_three_times_is_no_three_copies(self) -> None:
        with pytest.raises(ValueError, match="one and the same"):
            recovered([open_package(COPIES[0])] * 3)

    def test_a_label_a_tab_and_an_answer_in_one_run_leave_the_label(self) -> None:
        copies = [
            document(
                f"<w:p><w:r><w:t>Name of worker in this case:</w:t><w:tab/><w:t>{name}</w:t></w:r></w:p>"
            )
            for name in ("Wren Alder", "Robin Marsh", "Perpetua Vole")
        ]
        blank = whole_view(open_package(recovered([open_package(copy) for copy in copies])))
        assert blank.lines[0].cells[0].text.strip() == "Name of worker in this case:"

    @pytest.mark.parametrize("where", list(ASIDE))
    def test_nothing_that_one_copy_says_is_left_anywhere_in_the_file(self, where: str) -> None:
        copies = [_with_case(name, where) for name in ("Zebedee", "Quillon", "Marigold")]
        for order in range(3):  # whichever of them is the base
            made = recovered([open_package(copy) for copy in copies[order:] + copies[:order]])
            for part, content in parts(made).items():
                for name in ("Zebedee", "Quillon", "Marigold"):
                    assert name.encode() not in content, f"{name} in {part}"
            shown = [cell.text for line in whole_view(open_package(made)).lines for cell in line.cells]
            assert "Was the child seen alone?" in shown
            assert load_form(made, "theirs").skeleton.lines

    def test_a_page_that_one_copy_alone_has_goes_with_it(self) -> None:
        extra = (
            para("Chronology of Zebedee")
            + para("Zebedee came into care in May.")
            + table(row("May", "Zebedee moved"))
        )
        copies = [
            document(table(row("Team", team)) + para("Thank you.") + more)
            for team, more in (("Harbour", extra), ("Meadow", ""), ("Lantern", ""))
        ]
        shown = " ".join(
            cell.text
            for line in whole_view(open_package(recovered([open_package(copy) for copy in copies]))).lines
            for cell in line.cells
        )
        assert "Zebedee" not in shown
        assert "Thank you." in shown

    @pytest.mark.parametrize("key", SIX)
    def test_the_places_of_a_shipped_form_are_found_in_what_five_copies_have_in_common(
        self, key: str
    ) -> None:
        blank, truths = plain((ROOT / "docx_templates" / f"{key}.docx").read_bytes(), prompts=False)
        paper = Paper(open_package(recovered([open_package(copy) for copy in completed(key, 5)])))
        pairs = aligned(shapes(whole_view(open_package(blank))), shapes(paper.view))
        found = {(spot.line, spot.cell) for one in found_in(paper) for spot in one.spots}
        wanted = {truth.tag for truth in truths if truth.line < len(pairs)}
        hits = {
            truth.tag for truth in truths if truth.tag in wanted and (pairs[truth.line], truth.cell) in found
        }
        assert len(hits) >= 0.95 * len(wanted), sorted(wanted - hits)


def _with_case(name: str, where: str) -> bytes:
    """A copy that names a person in one place of its file, besides an answer."""
    body, more = ASIDE[where](name)
    return document(
        table(row("Was the child seen alone?", f"{name} was seen")) + body + para("Thank you."),
        header=more.get("header", ""),
        footer=more.get("footer", ""),
        footnotes=more.get("footnotes", ""),
        parts={part: text.encode() for part, text in more.items() if "/" in part},
    )


class TestGroups:
    def test_copies_of_two_forms_and_of_two_editions_are_told_apart(self) -> None:
        def edition(number: int, said: tuple[str, ...], old: Sequence[str]) -> bytes:
            body = para("Visit audit", style="Title") + table(
                *(row(label, one) for label, one in zip(old, said, strict=True))
            )
            return document(body, footer=para(f"Version {number} June 2025"))

        labels = ["Was the child seen alone?", "Was the visit in timescale?"]
        second = [edition(2, said, labels) for said in (("Yes", "No"), ("No", "No"), ("Yes", "Yes"))]
        third = [edition(3, said, labels) for said in (("Yes", "Yes"), ("No", "Yes"))]
        files = {f"{number}.docx": copy for number, copy in enumerate([*COPIES, *second, *third])}
        assert [sorted(group.views) for group in groups_of(opened(files))] == [
            ["0.docx", "1.docx", "2.docx", "3.docx"],
            ["4.docx", "5.docx", "6.docx"],
            ["7.docx", "8.docx"],
        ]

    def test_editions_without_a_version_are_told_apart_by_their_labels(self) -> None:
        old = ["Is the plan clear and shared?", "Was the visit in timescale?", "Are reviews on the file?"]
        new = [
            "Is there a clear plan that was shared?",
            "Were all visits in timescale?",
            "Are the reviews recorded?",
        ]
        said = ["Yes", "No", "Partly", "Yes", "No", "Partly"]
        files = {
            f"{number}.docx": document(
                table(*(row(label, said[(number + at) % 6]) for at, label in enumerate(labels)))
            )
            for number, labels in enumerate([old, old, old, new, new, new])
        }
        same = {f"{name}b": COPIES[int(name[0]) % 4] for name in files}
        groups = [sorted(group.views) for group in groups_of(opened(files))]
        assert groups == [["0.docx", "1.docx", "2.docx"], ["3.docx", "4.docx", "5.docx"]]
        assert len(groups_of(opened(same))) == 1

    def test_copies_of_one_edition_stay_together_whatever_they_say(self) -> None:
        for key in SIX:
            files = {f"{seed}.docx": copy for seed, copy in enumerate(completed(key, 6))}
            assert len(groups_of(opened(files))) == 1, key
