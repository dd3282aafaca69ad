"""Forms as others draw them, made at random: the shapes seen in the field, with labels that repeat, in any order."""

import random
from collections.abc import Callable
from datetime import date

from schemas.edition import Kind, Slot, Value
from schemas.record import Record, canonical, put
from service.word.form import Form
from tests.word.tiny import box, cell, choice, control, para, repeating, row, run, table, tick

LABELS = (
    "Name", "Date of birth", "Worker", "Team", "Date", "Comments", "Grade", "Rationale", "What went well?",
    "Views of the child", "Views of parents and carers", "Risk", "Plan is up to date", "Visits in timescale",
    "Signed", "Manager", "Address of the placement", "Health", "Education", "Yw'r cynllun yn gyfredol?",
    "1.1 Chronology", "1.2 Is the chronology analysed, up to date and used?", "Outcome", "Actions agreed",
)  # fmt: skip
HEADINGS = ("Part A", "Assessment", "Planning", "Direct work", "Management oversight", "Summary")
ANSWERS = (
    "Seen at home and at school.", "The plan was reviewed in March; visits fell to every six weeks.",
    "Not recorded on file", "Yes", "Robin Marsh", "see chronology & minutes", "Life story work < begun >",
    "Three moves in a year\nNo reason recorded", "Team", "Comments", "Grade", "Name: Casey", "Views of the child",
    "a", "Worker", "Risk of drift; actions outstanding since May",
)  # fmt: skip
GRADES = {"good": "Good", "ri": "Requires improvement", "poor": "Inadequate"}
ANSWERED = {"yes": "Yes", "no": "No", "part": "Partly"}
HEADS = ("Action", "Owner", "By when", "Impact")


class Drawing:
    """One form being drawn; every choice comes from `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.slots = 0
        self.lists = 0

    def form(self) -> str:
        """The body of a form of one to six sections."""
        shapes: tuple[Callable[[], str], ...] = (
            self.labels, self.pairs, self.in_line, self.above, self.grid, self.ticks, self.rows, self.items,
            self.around_cells, self.blocks, self.grouped, self.boxed,
        )  # fmt: skip
        body = para("Audit of practice", style="Title")
        for _ in range(self.chance.randint(1, 6)):
            if self.chance.random() < 0.7:
                body += para(
                    self.chance.choice(HEADINGS), style=self.chance.choice(("Heading1", "", "Heading2"))
                )
            if self.chance.random() < 0.3:
                body += para("Guidance: look at the last six months.")
            body += self.chance.choice(shapes)()
        return body + para("Thank you")

    def labels(self) -> str:
        return table(*[row(self.label(), self.cell()) for _ in range(self.chance.randint(1, 6))])

    def pairs(self) -> str:
        lines = [
            row(self.label(), self.cell(), self.label(), self.cell())
            for _ in range(self.chance.randint(1, 4))
        ]
        return table(*lines, columns=4)

    def in_line(self) -> str:
        asked = [
            [(run(f"{self.label().rstrip(':')}: "), self.slot(), run("   ")) for _ in range(2)]
            for _ in range(2)
        ]
        return "".join(para(*[piece for pieces in line for piece in pieces]) for line in asked)

    def above(self) -> str:
        return "".join(para(self.label()) + para(self.slot("rich")) for _ in range(self.chance.randint(1, 3)))

    def grid(self) -> str:
        heads = self.chance.sample(("Yes / No", "Comments", "Evidence", "Grade", "By when"), 3)
        kinds = [self.chance.choice(("text", "rich", "yes", "grade", "date")) for _ in heads]
        lines = [
            row(f"{number}. {self.label()}", *[self.cell(kind) for kind in kinds])
            for number in range(1, self.chance.randint(2, 5) + 1)
        ]
        return table(row("Standard", *heads), *lines, columns=4)

    def ticks(self) -> str:
        lines = [
            row(self.label(), self.cell("tick"), self.cell("tick"), self.cell("text"))
            for _ in range(self.chance.randint(2, 4))
        ]
        return table(row("Question", "Yes", "No", "Comments"), *lines, columns=4)

    def rows(self) -> str:
        name, heads = self._list()
        item = row(*[self.cell("date" if head == "By when" else "text", name) for head in heads])
        return table(row(*heads), repeating(name, item), columns=len(heads))

    def items(self) -> str:
        name, heads = self._list()
        kinds = ["date" if head == "By when" else "text" for head in heads]
        lines = [
            para(run(f"{head}: "), self.slot(kind, name)) for head, kind in zip(heads, kinds, strict=True)
        ]
        return para("What was agreed") + repeating(name, "".join(lines))

    def around_cells(self) -> str:
        return table(*[row(self.label(), self.slot("text", around=cell("Type here"))) for _ in range(3)])

    def blocks(self) -> str:
        return para(self.label()) + self.slot("rich", around=para("Write here"))

    def grouped(self) -> str:
        return control("group", "", "<w:group/>", content=table(row(self.label(), self.cell())))

    def boxed(self) -> str:
        return para(run("See box "), box(para(run(f"{self.label()} "), self.slot("text"))))

    def label(self) -> str:
        return self.chance.choice(LABELS) + self.chance.choice(("", ":"))

    def cell(self, kind: str = "", prefix: str = "part") -> str:
        return cell(para(self.slot(kind, prefix)))

    def slot(self, kind: str = "", prefix: str = "part", *, around: str = "") -> str:
        self.slots += 1
        tag = f"{prefix}.s{self.slots}"
        kind = kind or self.chance.choice(("text", "text", "rich", "grade", "date", "tick", "yes"))
        prompt = self.chance.choice(("Click or tap here to enter text.", "Type here", "Write what you saw"))
        if kind == "grade":
            return choice(tag, "Choose an item.", GRADES)
        if kind == "yes":
            return choice(tag, "Choose", ANSWERED)
        if kind == "date":
            return control(tag, "dd/mm/yyyy", "<w:date/>")
        if kind == "tick":
            return tick(tag)
        return control(tag, prompt, "<w:richText/>" if kind == "rich" else "<w:text/>", content=around)

    def _list(self) -> tuple[str, tuple[str, ...]]:
        self.lists += 1
        return f"list{self.lists}", HEADS[: self.chance.randint(2, 4)]


def answers(form: Form, chance: random.Random) -> Record:
    """A record of the form: a third left blank, up to five rows, answers that repeat labels and one another."""
    record: Record = {}
    columns: dict[str, list[Slot]] = {}
    for slot in form.slots:
        if slot.repeating is not None:
            columns.setdefault(slot.repeating, []).append(slot)
        elif chance.random() > 0.33:
            put(record, slot.tag, _value(slot, chance))
    for slots in columns.values():
        for number in range(chance.randint(0, 5)):
            for slot in slots:
                if slot is slots[0] or chance.random() > 0.33:
                    put(record, slot.tag, _value(slot, chance), number)
    return canonical(record, form.slots)


def _value(slot: Slot, chance: random.Random) -> Value:
    if slot.kind is Kind.CHOICE:
        return chance.choice(slot.options).code
    if slot.kind is Kind.DATE:
        return date(2026, chance.randint(1, 12), chance.randint(1, 28))
    if slot.kind is Kind.TICK:
        return chance.random() < 0.5
    text = chance.choice(ANSWERS)
    return text if slot.kind is Kind.RICH_TEXT else text.replace("\n", " ")
