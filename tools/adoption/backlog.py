"""`make backlog`: copies made before adoption, saved by a real LibreOffice, and what is read of them.

Six shipped forms in two editions are made plain, their choices printed one under the other, and adopted. Then copies
are completed on the plain forms as people do: text in cells, ticks, all choices but one deleted or struck through, the
chosen one in bold, rows added. Saved by LibreOffice and without a mark of ours they are read with all twelve forms.
"""

import argparse
import random
import re
import sys
from collections import Counter
from copy import deepcopy
from pathlib import Path

from lxml import etree

from schemas.record import items
from service.catalogue import SHIPPED
from service.errors import Refused
from service.reading import State
from service.word.fill import fill
from service.word.form import Form
from service.word.names import VAL, w
from service.word.office import Office, find_office
from service.word.outline.build import build
from service.word.outline.reader import read_outline
from service.word.pack import rewrite
from service.word.package import open_package
from service.word.read import read
from service.word.slots import Element
from service.workflow.sampled import sampled
from tools.adoption.anew import adopted_anew
from tools.adoption.plain import unwrapped

KEYS = ("fostering", "cin", "child_protection", "case_risk", "supervision", "thematic")
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_QUESTION = re.compile(r'text: "([A-Z])([^"]+)"')
_WAYS = ("deleted", "struck", "bold")


def main() -> None:
    """Prints what came of the copies of each form; ends with 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="make backlog", description=__doc__)
    parser.add_argument("--copies", type=int, default=30, help="of each form, both editions together")
    parser.add_argument("--forms", default=",".join(KEYS), help="keys, with commas")
    wanted = parser.parse_args()
    office = find_office()
    if office is None:
        sys.exit("This needs LibreOffice with Python: libreoffice-writer-nogui and python3-uno.")
    keys = wanted.forms.split(",")
    forms = {(key, edition): two_way(key, edition) for key in keys for edition in ("1", "2")}
    total: Counter[str] = Counter()
    print(f"{'':20} copies recognised answers  exact  asked  wrong")
    for key in keys:
        counts: Counter[str] = Counter()
        for seed in range(wanted.copies):
            form = forms[key, "12"[seed % 2]]
            counts += judged(form, seed, list(forms.values()), office)
        _row(key, counts)
        total += counts
    _row("in sum", total)
    refused, others = _others(list(forms.values()))
    print(f"{refused} of {others} other documents refused")
    exact = total["exact"] / max(1, total["answers"])
    known = total["recognised"] == total["copies"]
    sys.exit(0 if known and exact >= 0.97 and not total["wrong"] and refused == others else 1)


def two_way(key: str, edition: str) -> Form:
    """An edition of a shipped form, made plain and adopted."""
    outline = (SHIPPED / f"{key}.yaml").read_text(encoding="utf-8")
    if edition != "1":
        outline = outline.replace('edition: "1"', f'edition: "{edition}"')
        # five questions of the second edition are put in other words
        outline = _QUESTION.sub(
            lambda found: f'text: "In this file, {found[1].lower()}{found[2]}"', outline, count=5
        )
    return adopted_anew(build(read_outline(outline)), f"{key} v{edition}", prompts=False, printed=True)


def judged(form: Form, seed: int, forms: list[Form], office: Office) -> Counter[str]:
    """What came of one copy, by kind; what is silently wrong goes to standard error."""
    record = sampled(form, seed)
    copy = office.convert(completed(fill(form, record), seed), ".docx", ".docx", {})
    counts = Counter(copies=1)
    try:
        reading = read(copy, forms)
    except Refused as refused:
        sys.stderr.write(f"{form.name}, {seed}: {refused.message}\n")
        return counts
    said = (reading.form.key, reading.form.edition)
    counts["recognised"] += said == (form.declaration.key, form.declaration.edition)
    got = {(answer.tag, answer.row): answer for answer in reading.answers}
    for tag, row, value in items(record):
        if value is None or value is False:
            continue
        text = form.schema.dump_answer(form.by_tag[tag], value)
        answer = got.get((tag, row))
        counts["answers"] += 1
        if answer is not None and answer.said == text:
            counts["exact"] += 1
        elif answer is None or answer.state in (State.UNREADABLE, State.MISSING):
            counts["asked"] += 1
        else:
            counts["wrong"] += 1
            sys.stderr.write(f"{form.name}, {seed}, {tag}: “{text}” was read as “{answer.said}”\n")
    return counts


def completed(filled: bytes, seed: int) -> bytes:
    """A filled form as its plain copy would have come back: without controls, each choice marked in some way."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    package = open_package(filled)
    root = package.xml(package.main)
    for sdt in list(root.iter(w("sdt"))):
        offered = [item.get(w("displayText")) or "" for item in sdt.iter(w("listItem"))]
        content = sdt.find(w("sdtContent"))
        said = "".join(text.text or "" for text in content.iter(w("t"))) if content is not None else ""
        if content is not None and said in offered:
            _mark(content, offered, said, chance.choice(_WAYS))
    return unwrapped(rewrite(package, {package.main: etree.tostring(root)}))


def _mark(content: Element, offered: list[str], chosen: str, way: str) -> None:
    if way == "deleted":
        return
    run = next(content.iter(w("r")))
    parent = run.getparent()
    assert parent is not None
    for other in list(content.iter(w("r")))[1:]:
        other.getparent().remove(other)  # type: ignore[union-attr]
    at = parent.index(run)
    parent.remove(run)
    for number, option in enumerate(offered):
        made = deepcopy(run)
        for child in [child for child in made if child.tag != w("rPr")]:
            made.remove(child)
        if number:
            etree.SubElement(made, w("br"))
        etree.SubElement(made, w("t")).text = option
        look = made.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            made.insert(0, look)
        if way == "struck" and option != chosen:
            etree.SubElement(look, w("strike"), {VAL: "1"})
        if way == "bold" and option == chosen:
            look.insert(0, etree.Element(w("b")))
        parent.insert(at + number, made)


def _others(forms: list[Form]) -> tuple[int, int]:
    """How many of the corpus's documents are refused, of how many."""
    paths = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
    return sum(_is_refused(path.read_bytes(), forms) for path in paths), len(paths)


def _is_refused(data: bytes, forms: list[Form]) -> bool:
    try:
        read(data, forms)
    except Refused:
        return True
    return False


def _row(name: str, counts: Counter[str]) -> None:
    print(
        f"{name:20} {counts['copies']:6} {counts['recognised']:10} {counts['answers']:7} {counts['exact']:6} "
        f"{counts['asked']:6} {counts['wrong']:6}"
    )


if __name__ == "__main__":
    main()
