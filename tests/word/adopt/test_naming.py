"""How places of plain forms are named: by the shared vocabulary where a label is in its list, else by its words."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from schemas.edition import Kind
from schemas.tags import check_kind, check_tag, is_shared
from service.word.adopt.naming.names import named
from service.word.adopt.naming.vocabulary import vocabulary
from service.word.adopt.naming.words import bare, titled, words_of
from service.word.adopt.proposal import Found, Named
from tests.word.shipped import SHIPPED, form

TEXT, LONG, DATE, CHOICE, TICK, NUMBER = (
    Kind.TEXT,
    Kind.RICH_TEXT,
    Kind.DATE,
    Kind.CHOICE,
    Kind.TICK,
    Kind.NUMBER,
)
RIGHT = 0.98
SECTION = "2. Assessment"
NOT_A_STATUS = "Why this audit was chosen"
"""What one shipped form asks as its record's status: no list should know it as that."""

# What forms with other words ask in their headers (the digest of public forms, 1.0 to 1.14).
HEADERS = {
    "ID number:": ("subject.record_id", TEXT),
    "ID No.": ("subject.record_id", TEXT),
    "Frameworki No": ("subject.record_id", TEXT),
    "Liquid Logic Number (child)": ("subject.record_id", TEXT),
    "Case Number": ("subject.record_id", TEXT),
    "Unique Reference Number": ("subject.record_id", TEXT),
    "Mosaic ID": ("subject.record_id", TEXT),
    "PARIS number": ("subject.record_id", TEXT),
    "Child’s LCS ID:": ("subject.record_id", TEXT),
    "EHM Case No.": ("subject.record_id", TEXT),
    "Carefirst ID": ("subject.record_id", TEXT),
    "Person ID": ("subject.record_id", TEXT),
    "1.2 Mosaic No:": ("subject.record_id", TEXT),
    "Initials of child / young person": ("subject.initials", TEXT),
    "Child's Initials (first and last)": ("subject.initials", TEXT),
    "D.O.B.": ("subject.date_of_birth", DATE),
    "DOB (dd/mm/yyyy)": ("subject.date_of_birth", DATE),
    "Date of Birth dd/mm/yyyy": ("subject.date_of_birth", DATE),
    "YP's DOB": ("subject.date_of_birth", DATE),
    "EDD": ("subject.expected_date_of_delivery", DATE),
    "Expected Date of Delivery (EDD)": ("subject.expected_date_of_delivery", DATE),
    "SW": ("audit.worker", TEXT),
    "Case holder": ("audit.worker", TEXT),
    "Name of the allocated social worker:": ("audit.worker", TEXT),
    "Q3. Social Worker’s Name": ("audit.worker", TEXT),
    "FSW": ("audit.worker", TEXT),
    "Personal Adviser (PA)": ("audit.worker", TEXT),
    "Lead professional": ("audit.worker", TEXT),
    "Co-worker": ("audit.co_worker", TEXT),
    "Line Manager": ("audit.manager", TEXT),
    "Team Manager's name": ("audit.manager", TEXT),
    "Supervisor": ("audit.manager", TEXT),
    "Audited by": ("audit.auditor", TEXT),
    "Name of Auditor (please print)": ("audit.auditor", TEXT),
    "Name of auditor and job title": ("audit.auditor", TEXT),
    "Completed by": ("audit.auditor", TEXT),
    "Auditor’s Job Title": ("audit.auditor_role", TEXT),
    "Date of audit": ("audit.date", DATE),
    "Audit Date:": ("audit.date", DATE),
    "Date audit completed": ("audit.date", DATE),
    "Type of audit": ("audit.kind", CHOICE),
    "Audit ref.": ("audit.reference", TEXT),
    "Young person's Frameworki ID": ("subject.record_id", TEXT),
    "Social Care Record Number": ("subject.record_id", TEXT),
    "E.D.D.": ("subject.expected_date_of_delivery", DATE),
    "Allocated worker/s": ("audit.worker", TEXT),
    "PA / Social Worker": ("audit.worker", TEXT),
    "Line Manager/Supervisor": ("audit.manager", TEXT),
    "Auditor(s)": ("audit.auditor", TEXT),
    "Who completed the audit?": ("audit.auditor", TEXT),
    "Auditor: Name and Role": ("audit.auditor", TEXT),
    "Date this audit was completed": ("audit.date", DATE),
    "Audit period (end date)": ("audit.period_to", DATE),
}

