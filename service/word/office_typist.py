"""Types answers into a form in LibreOffice; a script for a Python that has `uno`, which ours may not have.

    python3 office_typist.py JOB.json

The job names the document, where to save it, the soffice to start, a folder for its profile and what to type
(`service.word.office` writes it). The script imports nothing of the project's. It ends with status 1 and one
line on stderr where something could not be typed.

LibreOffice shows text controls as input fields and the others as content controls, without their tags. Which
is which follows from their order: both sides are read as a sequence of (label before it, text it shows) and
matched.
"""

import contextlib
import difflib
import json
import subprocess
import sys
import time
import uuid
import xml.etree.ElementTree as ET  # our own form is read here, never an upload
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
INPUT_FIELD = "com.sun.star.text.TextField.Input"
TABLE = "com.sun.star.text.TextTable"


class Place:
    """A control as LibreOffice shows it: a portion of a paragraph of a text, with the label before it."""

    def __init__(self, text: Any, paragraph: Any, portion: Any, label: str) -> None:
        self.text, self.paragraph, self.portion = text, paragraph, portion
        in_control = portion.TextPortionType == "ContentControl"
        self.shown = portion.ContentControl.getAnchor().getString() if in_control else portion.getString()
        self.key = (letters(label), letters(self.shown))

    def type(self, answer: str, *, overtype: bool = False) -> None:
        """Types over what the control shows; `overtype` takes the whole paragraph, control and all."""
        if overtype:
            self.paragraph.setString(answer)
        elif self.portion.TextPortionType == "TextField":
            self.portion.TextField.Content = answer
        else:
            self._content().setString(answer)

    def _content(self) -> Any:
        start = self.portion.ContentControl.getAnchor().getStart()
        cursor = self.text.createTextCursorByRange(start)
        cursor.goRight(1, False)  # over LibreOffice's mark at the start: typing over a mark ends the control
        cursor.goRight(len(self.shown), True)
        if cursor.getString() != self.shown:
            raise LookupError(f"the control that shows “{self.shown}” could not be selected")
        return cursor


def letters(text: str) -> str:
    """What of a text survives LibreOffice's view of it: spaces and breaks may differ."""
    return "".join(text.split())


def controls_in_file(path: str) -> list[tuple[str, tuple[str, str]]]:
    """The innermost controls of the body in reading order: tag and key (label before it, text it shows)."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))
    found: list[tuple[str, tuple[str, str]]] = []
    label = ""

    def visit(element: ET.Element) -> None:
        nonlocal label
        if element.tag == FALLBACK:
            return
        holds_control = element.find(f".//{W}sdt") is not None
        text = "".join(piece.text or "" for piece in element.iter(W + "t"))
        if element.tag == W + "sdt" and not holds_control:
            tag = element.find(f"{W}sdtPr/{W}tag")
            found.append(("" if tag is None else tag.get(W + "val", ""), (letters(label), letters(text))))
        elif element.tag == W + "p" and not holds_control:
            label = text if text.strip() else label
        else:
            for child in element:
                visit(child)

    visit(root)
    return found


class Walk:
    """A walk through a text and its tables in reading order, which remembers the last label it passed."""

    def __init__(self) -> None:
        self.label = ""

    def places(self, text: Any) -> Iterator[Place]:
        """The controls LibreOffice shows."""
        for block in elements(text):
            if block.supportsService(TABLE):
                for name in block.getCellNames():
                    yield from self.places(block.getCellByName(name))
                continue
            controls = [portion for portion in elements(block) if is_control(portion)]
            yield from (Place(text, block, portion, self.label) for portion in controls)
            if not controls and block.getString().strip():
                self.label = block.getString()


def is_control(portion: Any) -> bool:
    """Whether a piece of a paragraph is a control."""
    if portion.TextPortionType == "TextField":
        return bool(portion.TextField.supportsService(INPUT_FIELD))
    return bool(portion.TextPortionType == "ContentControl")


def elements(container: Any) -> Iterator[Any]:
    """What a container of LibreOffice's holds."""
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def type_answers(document: Any, path: str, typed: dict[str, str], *, overtype: bool) -> list[str]:
    """Types the answers; returns the tags for which no place was found."""
    controls, places = controls_in_file(path), list(Walk().places(document.Text))
    keys, shown = [key for _, key in controls], [place.key for place in places]
    chosen: dict[str, Place] = {}
    for block in difflib.SequenceMatcher(None, keys, shown, autojunk=False).get_matching_blocks():
        for (tag, _), place in zip(controls[block.a :], places[block.b : block.b + block.size], strict=False):
            chosen.setdefault(tag, place)
    for tag, place in reversed(chosen.items()):  # from the end, so that no place moves before its turn
        if tag in typed:
            place.type(typed[tag], overtype=overtype)
    return [tag for tag in typed if tag not in chosen]


