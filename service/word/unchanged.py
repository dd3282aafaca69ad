"""The common case told quickly: a copy with every control in it and not a word of the form changed."""

from service.word.bycontrol import Tagged
from service.word.form import Form
from service.word.skeleton import outside
from service.word.text import BODY, View


def is_unchanged(form: Form, view: View, found: Tagged) -> bool:
    """Whether every slot has its one control and the text outside them is the form's, paragraph by paragraph.

    Parts that depend on the case may be left out as wholes.
    """
    if found.again:
        return False
    home = form.skeleton.home
    left_out: set[int] = set()
    for slot in form.slots:
        if slot.repeating is None and slot.tag not in found.once:
            branch = home[slot.tag][0].branch if slot.tag in home else None
            if branch is None:
                return False
            left_out.add(branch)
    if any(home[tag][0].branch in left_out for tag in found.once if tag in home):
        return False
    return _expected(form, found, left_out) == _texts(view, found)


def _expected(form: Form, found: Tagged, left_out: set[int]) -> list[str]:
    """The form's static texts, those of a list's items as often as the copy has rows of it."""
    expected: list[str] = []
    done = 0
    statics = form.skeleton.statics
    for one in form.skeleton.repeats:
        expected += [text for text, branch in statics[done : one.start] if branch not in left_out]
        if one.start == one.end or statics[one.start][1] not in left_out:
            for number in range(len(found.rows.get(one.name, ()))):
                expected += one.items[min(number, len(one.items) - 1)]
        done = one.end
    return expected + [text for text, branch in statics[done:] if branch not in left_out]


def _texts(view: View, found: Tagged) -> list[str]:
    texts = []
    own = found.own
    for line in view.lines:
        if line.story != BODY:
            continue
        for cell in line.cells:
            for paragraph in cell.paragraphs:
                runs = paragraph.runs
                if len(runs) == 1 and runs[0][1] is None:
                    text = runs[0][0].strip()
                elif runs:
                    text = outside(paragraph, own).strip()
                else:
                    continue
                if text:
                    texts.append(text)
    return texts