JUDGED = {
    "Overall RAG": ("grade", CHOICE),
    "Ofsted Judgement": ("grade", CHOICE),
    "Grade awarded:": ("grade", CHOICE),
    "Rationale for grading": ("rationale", LONG),
    "Please explain the reasons for your judgement": ("rationale", LONG),
    "Evidence to support judgement": ("rationale", LONG),
    "What's working well?": ("strengths", LONG),
    "Areas of Good Practice": ("strengths", LONG),
    "Weaknesses / areas for development": ("improvements", LONG),
    "What needs to improve?": ("improvements", LONG),
    "What difference have we made to the child's life?": ("impact", LONG),
}

# Labels that are like the vocabulary's, and are none of them.
OTHERS = {
    "Date of birth of mother": DATE,
    "Mother's name": TEXT,
    "Date of last audit": DATE,
    "Previous social worker": TEXT,
    "Social worker (previous)": TEXT,
    "Date of birth (mother)": DATE,
    "Overall grade (of previous audit)": CHOICE,
    "Date of referral": DATE,
    "Date workers interviewed": DATE,
    "Name of school": TEXT,
    "NHS number": TEXT,
    "Auditor's comments": LONG,
    "Manager's comments": LONG,
    "Overall progress": LONG,
    "Previous overall grade": CHOICE,
    "Grade at last audit": CHOICE,
    "Number of S47 enquiries in 12 months": NUMBER,
    "Placement moves in the last year": NUMBER,
}

ACTIONS = {
    "Action required": ("actions.what", LONG),
    "Recommended action": ("actions.what", LONG),
    "What needs to happen?": ("actions.what", LONG),
    "By whom": ("actions.owner", TEXT),
    "Person responsible": ("actions.owner", TEXT),
    "Who?": ("actions.owner", TEXT),
    "By when": ("actions.due", DATE),
    "Target date (dd.mm.yyyy)": ("actions.due", DATE),
    "Timescale": ("actions.due", DATE),
    "Deadline": ("actions.due", DATE),
    "Agreed with SW": ("actions.agreed", TICK),
    "Impact for the child": ("actions.impact", LONG),
    "Urgency": ("actions.priority", CHOICE),
}


def found(
    label: str, kind: Kind = TEXT, heading: str = "", column: str = "", *, repeating: bool = False
) -> Found:
    """A place as the finder says it."""
    return Found((), kind, "", 1.0, label=label, column=column, heading=heading, repeating=repeating)


def tags(*places: Found, subject: str = "") -> list[str]:
    """The tags of a form's places."""
    return [one.tag for one in named(places, subject)]


def alone(place: Found) -> Named:
    """The name of the only place of a form."""
    return named([place])[0]


def general(tag: str) -> str:
    """A tag without the key of its section or of who signs."""
    first, *_, last = tag.split(".")
    return f"{first}.*.{last}" if tag.count(".") == 2 else tag


def in_vocabulary(tag: str) -> bool:
    """Whether a tag is one of those that forms share, or that the list gives."""
    lists = (*vocabulary().labels.values(), *vocabulary().weak.values())
    return is_shared(tag) or any(general(tag) in phrases.meanings for phrases in lists)


def sound(places: Sequence[Found], names: Sequence[Named]) -> None:
    """What must hold for the names of any places."""
    assert len({name.tag for name in names}) == len(places)
    for place, name in zip(places, names, strict=True):
        assert check_tag(name.tag) is None
        assert check_kind(name.tag, place.kind) is None
        assert 0 < len(name.title) <= 64
        assert name.title.strip() == name.title
        assert name.tag not in name.ties
        assert all(check_kind(tag, place.kind) is None for tag in name.ties)
        assert not name.tag.startswith("actions.") or place.repeating


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_form_gets_its_shared_tags_back_and_no_other(path: Path) -> None:
    shipped = form(path)
    slots = shipped.slots
    places = [
        Found(
            (), slot.kind, "", 1.0, slot.options, slot.label, slot.column, slot.heading, bool(slot.repeating)
        )
        for slot in slots
    ]
    names = named(places, shipped.declaration.subject)
    sound(places, names)
    pairs = [
        (slot.tag, name.tag) for slot, name in zip(slots, names, strict=True) if slot.label != NOT_A_STATUS
    ]
    wanted = [(tag, got) for tag, got in pairs if in_vocabulary(tag)]
    assert sum(tag == got for tag, got in wanted) >= RIGHT * len(wanted)
    assert [(tag, got) for tag, got in pairs if in_vocabulary(got) and tag != got] == []