def type_rows(document: Any, header: list[str], rows: list[list[str]]) -> bool:
    """Fills the rows below the row that holds `header`, adding rows as Tab in the last cell does."""
    for name in document.TextTables.getElementNames():
        table = document.TextTables.getByName(name)
        top = header_row(table, header)
        if top is None:
            continue
        short = top + 1 + len(rows) - table.getRows().getCount()
        if short > 0:
            table.getRows().insertByIndex(table.getRows().getCount(), short)
        for down, texts in enumerate(rows, top + 1):
            for across, text in enumerate(texts):
                type_in_cell(table.getCellByPosition(across, down), text)
        return True
    return False


def header_row(table: Any, header: list[str]) -> int | None:
    """Which row of a table starts with these texts; LibreOffice joins tables that stand side by side."""
    wanted = [letters(text) for text in header]
    names = set(table.getCellNames())
    for row in range(table.getRows().getCount()):
        cells = [f"{chr(ord('A') + column)}{row + 1}" for column in range(len(header))]
        texts = [letters(table.getCellByName(cell).getString()) for cell in cells if cell in names]
        if texts == wanted:
            return row
    return None


def type_in_cell(cell: Any, text: str) -> None:
    """Types into the cell's control if it has one, else into the cell; "" leaves it alone."""
    if not text:
        return
    places = list(Walk().places(cell))
    if places:
        places[0].type(text)
    else:
        cell.setString(text)


def start(soffice: str, profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    """A LibreOffice of its own, and its desktop once it answers; the time limit is the caller's."""
    pipe = f"auditforms{uuid.uuid4().hex}"  # pipes belong to the whole machine: another run may be at work
    process = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    context = uno.getComponentContext()
    make = context.ServiceManager.createInstanceWithContext
    resolver = make("com.sun.star.bridge.UnoUrlResolver", context)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    while process.poll() is None:
        try:
            remote = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.1)
        else:
            return process, remote.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", remote
            )
    raise SystemExit("LibreOffice ended before it was ready")


def main(job: dict[str, Any]) -> None:
    """Opens, types, saves. What is said and saved by then stands, should LibreOffice not end as it is told to."""
    process, desktop = start(job["soffice"], job["profile"])
    hidden, save_as = PropertyValue("Hidden", 0, True, 0), PropertyValue("FilterName", 0, job["filter"], 0)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["source"]), "_blank", 0, (hidden,))
    missed = type_answers(document, job["source"], job["typed"], overtype=job["overtype"])
    missed += [" | ".join(header) for header, rows in job["rows"] if not type_rows(document, header, rows)]
    if missed:
        raise SystemExit("not found in LibreOffice: " + ", ".join(missed))
    draft = job["target"] + ".part"
    document.storeToURL(uno.systemPathToFileUrl(draft), (save_as,))
    Path(draft).replace(job["target"])  # what a crash cut short never bears the name of a whole document
    with contextlib.suppress(DisposedException, subprocess.TimeoutExpired):  # whoever started us ends it then
        document.close(True)
        desktop.terminate()
        process.wait(20)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
