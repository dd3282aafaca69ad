"""An outline's YAML as an Outline, or everything that is wrong with it at once."""

from schemas.edition import Option
from schemas.scales import SCALES
from service.errors import Fault, Unfit
from service.problem import CODES
from service.word.outline.asks import ask_of, options_of, pair_of
from service.word.outline.checks import faults_of
from service.word.outline.declared import declaration_in
from service.word.outline.given import Given
from service.word.outline.grades import DESCRIPTORS
from service.word.outline.model import Actions, Ask, Outline
from service.word.outline.sections import section_of
from service.word.outline.source import mapping_of
from service.word.outline.standard import ACTION_COLUMNS, ESCALATION, FEEDBACK, OVERALL, REFERENCE


def read_outline(text: str) -> Outline:
    """The outline in the YAML. Raises Unfit with every fault and its path."""
    faults: list[Fault] = []
    given = Given(mapping_of(text), "", faults)
    outline = _outline(given)
    given.done()
    if not faults:
        faults += faults_of(outline)
    if faults:
        raise Unfit(faults)
    return outline


def _outline(given: Given) -> Outline:
    declaration = declaration_in(given, off=_off(given))
    grades = SCALES[declaration.scale].grades if declaration.scale in SCALES else ()
    overall, extra = _overall(given, grades)
    return Outline(
        declaration=declaration,
        grades=grades,
        compact=given.flag("compact"),
        purpose=given.text("purpose", ""),
        guidance=given.texts("guidance"),
        header=_header(given, grades),
        descriptors=_descriptors(given, grades),
        sections=tuple(section_of(item, grades) for item in given.each("sections")),
        feedback=_feedback(given),
        experience=tuple(pair_of(item) for item in given.each("experience")),
        overall=overall,
        overall_extra=extra,
        actions=_actions(given, grades),
        escalation=_escalation(given, grades),
        signoff=tuple(pair_of(item, "role", "title") for item in given.each("signoff")),
    )


def _off(given: Given) -> tuple[str, ...]:
    off = given.texts("off")
    for code in off:
        if code not in CODES:
            given.fault("off", f"“{code}” is no problem code")
    return off


def _header(given: Given, grades: tuple[Option, ...]) -> tuple[Ask, ...]:
    asks = tuple(ask_of(item, grades) for item in given.each("header"))
    tag = REFERENCE.slot.tag
    mine = tuple(ask for ask in asks if ask.slot.tag == tag) or (REFERENCE,)
    return (*mine, *(ask for ask in asks if ask.slot.tag != tag))


def _descriptors(given: Given, grades: tuple[Option, ...]) -> tuple[tuple[str, str], ...]:
    found = given.value("descriptors")
    if found is None or found is False:
        return ()
    if found is True:
        if not all(grade.code in DESCRIPTORS for grade in grades):
            given.fault(
                "descriptors", "there are no general words for this scale; give a text for each grade"
            )
        return tuple((grade.text, DESCRIPTORS.get(grade.code, "")) for grade in grades)
    texts = Given(found, given.at("descriptors"), given.faults)
    pairs = tuple((grade.text, texts.text(grade.code)) for grade in grades)
    texts.done()
    return pairs


def _feedback(given: Given) -> tuple[tuple[str, str], ...]:
    found = given.value("feedback")
    pairs = []
    for number, item in enumerate(found if isinstance(found, list) else [found] if found else []):
        path = f"feedback[{number}]"
        if isinstance(item, str) and item in FEEDBACK:
            pairs.append((item, FEEDBACK[item]))
        elif isinstance(item, str):
            given.faults.append(Fault(path, f"“{item}” is none of {', '.join(FEEDBACK)}; give key and text"))
        else:
            pairs.append(pair_of(Given(item, path, given.faults)))
    return tuple(pairs)


def _overall(given: Given, grades: tuple[Option, ...]) -> tuple[frozenset[str], tuple[Ask, ...]]:
    if not given.has("overall"):
        given.value("overall")
        return frozenset(), ()
    overall = Given(given.value("overall"), "overall", given.faults)
    wanted = frozenset(name for name in OVERALL if overall.flag(name))
    extra = tuple(ask_of(item, grades) for item in overall.each("extra"))
    overall.done()
    return wanted, extra


def _actions(given: Given, grades: tuple[Option, ...]) -> Actions | None:
    found = given.value("actions")
    if found is None or found is False:
        return None
    actions = Given({} if found is True else found, "actions", given.faults)
    columns = actions.texts("columns") or ("what", "impact", "owner", "due")
    for column in columns:
        if column not in ACTION_COLUMNS:
            actions.fault("columns", f"“{column}” is none of {', '.join(ACTION_COLUMNS)}")
    if len(set(columns)) != len(columns):
        actions.fault("columns", "a column stands twice")
    if "what" not in columns:
        actions.fault("columns", "the column “what” is missing: it says what the action is")
    priority = options_of(actions, grades, "priority") or options_of(
        Given({"options": "priority"}, "actions", given.faults), grades
    )
    rows = int(actions.number("rows", 3))
    actions.done()
    return Actions(tuple(column for column in columns if column in ACTION_COLUMNS), priority, rows)


def _escalation(given: Given, grades: tuple[Option, ...]) -> tuple[Ask, ...]:
    found = given.value("escalation")
    if found is True:
        return ESCALATION
    return tuple(ask_of(item, grades) for item in given.each("escalation")) if found else ()