@pytest.mark.parametrize("label", HEADERS)
def test_a_field_of_the_header_is_known_by_the_words_that_councils_use(label: str) -> None:
    tag, kind = HEADERS[label]
    assert alone(found(label, kind)) == Named(tag, alone(found(label, kind)).title)


@pytest.mark.parametrize("label", JUDGED)
def test_a_part_of_the_overall_judgement_is_known_by_its_words(label: str) -> None:
    name, kind = JUDGED[label]
    assert alone(found(label, kind, "Overall judgement")).tag == f"overall.{name}"


@pytest.mark.parametrize("label", OTHERS)
def test_a_label_that_is_only_like_one_of_the_vocabulary_is_not_taken_for_it(label: str) -> None:
    name = alone(found(label, OTHERS[label]))
    assert not in_vocabulary(name.tag)
    assert name.ties == ()


@pytest.mark.parametrize("label", ACTIONS)
def test_the_columns_of_a_table_of_actions_are_known(label: str) -> None:
    tag, kind = ACTIONS[label]
    rest = {"actions.what": ("What", LONG), "actions.owner": ("Owner", TEXT)}
    rest.pop(tag, None)
    columns = [found("", kind, "Action plan", label, repeating=True)] + [
        found("", of, "Action plan", head, repeating=True) for head, of in rest.values()
    ]
    assert tags(*columns)[0] == tag


def test_the_words_of_a_section_are_known_in_it_and_name_the_section() -> None:
    assert tags(
        found("Judgement", CHOICE, SECTION),
        found("Evidence for the grade", LONG, SECTION),
        found("What went well?", LONG, SECTION),
        found("Even better if…", LONG, SECTION),
        found("RAG", CHOICE, "3. Visits to the family home"),
        found("Reasons", LONG, "3. Visits to the family home"),
        found("Grade", CHOICE, "Overall judgement"),
        found("Reasons", LONG, "Overall judgement"),
    ) == [
        "sections.assessment.grade",
        "sections.assessment.rationale",
        "sections.assessment.strengths",
        "sections.assessment.improvements",
        "sections.visits_family_home.grade",
        "sections.visits_family_home.rationale",
        "overall.grade",
        "overall.rationale",
    ]


def test_a_question_has_a_tag_for_each_of_its_columns() -> None:
    question = "Q1. Was the child seen alone?"
    answers = [found(question, TICK, SECTION, head) for head in ("Yes", "No = 0", "N/A")]
    assert tags(*answers, found(question, LONG, SECTION, "Comments and evidence")) == [
        "sections.assessment.child_seen_alone_yes",
        "sections.assessment.child_seen_alone_no",
        "sections.assessment.child_seen_alone_na",
        "sections.assessment.child_seen_alone_evidence",
    ]


def test_the_one_judged_row_of_a_section_is_its_grade_and_of_several_each_is_its_own() -> None:
    one = [found("Consider\nIs it recent?", CHOICE, SECTION, "Rating")]
    one += [found("Consider\nIs it recent?", LONG, SECTION, "Evidence and analysis")]
    assert tags(*one) == ["sections.assessment.grade", "sections.assessment.rationale"]
    other = [found("The record", CHOICE, SECTION, "Rating"), found("The record", LONG, SECTION, "Evidence")]
    assert tags(*one, *other) == [
        "sections.assessment.recent_grade",
        "sections.assessment.recent_evidence",
        "sections.assessment.record_grade",
        "sections.assessment.record_evidence",
    ]


