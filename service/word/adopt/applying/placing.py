"""A new control put at its site: what stands there is taken out, or moved into the control as its prompt."""

from collections.abc import Sequence

from lxml import etree

from schemas.edition import Kind
from service.word.adopt.applying import ticks
from service.word.adopt.applying.ground import PASSING, Ground, top_of
from service.word.adopt.applying.made import (
    CONTENT,
    as_prompt,
    box_run,
    common_look,
    control,
    look_of_paragraph,
    look_of_run,
    marked_unlike,
    prompt_run,
)
from service.word.adopt.applying.prompting import UNSEEN
from service.word.adopt.applying.site import Site, Stretch
from service.word.adopt.applying.splitting import R, laid, merge_texts, split
from service.word.names import w
from service.word.slots import Element

_T, _BR = w("t"), w("br")
_OPENING = frozenset(map(w, ("bookmarkStart", "permStart")))
_CLOSING = frozenset(map(w, ("bookmarkEnd", "permEnd")))
_UNSEEN_BOX = ticks.Box(ticks.State("2002", ticks.BOX_FONT), ticks.PLAIN.on)


def place(ground: Ground, site: Site, identity: str, prompt: str | None, style: str) -> None:
    """Puts the slot's control at the site, saying `prompt` there, or what stands there where that is None.

    Sites of a paragraph have to be taken from its end to its beginning.
    """
    if not site.text.strip("\n"):
        _into_room(ground, site, _room(site), identity, prompt, style)
        return
    covered = [stretch for stretch in site.stretches if stretch.end > stretch.start]
    taken = [_cut_out(stretch) for stretch in covered]
    runs = [run for one in taken for run in one]
    is_box = site.slot.found.kind is Kind.TICK
    look = look_of_run(runs[0])
    plain = "".join(t.text or "" for run in runs for t in run.iter(_T))
    if prompt is None and plain != site.text and not is_box and marked_unlike(runs):
        # A prompt of lines, tabs or signs is written anew in every copy, all in one look: what is bold in it
        # here would count as marked.
        look, prompt = common_look(runs), site.text
    box = ticks.PLAIN
    if is_box and ticks.is_sign(site.text):
        box = ticks.box_of(runs, site.text)
    sdt = control(site.slot, identity, look, box)
    runs[0].addprevious(sdt)
    if style and not is_box:
        _set_off(sdt, covered[0], look)
    content = sdt.find(CONTENT)
    assert content is not None
    if is_box and not ticks.is_sign(site.text):
        content.append(box_run(box.off, look))
    elif prompt is not None and not is_box:
        content.append(prompt_run(prompt, look, style))
    else:
        _move_in(content, taken, "" if is_box else style)
    for run in runs:
        parent = run.getparent()
        if parent is not None and parent is not content:
            parent.remove(run)
    _drop(site.stretches[site.stretches.index(covered[0]) + 1 :])


def _move_in(content: Element, taken: Sequence[Sequence[Element]], style: str) -> None:
    """Moves what stands at the site into the control, its paragraphs as lines."""
    for number, runs in enumerate(taken):
        for run in runs:
            content.append(run)
            merge_texts(run)
            if style:
                as_prompt(run, style)
        if number + 1 < len(taken):
            etree.SubElement(runs[-1], _BR)


def _room(site: Site) -> Stretch:
    """The stretch a control is put into where nothing stands: an empty paragraph, if the site has one."""
    return next((one for one in site.stretches if not one.paragraph.text), site.stretches[0])


def _into_room(
    ground: Ground, site: Site, stretch: Stretch, identity: str, prompt: str | None, style: str
) -> None:
    """Puts the control between two characters, or into an empty paragraph."""
    paragraph = stretch.paragraph.element
    look = look_of_paragraph(paragraph)
    pieces = laid(stretch.paragraph)
    for one in pieces:
        if one.start < stretch.start <= one.end and (look is None or stretch.start < pieces[-1].end):
            look = look_of_run(one.run, upright=True)
    is_box = site.slot.found.kind is Kind.TICK
    box = _UNSEEN_BOX if is_box and prompt == UNSEEN else ticks.PLAIN
    sdt = control(site.slot, identity, look, box)
    content = sdt.find(CONTENT)
    assert content is not None
    shown = box_run(box.off, look) if is_box else prompt_run(prompt or UNSEEN, look, style)
    content.append(shown)
    _insert(ground, stretch, sdt)
    if style and not is_box:
        _set_off(sdt, stretch, look)


def _set_off(sdt: Element, stretch: Stretch, look: Element | None) -> None:
    """Puts a space before a control that would stand right behind its label."""
    if stretch.paragraph.text[: stretch.start].endswith((":", "?")):
        sdt.addprevious(prompt_run(" ", look, ""))


def _insert(ground: Ground, stretch: Stretch, sdt: Element) -> None:
    paragraph = stretch.paragraph.element
    pieces = laid(stretch.paragraph)
    before = next((one for one in pieces if one.start < stretch.start <= one.end), None)
    if before is None and not pieces:
        paragraph.append(sdt)
    elif before is None:
        top = top_of(pieces[0].run, paragraph)
        while (previous := top.getprevious()) is not None and previous in ground.in_field:
            top = previous
        top.addprevious(sdt)
    elif stretch.start < before.end:
        split(before.run, stretch.start - before.start).addprevious(sdt)
    else:
        top = top_of(before.run, paragraph)
        while top in ground.in_field and (following := top.getnext()) is not None:
            if following not in ground.in_field and following.tag not in PASSING:
                break
            top = following
        top.addnext(sdt)


def _cut_out(stretch: Stretch) -> list[Element]:
    """The runs that show the stretch and nothing else, split from what stands around them; still in their places."""
    pieces = stretch.runs()
    last = pieces[-1]
    if stretch.end < last.end:
        split(last.run, stretch.end - last.start)
    first = split(pieces[0].run, max(0, stretch.start - pieces[0].start))
    end = first if len(pieces) == 1 else last.run
    runs = [first]
    between = [] if first is end else list(first.itersiblings())
    for sibling in between:
        if sibling.tag == R:
            runs.append(sibling)
        elif sibling.tag in _OPENING:
            first.addprevious(sibling)
        elif sibling.tag in _CLOSING:
            end.addnext(sibling)
        else:
            first.getparent().remove(sibling)  # type: ignore[union-attr] # it has a sibling
        if sibling is end:
            break
    return runs


def _drop(stretches: Sequence[Stretch]) -> None:
    """Takes away the paragraphs of which nothing is left."""
    for stretch in stretches:
        paragraph = stretch.paragraph
        parent = paragraph.element.getparent()
        if parent is None or stretch.end < len(paragraph.text):
            continue
        for child in list(paragraph.element):
            if child.tag in _OPENING | _CLOSING:
                paragraph.element.addprevious(child)
        parent.remove(paragraph.element)
