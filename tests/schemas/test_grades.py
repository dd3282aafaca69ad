"""Grades as auditors type them: aliases, borderline wordings, and letters that mean two things."""

import pytest

from schemas.edition import Kind, Option, Slot
from schemas.grades import Grade
from schemas.scales import (
    NOT_GRADED,
    OFSTED,
    OFSTED_2012,
    RAG,
    SCALES,
    SIGNS_OF_SAFETY,
    TWO_POINT,
    ZERO_TO_THREE,
    Scale,
)
from schemas.trouble import Trouble


def field(scale: Scale, *more: Option) -> Grade:
    slot = Slot("overall.grade", "Overall grade", Kind.CHOICE, options=(*scale.grades, *more))
    return Grade(slot, scale)


def code(scale: Scale, said: str) -> str:
    return field(scale).read(said)[0]


def trouble(scale: Scale, said: str) -> str:
    with pytest.raises(Trouble) as caught:
        field(scale).read(said)
    return caught.value.code


SPELLED = {
    "outstanding": [
        "outstanding",
        "OUTSTANDING",
        "O",
        "o",
        "OS",
        "o/s",
        "O/S",
        "1",
        "exceptional",
        "Outstanding.",
    ],
    "good": [
        "GOOD",
        "good ",
        "Good.",
        "Good,",
        "Good!",
        "(Good)",
        "“Good”",
        "* Good",
        "• Good",
        "G",
        "GD",
        "2",
        "2.",
    ],
    "requires_improvement": [
        *("RI", "ri", "R.I.", "R.I", "R I", "R. I.", "R/I", "RItbG", "RIGood", "req imp", "Req. Imp.", "R-I"),
        *("req. improvement", "requires imp", "Requires Improvement", "REQUIRES IMPROVEMENT TO BE GOOD"),
        *("Needs improvement", "requiring improvement", "3", "Requires improvement to be good."),
        *(
            "Requires  improvement\nto be  good.",
            "RI (requires improvement)",
            "RI - Requires improvement",
            "3 – RI",
        ),
        *("Requires-improvement", "Ｒ\uff29"),
    ],
    "inadequate": [
        "inadequate",
        "INADEQUATE",
        "I",
        "IA",
        "inad",
        "Inad.",
        "4",
        "In\u00adadequate",
        "In\u200badequate",
    ],
}


@pytest.mark.parametrize(
    ("meant", "said"), [(meant, said) for meant, ways in SPELLED.items() for said in ways]
)
def test_a_known_spelling_is_read_and_remarked_on(meant: str, said: str) -> None:
    found, remark = field(OFSTED).read(said)
    assert found == meant
    shown = next(grade.text for grade in OFSTED.grades if grade.code == meant)
    assert (remark is None) == (said.strip() == shown)
    assert remark is None or remark.code == "value.normalised"


@pytest.mark.parametrize(
    "said", ["Good", " Good", "Good\n", "\u00a0Good\t", "Requires improvement\u00a0to be  good"]
)
def test_the_forms_own_text_in_any_spacing_calls_for_no_remark(said: str) -> None:
    assert field(OFSTED).read(said)[1] is None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Good/RI",
            "RI/Good",
            "Good / RI",
            "G/RI",
            "Good or RI",
            "Good-RI",
            "Good–RI",
            "Good, RI",
            "Good & RI",
        ),
        *(
            "RI (borderline Good)",
            "RI with elements of good",
            "high RI",
            "low good",
            "RI+",
            "RI +",
            "Good-",
            "Good –",
        ),
        *("Good but RI for plans", "between RI and Good", "just Good", "Good?", "Good (just)", "strong RI"),
        *(
            "Inadequate/RI",
            "RI verging on inadequate",
            "Outstanding/Good",
            "2/3",
            "2-3",
            "mostly good",
            "RI?",
        ),
        "Outstanding\nGood\nRequires improvement to be good\nInadequate",
        "Outstanding / Good / RI / Inadequate",
    ],
)
def test_a_borderline_wording_is_asked_about(said: str) -> None:
    assert trouble(OFSTED, said) == "grade.ambiguous"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "not inadequate",
            "Not good",
            "not yet good",
            "does not yet meet good",
            "doesn't meet good",
            "meets good",
        ),
        *(
            "Good – see comments",
            "Good (see below)",
            "Requires improvement to be good - see notes",
            "A",
            "a",
            "R",
            "B",
        ),
        *(
            "Amber",
            "Green",
            "Red",
            "0",
            "5",
            "1.0",
            "10",
            "02",
            "goood",
            "Inadequte",
            "adequate enough",
            "fine",
            "?",
        ),
        *(
            "Satisfactory",
            "Met",
            "Yes",
            "x",
            "✓",
            "G\u043e\u043ed",
            "\u0406",
            "\u041e",
            "\u2139",
            "²",
            "Pass",
            "B+",
            "+",
        ),
        "Inadequate, as the plan was never reviewed and no visit took place for four months",
    ],
)
def test_what_is_no_grade_of_the_scale_is_asked_about_and_never_mapped(said: str) -> None:
    assert trouble(OFSTED, said) == "grade.unknown"


