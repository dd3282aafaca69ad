"""`make fidelity`: every form through every word processor and kind of damage, and the table of what came of it."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from service.catalogue import Catalogue, load_catalogue
from tools.adoption.anew import adopted_anew
from tools.fidelity.audits import make_audit
from tools.fidelity.copies import KINDS, copies_of
from tools.fidelity.judge import EXACT, FLAGGED, WRONG, judge

PAGE = Path(__file__).resolve().parents[2] / "docs" / "fidelity.md"
_HEAD = """# Fidelity

What comes back when each form is completed in a real LibreOffice and sent through other programs and the
damage of real offices: a third of the slots left blank, some answers repeating a label or another answer, 0
to 12 actions. Made by `make fidelity`; {audits} audits, {copies} copies, {answers} answers.

Exact: said as typed, or unanswered where nothing was typed. Flagged: not exact, and a problem names the
slot or its state says that it is not known. Silently wrong is what must not be.

"""


def main() -> None:
    """Runs what was asked for, prints the table, keeps it, and fails where anything is silently wrong."""
    parser = argparse.ArgumentParser(prog="make fidelity", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="audits for each form")
    parser.add_argument("--forms", default="", help="keys of forms, comma between; all if not given")
    parser.add_argument(
        "--adopted", action="store_true", help="each form stripped of its controls and adopted as a plain one"
    )
    parser.add_argument("--keep", type=Path, help="keep the copies in this folder")
    asked = parser.parse_args()
    catalogue = load_catalogue()
    keys = asked.forms.split(",") if asked.forms else [form.declaration.key for form in catalogue.newest()]
    forms = [form for form in catalogue.newest() if form.declaration.key in keys]
    if asked.adopted:
        forms = [adopted_anew(form.package.data, form.declaration.title) for form in forms]
        catalogue = Catalogue(forms)
    audits = [make_audit(form, seed) for form in forms for seed in range(1, asked.seeds + 1)]
    by_cell: dict[tuple[str, str], Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        where = asked.keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        for audit, kind, copy in copies_of(audits, where):
            counts, lines = judge(audit, kind, copy, catalogue)
            by_cell.setdefault((audit.form.declaration.key, kind), Counter()).update(counts)
            for line in lines:
                sys.stderr.write(line + "\n")
    text = table([form.declaration.key for form in forms], by_cell)
    sys.stdout.write(text)
    if not asked.forms and not asked.adopted:
        answers = sum(sum(counts.values()) for counts in by_cell.values())
        head = _HEAD.format(audits=len(audits), copies=len(audits) * len(KINDS), answers=answers)
        PAGE.write_text(head + text, encoding="utf-8")
    raise SystemExit(any(counts[WRONG] for counts in by_cell.values()))


def table(keys: list[str], by_cell: dict[tuple[str, str], Counter[str]]) -> str:
    """The table in Markdown: a row a kind of copy, a column a form, in each cell exact / flagged / silently wrong."""
    lines = ["| copy | " + " | ".join(keys) + " | all |", "|---" * (len(keys) + 2) + "|"]
    for kind in KINDS:
        cells = [by_cell.get((key, kind), Counter()) for key in keys]
        total: Counter[str] = sum(cells, Counter())
        percent = 100 * total[EXACT] / max(1, sum(total.values()))
        shown = " | ".join(f"{cell[EXACT]} / {cell[FLAGGED]} / {cell[WRONG]}" for cell in cells)
        lines.append(
            f"| {kind} | {shown} | {percent:.2f} % exact, {total[FLAGGED]} flagged, {total[WRONG]} wrong |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
