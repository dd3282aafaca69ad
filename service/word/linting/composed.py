"""What can be wrong with a form once its conditional parts are left in or out."""

from collections.abc import Iterator

from jinja2 import TemplateError, Undefined, nodes
from lxml import etree

from service.word.compose import ENVIRONMENT, source_of
from service.word.linting.finding import Finding
from service.word.linting.sheet import Sheet
from service.word.names import w
from service.word.slots import Element
from service.word.text import BODY

_JINJA = ENVIRONMENT.overlay(undefined=Undefined)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_PAIRS = "Let each {%p if … %} and its {%p endif %} stand alone in their paragraphs, both in the same cell or text."


def conditions(sheet: Sheet) -> Iterator[Finding]:
    """Whether the document holds together with every condition true, and with every one false."""
    for name, root in sheet.stories:
        place = "in the text" if name == BODY else f"in the page {name}"
        source = source_of(root)
        if source is None:
            continue
        try:
            for true in (True, False):
                yield from _broken(_composed(source, true=true), place, true=true)
        except TemplateError as error:
            message = f"The template tags do not go together: {str(error.message).rstrip('.')}."
            yield Finding(
                "template-whole", place, message, "Close every {% if %} with an {% endif %}, in order."
            )


def _composed(source: str, *, true: bool) -> str:
    """The story with every condition the same, each loop empty and a word for every value printed."""
    tree = _JINJA.parse(source)
    for condition in tree.find_all(nodes.If):
        condition.test = nodes.Const(true)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.List([])
    for assignment in tree.find_all(nodes.Assign):
        assignment.node = nodes.Const("")
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            one if isinstance(one, nodes.TemplateData) else nodes.Const("value") for one in output.nodes
        ]
    template = _JINJA.template_class.from_code(_JINJA, _JINJA.compile(tree), _JINJA.make_globals(None))
    return template.render()


def _broken(composed: str, place: str, *, true: bool) -> Iterator[Finding]:
    when = "true" if true else "false"
    try:
        root: Element = etree.fromstring(composed.encode(), _PARSER)
    except etree.XMLSyntaxError:
        message = (
            f"Where the conditions are {when}, composing cuts the document through and leaves it broken."
        )
        yield Finding("template-whole", place, message, _PAIRS)
        return
    if any(next(cell.iter(w("p")), None) is None for cell in root.iter(w("tc"))):
        message = (
            f"Where the conditions are {when}, a table cell is left with no paragraph; Word cannot open that."
        )
        yield Finding(
            "template-whole", place, message, "Put an empty paragraph after the conditional part in its cell."
        )
    if any(next(table.iter(w("tr")), None) is None for table in root.iter(w("tbl"))):
        message = f"Where the conditions are {when}, a table is left with no row; Word cannot open that."
        yield Finding(
            "template-whole",
            place,
            message,
            "Keep a header row outside the condition, or the whole table inside.",
        )
