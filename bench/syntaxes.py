"""How each tool that fills templates writes a value and a row that repeats."""

from copy import deepcopy

from lxml import etree

from bench.templates import cells_of, run_of
from service.word.control import P, R
from service.word.names import w

Element = etree._Element


class Jinja:
    """docxtpl: `{{ name }}`, and rows between `{%tr for %}` and `{%tr endfor %}` rows."""

    of_row = "row."

    def value(self, name: str, look: Element | None) -> list[Element]:
        """The name in double braces."""
        return [run_of(f"{{{{ {name} }}}}", look)]

    def repeat(self, row: Element, part: str) -> None:
        """A row with the tag before it and another after it, which docxtpl takes out."""
        for statement, add in ((f"for row in {part}", row.addprevious), ("endfor", row.addnext)):
            marker = deepcopy(row)
            cells = marker.findall(w("tc"))
            for cell in cells[1:]:
                marker.remove(cell)
            for child in list(cells[0]):
                if child.tag != w("tcPr"):
                    cells[0].remove(child)
            etree.SubElement(cells[0], P).append(run_of(f"{{%tr {statement} %}}"))
            add(marker)


class Braces:
    """docxtemplater and easy-template-x: `{name}`, and `{#part}` … `{/part}` in the first and last cell of a row."""

    of_row = ""

    def value(self, name: str, look: Element | None) -> list[Element]:
        """The name in braces."""
        return [run_of(f"{{{name}}}", look)]

    def repeat(self, row: Element, part: str) -> None:
        """The opening tag at the start of the row, the closing one at its end."""
        cells = cells_of(row)
        cells[0].insert(1 if len(cells[0]) and cells[0][0].tag == w("pPr") else 0, run_of(f"{{#{part}}}"))
        cells[-1].append(run_of(f"{{/{part}}}"))


class MergeFields:
    """docx-mailmerge2: Word's own merge fields; the rows are found by the name of a field in them."""

    of_row = ""

    def value(self, name: str, look: Element | None) -> list[Element]:
        """The merge field as Word writes it, in five runs."""
        made = []
        for piece in ("begin", None, "separate", "", "end"):
            run = etree.Element(R)
            if look is not None:
                run.append(deepcopy(look))
            if piece is None:
                etree.SubElement(run, w("instrText")).text = f" MERGEFIELD {name} "
            elif piece:
                etree.SubElement(run, w("fldChar"), {w("fldCharType"): piece})
            else:
                run = run_of(f"«{name}»", look)
            made.append(run)
        return made

    def repeat(self, row: Element, part: str) -> None:
        """Nothing: `merge_rows` finds the row."""
