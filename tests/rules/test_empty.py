from tests.copies import WELL, checked, codes, slot, the

HEADER = {tag: said for tag, said in WELL.items() if tag.startswith(("audit.", "subject."))}


def test_a_copy_with_nothing_but_its_header_is_an_error() -> None:
    found = the(checked(HEADER), "copy.empty")

    assert (found.level, found.tag) == ("error", None)


def test_a_blank_copy_is_an_error() -> None:
    assert "copy.empty" in codes(checked({}))


def test_one_answer_is_enough_to_be_no_blank() -> None:
    assert "copy.empty" not in codes(checked(HEADER | {"overall.rationale": "The plan is clear."}))


def test_what_only_this_form_asks_about_the_record_is_a_question_unless_it_was_sent_out_with() -> None:
    slots = (slot("audit.team"), slot("subject.seen_alone"), slot("sections.visits.count"))
    said = {"audit.team": "Harbour", "subject.seen_alone": "Twice in May"}
    assert "copy.empty" not in codes(checked(said, slots=slots))
    sent = {"audit": {"team": "Harbour"}, "subject": {"seen_alone": "Twice in May"}}
    assert "copy.empty" in codes(checked(said, slots=slots, sent=sent))


def test_an_action_is_an_answer() -> None:
    assert "copy.empty" not in codes(checked(HEADER, [{"actions.what": "Put a date to every step"}]))
