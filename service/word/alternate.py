"""Content written twice, for new programs and for old ones: which of the two people see."""

from service.word.names import M_NS, MC_NS, w
from service.word.slots import Element

ALTERNATE, FALLBACK = f"{{{MC_NS}}}AlternateContent", f"{{{MC_NS}}}Fallback"
_SHOWN = (*map(w, ("t", "sym", "tab", "br", "drawing", "pict", "object", "fldChar")), f"{{{M_NS}}}t")


def chosen(alternate: Element) -> Element:
    """The first branch that holds something known, else the first; the element itself where it has no branch.

    Word writes a text box for new programs and again for old ones, but an emoji's own symbol only the first time
    and as text the second.
    """
    for branch in alternate:
        if next(branch.iter(*_SHOWN), None) is not None:
            return branch
    return alternate[0] if len(alternate) else alternate
