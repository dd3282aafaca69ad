import pytest

from service.rules.concern import concern_in


@pytest.mark.parametrize(
    "text",
    [
        "The child is at risk of significant harm.",
        "T remains at significant risk of harm and there is no oversight",
        "He remains at immediate risk from his stepfather",
        "There is an immediate risk to the child",
        "Home conditions are unsafe",
        "She is not safe at home",
        "The young person isn’t safe in this accommodation",
        "A child may not be safe",
        "The child said that she does not feel safe when her uncle is there",
        "He told his teacher that he is in danger",
        "I am concerned that this baby will be unsafe if discharged to the parents’ home.",
        "The children are likely to suffer significant harm and nobody has acted",
        "The likelihood of significant harm has increased",
        "Risk of significant harm remains high",
        "Father has unsupervised contact despite the risk of significant harm",
        "Good work was done in spring. Since then the children live in unsafe conditions.",
    ],
)
def test_words_that_a_child_may_not_be_safe_are_a_concern(text: str) -> None:
    assert concern_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "No evidence of neglect, but he is at risk of significant harm from exploitation",
        "No chronology exists, and the child is at immediate risk",
        "There is no safety plan for a child at immediate risk of significant harm",
        "It was not recognised that she was at risk of significant harm",
        "The risk of significant harm has not been reduced",
        "The child has not been protected from significant harm",
        "Visits did not take place because the child was at immediate risk",
        "Strategy discussion was not held although the child was at immediate risk",
        "Management did not act although the child was at risk of serious harm",
        "There has been no response to the immediate risk posed by mother’s boyfriend",
        "Nothing has been done about the immediate risk to the unborn baby",
        "Threshold for significant harm was met and no strategy discussion was held",
        "K is on a child protection plan but remains at risk of significant harm as the plan has drifted",
        "There are immediate risks from exploitation that nobody has assessed",
        "Immediate safeguarding concerns about the baby’s safety were raised and not passed on",
    ],
)
def test_denying_the_help_does_not_deny_the_harm(text: str) -> None:
    assert concern_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "No evidence of significant harm",
        "The child is not at risk of significant harm",
        "The child wasn’t at risk of significant harm",
        "There was no evidence that the child had suffered, or was likely to suffer, significant harm",
        "Not at risk of significant harm.",
        "There is no immediate risk",
        "Neither parent presents an immediate risk",
        "The family are not considered to be at immediate risk",
        "Risk is understood and reviewed, and there is no sign that anybody is unsafe",
        "The enquiry concluded that the threshold for significant harm was not met",
        "The chair asked whether there was immediate risk and was assured that there was not",
    ],
)
def test_a_denial_is_no_concern(text: str) -> None:
    assert concern_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The risk of significant harm was reduced by the move to her aunt",
        "Risk of significant harm has reduced",
        "Immediate risks were addressed on the day",
        "The social worker identified immediate risk and took action on the same day",
        "A strategy discussion was held the same day because he was at immediate risk",
        "Police protection was used when the child was in danger",
        "It was good to see that when the child said he felt unsafe, the worker moved him the same evening",
        "The social worker acted quickly and the child was protected from significant harm",
        "The threshold for significant harm was met and the children were made subject to a plan",
        "The ICPC agreed unanimously that K was likely to suffer significant harm under the category of neglect",
        "The enquiry found a continuing risk of significant harm and a conference was convened within 15 working days",
        "N is subject to a child protection plan because she is at risk of significant harm through neglect",
        "He is at significant risk of harm from exploitation, and the plan addresses this well",
        "The conference rightly agreed that the children were likely to suffer significant harm",
        "He is no longer unsafe at home",
        "Before the plan he was at risk of significant harm",
        "The child’s history includes significant harm as an infant",
        "The care plan is right for a child who has suffered significant harm",
    ],
)
def test_what_is_over_or_was_acted_on_is_no_concern(text: str) -> None:
    assert concern_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "She would be at risk of significant harm if she returned to her father",
        "Contingency plan says what happens if the home becomes unsafe",
        "There is a clear safety plan should the home become unsafe",
        "Contact is supervised because it would be unsafe otherwise",
        "The analysis sets out why the children are at risk of significant harm",
        "The danger statement says that the child may suffer serious harm",
        "Direct work covered safe and unsafe touch",
        "The health visitor gave advice on unsafe sleeping",
        "It is not safe to assume that father agrees",
        "Mother shows an understanding of significant harm and what must change",
        "The analysis of significant harm is thorough and leads to the conclusion",
        "The rationale for why the significant harm threshold was met is recorded",
        "Workers know the procedure where a child is at immediate risk",
        "Case notes are in danger of being lost in e-mail",
        "A significant amount of work was done and harm was avoided",
        "All immediate actions were completed",
        "The child and her mother said they feel safe at home",
        "She is safe. Her brother is safe too",
    ],
)
def test_talk_of_harm_in_general_is_no_concern(text: str) -> None:
    assert concern_in(text) is None


def test_the_sentence_that_says_so_is_given() -> None:
    text = "The plan is clear. She is at risk of significant harm from her uncle. Visits are regular."

    assert concern_in(text) == "She is at risk of significant harm from her uncle."