def test_a_heading_that_closes_each_section_belongs_to_it() -> None:
    numbered = found("Grade", CHOICE, "2. Overall quality")
    assert tags(found("Seen", DATE, SECTION), numbered)[1] == "sections.assessment.grade"
    repeated = [
        place
        for section in ("Planning", "Health")
        for place in (found("Seen", DATE, section), found("Grade", CHOICE, "Overall judgement"))
    ]
    assert tags(*repeated)[1::2] == ["sections.planning.grade", "sections.health.grade"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_sign_off_is_read_either_way_round(turned: bool) -> None:
    pairs = [("Auditor", "Print name"), ("Auditor", "Date"), ("Line manager", "Comments")]
    places = [
        found(*((what, DATE if what == "Date" else TEXT, "Sign-off", who) if turned else
                (who, DATE if what == "Date" else TEXT, "Sign-off", what)))
        for who, what in pairs
    ]  # fmt: skip
    assert tags(*places) == ["signoff.auditor.name", "signoff.auditor.date", "signoff.manager.comment"]


def test_a_lone_date_of_a_sign_off_is_of_whoever_signed_before_it() -> None:
    assert tags(
        found("Auditor’s signature", TEXT, "Signatures"),
        found("Date:", DATE, "Signatures"),
        found("Signed (Team Manager)", TEXT, "Team Manager sign-off"),
        found("Date", DATE, "Team Manager sign-off"),
    ) == [
        "signoff.auditor.signature",
        "signoff.auditor.date",
        "signoff.manager.signature",
        "signoff.manager.date",
    ]


def test_a_lone_date_is_of_the_audit_only_beside_the_auditor() -> None:
    assert tags(found("Auditor"), found("Date", DATE)) == ["audit.auditor", "audit.date"]
    assert alone(found("Date", DATE)).ties == ("audit.date",)
    assert alone(found("Date", DATE, "Audit details")).tag == "audit.date"


def test_a_word_of_the_header_means_what_its_heading_is_about() -> None:
    headings = ("Child", "Mother", "Auditor details", "Social worker")
    assert tags(*(found("Name", TEXT, heading) for heading in headings)) == [
        "subject.name",
        "sections.mother.name",
        "audit.auditor",
        "audit.worker",
    ]


@pytest.mark.parametrize(
    ("place", "ties"),
    [
        (found("Name"), ("audit.auditor", "subject.name")),
        (found("DOB / EDD", DATE), ("subject.date_of_birth", "subject.expected_date_of_delivery")),
        (found("Reference No."), ("audit.reference", "subject.record_id")),
        (found("Overall judgement", CHOICE, SECTION), ("sections.assessment.grade", "overall.grade")),
        (found("Mosaic ID", TEXT, SECTION), ("subject.record_id",)),
    ],
)
def test_what_a_label_does_not_decide_is_asked(place: Found, ties: tuple[str, ...]) -> None:
    name = alone(place)
    assert name.ties == ties
    assert not in_vocabulary(name.tag)


def test_a_heading_of_its_own_may_be_of_the_section_above_it_or_of_the_form() -> None:
    places = [
        found("", LONG, "Strengths"),
        found("", LONG, SECTION),
        found("", LONG, "Areas for improvement"),
    ]
    assert [name.ties for name in named(places)] == [
        (),
        (),
        ("sections.assessment.improvements", "overall.improvements"),
    ]
    assert tags(*places)[0] == "overall.strengths"


def test_a_weak_word_counts_where_no_other_label_says_it() -> None:
    assert tags(found("Reviewer")) == ["audit.auditor"]
    assert tags(found("Moderator"), subject="audit") == ["audit.auditor"]
    assert tags(found("Moderator"), found("Auditor"), subject="audit") == ["audit.moderator", "audit.auditor"]


def test_a_place_of_another_kind_is_not_the_vocabularys() -> None:
    assert tags(found("Date of audit", TEXT), found("Grade", LONG, "Overall judgement")) == [
        "audit.date_audit",
        "overall.grade_text",
    ]
    assert tags(found("Rationale", TEXT, SECTION)) == tags(found("Rationale", LONG, SECTION))


@pytest.mark.parametrize(
    ("label", "kind", "tag"),
    [("Date of audit (last)", DATE, "audit.date"), ("Overall grade (manager)", CHOICE, "overall.grade"),
     ("Overall grade (last audit)", CHOICE, "overall.grade"), ("Name of auditor (moderator)", TEXT, "audit.auditor"),
     ("Auditor (second)", TEXT, "audit.auditor")],
)  # fmt: skip
def test_a_word_in_brackets_that_makes_another_question_is_no_guidance(
    label: str, kind: Kind, tag: str
) -> None:
    assert tags(found(label, kind)) != [tag]
    assert tags(found(label, kind), found(label.partition(" (")[0], kind))[1] == tag


def test_there_is_one_list_of_actions() -> None:
    def table(heading: str) -> list[Found]:
        return [found("", LONG, heading, head, repeating=True) for head in ("Action", "By whom")]

    assert tags(*table(SECTION)) == ["actions.what", "actions.owner"]
    assert tags(*table(SECTION), *table("Action plan"))[2:] == ["actions.what", "actions.owner"]
    assert not any(tag.startswith("actions.") for tag in tags(*table(SECTION), *table("3. Visits")))
    assert not any(tag.startswith("actions.") for tag in tags(*table("Actions from the last audit")))


def test_a_completion_date_is_the_due_date_where_there_is_no_other() -> None:
    heads = [("Action", LONG), ("Completion date", DATE), ("By when", DATE)]
    columns = [found("", kind, "Actions", head, repeating=True) for head, kind in heads]
    assert tags(*columns) == ["actions.what", "actions.completion_date", "actions.due"]
    assert tags(*columns[:2]) == ["actions.what", "actions.due"]


def test_other_rows_that_repeat_are_no_vocabulary() -> None:
    rows = [found("", TEXT, "Family members", "Name", repeating=True)]
    rows += [found("", DATE, "Family members", "DOB", repeating=True)]
    assert tags(*rows) == ["sections.family_members.name", "sections.family_members.dob"]


def test_the_earlier_audits_header_is_not_this_ones() -> None:
    earlier = [found("Date of audit", DATE, "Previous audit"), found("Auditor", TEXT, "Previous audit")]
    mine = [found("Date of audit", DATE, "This audit"), found("Auditor", TEXT, "This audit")]
    assert tags(*earlier, *mine)[2:] == ["audit.date", "audit.auditor"]
    assert not any(map(in_vocabulary, tags(*earlier)))


def test_a_later_place_of_the_same_name_is_numbered_and_one_of_other_words_has_its_own() -> None:
    dates = [found(label, DATE) for label in ("Date of birth", "DOB", "Date of birth")]
    assert tags(*dates) == ["subject.date_of_birth", "subject.dob", "subject.date_of_birth_2"]
    assert tags(found("Seen", DATE, "Health"), found("Seen", DATE, "4. HEALTH")) == [
        "sections.health.seen",
        "sections.health_2.seen",
    ]


WEIRD = [
    "",
    " ",
    "???",
    "12",
    "(a)",
    "x" * 300,
    "Is it " * 60,
    "items",
    "copy",
    "Update",
    "Ŵyr ŷd",
    "子供",
    "☐",
    "………",
    "Enw’r plentyn",
    "1.",
    "Q3",
    "Section 2:",
    "{{ subject }}",
    "a/b\\c",
    "É",
    "_",
    "\n\n",
    "Yes\nNo",
]
HEADS = [
    "",
    SECTION,
    "Items",
    "The child",
    "Actions",
    "Sign-off",
    "Overall judgement",
    "Escalation",
    "???",
    "y" * 200,
]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_form_says_its_names_are_sound(seed: int) -> None:
    draw = random.Random(seed)
    words = [*WEIRD, *HEADERS, *OTHERS, *ACTIONS, "Name", "Date", "Grade", "Rationale", "Auditor", "Comments"]
    places = [
        found(
            draw.choice(words),
            draw.choice(list(Kind)),
            draw.choice(HEADS),
            draw.choice(["", "Answer", "Date", draw.choice(words)]),
            repeating=draw.random() < 0.2,
        )
        for _ in range(60)
    ]
    names = named(places)
    sound(places, names)
    assert named(places) == names


def test_a_form_without_places_has_no_names() -> None:
    assert named([]) == []


@pytest.mark.parametrize(
    ("label", "cleaned"),
    [
        ("1.2 Date of audit:", "Date of audit"),
        ("Q3. Was it seen?", "Was it seen"),
        ("Section B – Plans", "Plans"),
        ("(a) Plans", "Plans"),
        ("5 Placement plan", "Placement plan"),
        ("DOB (dd/mm/yyyy)", "DOB"),
        ("Name(s) of carer(s)", "Name of carer"),
        ("Overall grade (please tick one)", "Overall grade"),
        ("12 month review", "12 month review"),
        ("Section 47 enquiry", "Section 47 enquiry"),
        ("16–17 year olds", "16–17 year olds"),
        ("Part-time education", "Part-time education"),
        ("Date: ____", "Date"),
        ("(tick one)", "tick one"),
        ("???", ""),
    ],
)
def test_a_label_loses_its_number_and_its_guidance(label: str, cleaned: str) -> None:
    assert bare(label) == cleaned


def test_a_title_says_what_is_asked_and_fits_word() -> None:
    long = "Was the decision to offer help under section 17 right on what was known at the time?"
    title = alone(found(f"2.1 {long}", LONG, SECTION)).title
    assert title == "Was the decision to offer help under section 17 right on what…"
    names = named([found(long, TICK, SECTION, "Yes"), found(long, LONG, SECTION, "Comments and evidence")])
    assert [name.title.rpartition(": ")[2] for name in names] == ["Yes", "Comments and evidence"]
    assert alone(found("Grade", CHOICE, SECTION)).title == "Assessment: Grade"
    assert titled("", "") == ""
    assert alone(found("")).title == "Answer"


def test_every_phrase_of_the_vocabulary_is_written_as_labels_are_compared() -> None:
    known = vocabulary()
    lists = [known.headings, known.roles, known.attributes, known.columns, known.sections]
    lists += [*known.labels.values(), *known.weak.values(), *known.beside.values()]
    phrases = {phrase.removesuffix(" *") for phrased in lists for phrase in phrased.phrases}
    phrases |= known.reasons | known.leads
    assert {phrase for phrase in phrases if words_of(phrase) != phrase} == set()


def test_every_tag_of_the_vocabulary_is_one() -> None:
    known = vocabulary()
    lists = [*known.labels.values(), *known.weak.values(), *known.beside.values()]
    for phrases in lists:
        assert all(check_tag(tag.replace("*", "any")) is None for tag in phrases.meanings)


def test_a_bare_date_after_the_auditor_is_not_the_date_of_the_audit_where_another_label_says_so() -> None:
    names = ("Name of auditor", Kind.TEXT), ("Date", Kind.DATE), ("Date of audit", Kind.DATE)
    found = [Found((), kind, "", 0.9, label=label) for label, kind in names]
    called = named(found)
    assert called[2].tag == "audit.date"
    assert called[1].tag != "audit.date"


def test_a_question_with_boxes_to_tick_is_no_field_of_the_header_wherever_it_stands() -> None:
    boxes = [
        found("Was the child seen alone?", Kind.TICK, heading="Visit audit", column=one)
        for one in ("Yes", "No")
    ]
    assert tags(found("Team", heading="Visit audit"), *boxes) == [
        "audit.team",
        "sections.visit_audit.child_seen_alone_yes",
        "sections.visit_audit.child_seen_alone_no",
    ]


def test_boxes_under_met_and_not_met_exclude_each_other() -> None:
    columns = ("Met", "Partly met", "Not met")
    boxes = [found("Is the plan clear?", Kind.TICK, heading="Plan", column=column) for column in columns]
    assert tags(*boxes) == [f"sections.plan.plan_clear_{ending}" for ending in ("yes", "partly", "no")]


@pytest.mark.parametrize("title", ["Children in Need Case Audit Tool", "Looked After Children Case Audit"])
def test_the_title_of_a_form_about_children_heads_its_header_all_the_same(title: str) -> None:
    asked = [("Case ID", TEXT), ("Date of audit", DATE), ("Auditor", TEXT)]
    assert tags(*(found(label, kind, heading=title) for label, kind in asked)) == [
        "subject.record_id",
        "audit.date",
        "audit.auditor",
    ]


def test_a_first_part_about_other_people_is_no_header() -> None:
    asked = [
        found("Name", heading="Parents and siblings"),
        found("Date of birth", DATE, heading="Parents and siblings"),
    ]
    assert not [tag for tag in tags(*asked) if tag.startswith("subject.")]
