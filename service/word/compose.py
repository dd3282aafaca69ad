"""The static part of a form, composed for one case by docxtpl: printed values and parts that depend on the case.

Only forms are ever composed; a copy that came back is never rendered. docxtpl joins template tags that Word
cut into runs; the rendering is Jinja's, sandboxed, escaping everything, strict about names. What it yields
must parse as XML as it stands: docxtpl's own recovery mode would drop text without a word.
"""

import io
import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from functools import lru_cache

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateRuntimeError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from schemas.edition import Kind
from schemas.trouble import Trouble
from service.errors import Fault, Unfit
from service.word.depending import Named, keep_answered, parts_in, tags_named
from service.word.form import Form
from service.word.legacy import legacy_fields
from service.word.rows import SDT, tag_of, with_ids
from service.word.slots import Element


def _only_text(value: object) -> object:
    """What a template tag prints, where that is text. Raises TemplateRuntimeError for markup."""
    if hasattr(value, "__html__") and _NO_TEXT.search(str(value)):  # escaped already, or said to be markup
        raise TemplateRuntimeError("a template tag prints markup where only text may stand")
    return value


_NO_TEXT = re.compile(r"<|&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)")
ENVIRONMENT = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_only_text)
"""Composes stories. What is printed is escaped, or was escaped by the form, and cannot break the XML."""

BARE = ENVIRONMENT.overlay(finalize=lambda _: "")
"""Composes them with the same parts left in and out, printing nothing."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)


REFERENCE = "audit.reference"
NOT_YET_GIVEN = "not yet given"
FINISHED = "document.finished"
"""What template tags may ask beside the slots: whether the document made is the finished one."""


class Composer:
    """Composes the stories of one edition, as the form has them or with marks set into them.

    `roots` are the stories by part name, `slots` the tags of what stands once in them; `ids` those of the edition's
    controls. Raises Unfit for template tags that do not parse.
    """

    def __init__(self, roots: Mapping[str, Element], slots: Collection[str] = ()) -> None:
        self.ids = with_ids(roots.values())
        self.plain: dict[str, Element] = {}
        self._tagged: dict[str, Template] = {}
        self.names = tuple(roots)
        for name, root in roots.items():
            source = source_of(root)
            if source is None:
                self.plain[name] = root
            else:
                self._tagged[name] = template_of(name, source, slots=slots)

    def compose(self, context: Mapping[str, object]) -> dict[str, Element]:
        """The stories, by part name, as trees of their own. Raises Unfit naming what the form prints and lacks."""
        trees = {name: deepcopy(root) for name, root in self.plain.items()}
        faults = []
        for name, template in self._tagged.items():
            try:
                trees[name] = tree_of(rendered(template, context))
            except Uncomposed as why:
                faults.append(Fault(name, str(why)))
        if faults:
            raise Unfit(faults)
        return {name: trees[name] for name in self.names}


def stories_of(form: Form) -> dict[str, Element]:
    """The stories that make up a form's pages, by part name, as trees of their own."""
    package = form.package
    return {
        name: package.xml(name)
        for name in (
            package.main,
            *package.related(package.main, "header"),
            *package.related(package.main, "footer"),
        )
    }


class Uncomposed(Exception):
    """A story that its template tags do not let be composed; its text says why."""


def template_of(
    name: str,
    source: str,
    environment: Environment = ENVIRONMENT,
    *,
    slots: Collection[str] = (),
    named: Named = tags_named,
) -> Template:
    """A story compiled. A part that depends on the case is left in where one of the `slots` in it is answered.

    Raises Unfit where its template tags do not parse.
    """
    try:
        tree = environment.parse(source)
        for part in list(parts_in(tree, slots, named)):
            keep_answered(environment, part)
        return Template.from_code(environment, environment.compile(tree), environment.make_globals(None))
    except TemplateError as error:
        raise Unfit([Fault(name, f"a template tag in the form does not parse: {error.message}")]) from error


def rendered(template: Template, context: Mapping[str, object]) -> str:
    """A story composed, as the XML it should be. Raises Uncomposed."""
    try:
        return template.render(context)
    except UndefinedError as error:
        raise Uncomposed(f"the form prints a value that it has no slot for: {error.message}") from error
    except SecurityError as error:
        raise Uncomposed(f"the form's template tags ask for what they may not: {error.message}") from error
    except (TemplateError, TypeError, ArithmeticError) as error:
        raise Uncomposed(f"the form's template tags cannot be composed: {error}") from error


def tree_of(composed: str) -> Element:
    """The tree of a composed story. Raises Uncomposed where composing cut an element through."""
    try:
        return etree.fromstring(composed.encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        raise Uncomposed(f"the form's template tags cannot be composed: {error}") from error


def source_of(root: Element) -> str | None:
    """A story as the Jinja template that docxtpl makes of it; None where it has no template tag."""
    return patched(etree.tostring(root, encoding="unicode"))


def patched(source: str) -> str | None:
    """The XML of a story as the Jinja template that docxtpl makes of it; None where it has no template tag."""
    if "{{" in source or "{%" in source or "{#" in source:
        return str(DocxTemplate(io.BytesIO()).patch_xml(source))
    return None


@lru_cache(maxsize=64)
def composer_of(form: Form) -> Composer:
    """The composer of an edition, made once."""
    return Composer(stories_of(form), standing_once(form))


@lru_cache(maxsize=64)
def standing_once(form: Form) -> frozenset[str]:
    """The tags of the slots outside the repeating parts: those that a condition can name."""
    return frozenset(slot.tag for slot in form.slots if slot.repeating is None)


def context_of(form: Form, shown: Mapping[str, str], *, finished: bool = False) -> dict[str, object]:
    """What template tags may name: every slot outside the repeating parts, by its path, and FINISHED.

    `shown` gives by tag what it is: the code of a choice, so that conditions do not hang on wording, and the
    text shown for all else.
    """
    context: dict[str, object] = {}
    blank = {slot.tag: "" for slot in form.slots if slot.repeating is None}
    for tag, value in {**blank, REFERENCE: NOT_YET_GIVEN, **shown}.items():
        _put(context, tag, value)
    _put(context, FINISHED, finished)
    return context


def _put(tree: dict[str, object], tag: str, value: object) -> None:
    """Sets a value at a dotted path of nested dicts."""
    *above, last = tag.split(".")
    for piece in above:
        inner = tree.setdefault(piece, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[last] = value


def shown_by(form: Form, said: Mapping[str, str]) -> dict[str, str]:
    """What template tags print for answers that say this, by tag: a choice's code, else the text as it stands."""
    shown: dict[str, str] = {}
    for slot in form.slots:
        if slot.tag in said:
            try:
                value = form.schema.load_answer(slot, said[slot.tag])
            except Trouble:
                continue
            shown[slot.tag] = str(value) if slot.kind is Kind.CHOICE else said[slot.tag]
    return shown


def expected_tags(form: Form, said: Mapping[str, str]) -> frozenset[str] | None:
    """The tags of the form composed for a copy that says this (by tag); None where it cannot be composed.

    A part that depends on the case is missing from a copy rightly if composing leaves it out.
    """
    try:
        trees = composer_of(form).compose(context_of(form, shown_by(form, said)))
    except Unfit:
        return None
    controls = {tag_of(sdt) for root in trees.values() for sdt in root.iter(SDT)}
    return frozenset(controls | {field.tag for root in trees.values() for field in legacy_fields(root)})
