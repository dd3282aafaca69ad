from service.rules.phrases import phrases


def test_each_line_is_a_phrase_and_a_phrase_is_whole_words() -> None:
    pattern = phrases("""
        keep calm
        carry on
    """)

    assert pattern.search("let us carry on then")
    assert pattern.search("keep calm")
    assert not pattern.search("carry once")
    assert not pattern.search("miscarry on")


def test_names_stand_for_pieces_and_pieces_may_name_others() -> None:
    pattern = phrases("{who} to visit", {"who": "{worker}|manager", "worker": "social worker|sw"})

    assert pattern.search("sw to visit")
    assert pattern.search("the manager to visit")
    assert not pattern.search("mother to visit")


def test_a_gap_holds_a_few_words_of_any_kind() -> None:
    pattern = phrases("visit *2 home")

    assert pattern.search("visit home")
    assert pattern.search("visit the child’s home")
    assert not pattern.search("visit her at the new home")


def test_a_gap_may_shut_words_out() -> None:
    pattern = phrases("attend *3!company training", {"company": "with|for"})

    assert pattern.search("attend the new training")
    assert not pattern.search("attend with mother training")


def test_brackets_never_capture() -> None:
    assert phrases("(one|two) days?").groups == 0
