"""What people do to a form besides answering it, done to the bytes of a copy."""

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from service.word.names import w
from service.word.pack import rewrite
from service.word.package import open_package

Element = etree._Element
Edit = Callable[[Element], object]
P, R, T, TBL, TR, TC, SDT, BODY = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc"), w("sdt"), w("body")


def edited(data: bytes, edit: Edit) -> tuple[bytes, object]:
    """The copy with its body edited, and what the edit returned."""
    package = open_package(data)
    root = package.xml(package.main)
    told = edit(root)
    return rewrite(package, {package.main: etree.tostring(root)}), told


def unwrap(root: Element) -> None:
    """Every content control gone, its content kept, as Google Docs saves it."""
    for sdt in list(root.iter(SDT))[::-1]:
        parent = sdt.getparent()
        content = sdt.find(w("sdtContent"))
        assert parent is not None
        at = parent.index(sdt)
        for child in list(content if content is not None else [])[::-1]:
            parent.insert(at, child)
        parent.remove(sdt)


def words(element: Element) -> str:
    """The text of an element."""
    return "".join(t.text or "" for t in element.iter(T))


def tags_in(element: Element) -> set[str]:
    """The tags of the controls in an element."""
    return {tag.get(w("val")) or "" for tag in element.iter(w("tag"))}


def paragraph(text: str) -> Element:
    """A paragraph that says this."""
    p = etree.Element(P)
    etree.SubElement(etree.SubElement(p, R), T).text = text
    return p


def write(cell: Element, text: str) -> None:
    """Makes a cell say only this."""
    for child in list(cell):
        if child.tag != w("tcPr"):
            cell.remove(child)
    cell.append(paragraph(text))


def question_rows(root: Element) -> list[Element]:
    """Table rows that have a label and a slot, in tables with rows above and below them."""
    rows = []
    for table in root.iter(TBL):
        own = table.findall(TR)
        rows += [
            row
            for row in own[1:-1]
            if words(row.findall(TC)[0])
            and tags_in(row)
            and not any(tag.startswith("actions") for tag in tags_in(row))
        ]
    return rows


def insert_row(root: Element, chance: random.Random) -> str:
    """A row that somebody added in the middle of a table; returns what it says."""
    row = chance.choice(question_rows(root))
    added = deepcopy(row)
    for tag in list(added.iter(w("tag"))):
        properties = tag.getparent()
        assert properties is not None
        properties.remove(tag)
    said = "Something that the team also wanted to ask about"
    for number, cell in enumerate(added.findall(TC)):
        write(cell, said if number < 2 else f"Answer of our own {number}")
    row.addnext(added)
    return said


def delete_row(root: Element, chance: random.Random) -> set[str]:
    """A question that somebody deleted; returns the tags that went with it."""
    row = chance.choice(question_rows(root))
    tags = tags_in(row)
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)
    return tags


def sections(root: Element) -> list[list[Element]]:
    """The body's numbered sections: a heading and what follows up to the next heading."""
    body = root.find(BODY)
    assert body is not None
    found: list[list[Element]] = []
    inside = False
    for child in body:
        style = child.find(f"{w('pPr')}/{w('pStyle')}")
        name = (style.get(w("val")) or "") if style is not None else ""
        if name == "Heading1":
            inside = words(child)[:1].isdigit()
            if inside:
                found.append([])
        if inside:
            found[-1].append(child)
    return found


def delete_section(root: Element, chance: random.Random) -> set[str]:
    """A whole section that somebody deleted; returns its tags."""
    section = chance.choice(sections(root))
    tags = set().union(*(tags_in(part) for part in section))
    for part in section:
        parent = part.getparent()
        assert parent is not None
        parent.remove(part)
    return tags


def swap_sections(root: Element, chance: random.Random) -> None:
    """Two sections that changed places."""
    found = sections(root)
    first, second = sorted(chance.sample(range(len(found)), 2))
    marks = [etree.Element("mark"), etree.Element("mark")]
    for mark, place in zip(marks, (first, second), strict=True):
        found[place][0].addprevious(mark)
    for mark, place in zip(marks, (second, first), strict=True):
        for part in found[place]:
            mark.addprevious(part)
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)


def paste_table(root: Element, chance: random.Random) -> str:
    """A table pasted in from elsewhere, before a section; returns what it says."""
    section = chance.choice(sections(root))
    table = etree.Element(TBL)
    etree.SubElement(table, w("tblPr"))
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in range(2):
        etree.SubElement(grid, w("gridCol"), {w("w"): "2000"})
    said = "Copied from an e-mail"
    for texts in (("Grade", "Rationale"), (said, "Good")):
        row = etree.SubElement(table, TR)
        for text in texts:
            write(etree.SubElement(row, TC), text)
    section[0].addprevious(table)
    section[0].addprevious(paragraph(""))
    return said


def extra_column(root: Element, chance: random.Random) -> None:
    """A column of notes added at the right of a table that has a header row."""
    tables = [
        t for t in root.iter(TBL) if len(t.findall(TR)) > 2 and tags_in(t) and not tags_in(t.findall(TR)[0])
    ]
    table = chance.choice(tables)
    for number, row in enumerate(table.iter(TR)):
        cell = etree.SubElement(row, TC)
        write(cell, "Our notes" if number == 0 else f"Note {number}")


def reword_label(root: Element, chance: random.Random) -> set[str]:
    """A label that somebody put in other words; returns the tags beside it."""
    row = chance.choice(question_rows(root))
    cells = [cell for cell in row.findall(TC) if not tags_in(cell) and len(words(cell)) > 6]
    write(cells[0], words(cells[0]).rstrip("?.") + " (please say more)?")
    return tags_in(row)


def type_outside(root: Element, chance: random.Random) -> str:
    """A sentence typed between two sections; returns it."""
    said = "I could not open the second volume of the file."
    chance.choice(sections(root))[0].addprevious(paragraph(said))
    return said


def type_in_label(root: Element, chance: random.Random) -> str:
    """A sentence typed after a label, in the label's own cell; returns it."""
    row = chance.choice(question_rows(root))
    cells = [cell for cell in row.findall(TC) if not tags_in(cell) and len(words(cell)) > 6]
    said = "Yes, the visit was on time."
    cells[0].append(paragraph(said))
    return said