@pytest.mark.parametrize("said", ["Adequate", "adequate", "ADEQUATE.", "Ad"])
def test_adequate_stays_adequate_on_a_form_of_the_later_scale_and_is_remarked_on(said: str) -> None:
    found, remark = field(OFSTED).read(said)
    assert found == "adequate"
    assert remark is not None
    assert remark.code == "grade.retired"
    assert field(OFSTED).say(found) == "Adequate"


def test_a_letter_means_what_its_scale_says() -> None:
    assert code(OFSTED_2012, "A") == "adequate"
    assert code(RAG, "A") == "amber"
    assert trouble(OFSTED, "A") == "grade.unknown"
    assert code(OFSTED, "G") == "good"
    assert code(RAG, "G") == "green"
    assert trouble(ZERO_TO_THREE, "G") == "grade.unknown"
    assert code(RAG, "R") == "red"
    assert trouble(RAG, "I") == "grade.unknown"


def test_a_number_counts_in_the_direction_of_its_scale_and_only_where_the_scale_has_numbers() -> None:
    assert code(OFSTED, "1") == "outstanding"
    assert code(ZERO_TO_THREE, "3") == "3"
    assert field(ZERO_TO_THREE).say("3") == "3 – Outstanding"
    assert code(ZERO_TO_THREE, "Good") == "2"
    assert code(ZERO_TO_THREE, "2 - good") == "2"
    assert trouble(ZERO_TO_THREE, "3 - Good") == "grade.ambiguous"
    assert trouble(ZERO_TO_THREE, "2.5") == "grade.unknown"
    assert trouble(OFSTED_2012, "2") == "grade.unknown"
    assert trouble(RAG, "2") == "grade.unknown"
    assert code(SIGNS_OF_SAFETY, "7") == "7"
    assert code(SIGNS_OF_SAFETY, "7/10") == "7"
    assert code(SIGNS_OF_SAFETY, "10 out of 10") == "10"
    assert trouble(SIGNS_OF_SAFETY, "6-7") == "grade.ambiguous"
    assert trouble(SIGNS_OF_SAFETY, "1.0") == "grade.ambiguous"
    assert trouble(SIGNS_OF_SAFETY, "11") == "grade.unknown"


def test_requires_improvement_is_no_grade_of_the_scale_before_it() -> None:
    assert trouble(OFSTED_2012, "Requires improvement") == "grade.unknown"
    assert field(OFSTED_2012).read("Adequate") == ("adequate", None)


def test_two_points_are_told_apart_although_one_contains_the_other() -> None:
    assert code(TWO_POINT, "meets good") == "meets_good"
    assert code(TWO_POINT, "Meet good") == "meets_good"
    assert code(TWO_POINT, "does not yet meet good") == "not_yet_good"
    assert code(TWO_POINT, "not yet good") == "not_yet_good"
    assert trouble(TWO_POINT, "Good") == "grade.unknown"


@pytest.mark.parametrize(
    "said",
    [
        "n/a",
        "N/A",
        "NA",
        "N.A.",
        "not applicable",
        "Not graded",
        "ungraded",
        "–",
        "-",
        "tbc",
        "TBC",
        "see moderation",
    ],
)
def test_saying_that_no_grade_was_given_is_kept_and_is_no_grade(said: str) -> None:
    found, remark = field(OFSTED).read(said)
    assert found == "not_graded"
    assert remark is not None
    assert OFSTED.rank(found) is None
    assert field(OFSTED).read(field(OFSTED).say(found))[0] == found


def test_not_graded_is_an_ordinary_answer_where_the_form_offers_it() -> None:
    assert field(OFSTED, NOT_GRADED).read("Not graded") == ("not_graded", None)
    assert field(OFSTED, Option("not_applicable", "Not applicable")).read("n/a")[0] == "not_applicable"


def test_a_scale_knows_its_better_end() -> None:
    assert OFSTED.rank("outstanding") == 0
    assert OFSTED.rank("inadequate") == 3
    assert OFSTED.worst == "inadequate"
    assert ZERO_TO_THREE.rank("3") == 0
    assert ZERO_TO_THREE.worst == "0"
    assert RAG.rank("red") is None
    assert RAG.worst is None
    assert OFSTED.rank("adequate") is None


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_every_spelling_of_a_scale_is_read(scale: Scale) -> None:
    known = {grade.code for grade in (*scale.grades, *scale.retired)}
    assert set(scale.spellings.values()) <= known
    for said, meant in scale.spellings.items():
        assert code(scale, said) == meant
        assert code(scale, said.upper()) == meant


@pytest.mark.parametrize(
    "said", ["-" * 200_000, "good " * 50_000, "(" * 200_000, "a" * 500_000, "*" * 200_000 + "x"]
)
def test_a_very_long_answer_is_refused_at_once(said: str) -> None:
    assert trouble(OFSTED, said).startswith("grade.")
