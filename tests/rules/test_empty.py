from tests.copies import WELL, checked, codes, the

HEADER = {tag: said for tag, said in WELL.items() if tag.startswith(("audit.", "subject."))}


def test_a_copy_with_nothing_but_its_header_is_an_error() -> None:
    found = the(checked(HEADER), "copy.empty")

    assert (found.level, found.tag) == ("error", None)


def test_a_blank_copy_is_an_error() -> None:
    assert "copy.empty" in codes(checked({}))


def test_one_answer_is_enough_to_be_no_blank() -> None:
    assert "copy.empty" not in codes(checked(HEADER | {"overall.rationale": "The plan is clear."}))


def test_an_action_is_an_answer() -> None:
    assert "copy.empty" not in codes(checked(HEADER, [{"actions.what": "Put a date to every step"}]))
