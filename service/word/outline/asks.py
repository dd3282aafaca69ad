"""The slots, questions and columns of an outline."""

from schemas.edition import Kind, Option, Slot
from schemas.lists import options as named
from service.word.outline.given import Given
from service.word.outline.model import Ask, Column, Question
from service.word.outline.prompts import prompt_of

KINDS = tuple(kind.value for kind in Kind)


def ask_of(given: Given, scale: tuple[Option, ...]) -> Ask:
    """A slot with its label: `{tag, title, kind, prompt, options, help}`."""
    tag = given.text("tag")
    title = given.label("title")
    options = options_of(given, scale)
    kind = kind_of(given, options) or Kind.TEXT
    prompt = prompt_of(kind, given.label("prompt", ""))
    ask = Ask(title, Slot(tag, title, kind, prompt, options), given.text("help", ""))
    given.done()
    return ask


def question_of(given: Given, scale: tuple[Option, ...]) -> Question:
    """One question of a section: `{key, text, kind, options, prompt, help, prompts}`."""
    options = options_of(given, scale)
    question = Question(
        key=given.key(),
        text=given.label("text"),
        kind=kind_of(given, options),
        options=options,
        prompt=given.label("prompt", ""),
        help=given.text("help", ""),
        prompts=given.texts("prompts"),
    )
    given.done()
    return question


def column_of(given: Given, scale: tuple[Option, ...]) -> Column:
    """One column of a grid: `{key, title, kind, options, prompt, width}`."""
    options = options_of(given, scale)
    kind = kind_of(given, options) or Kind.TEXT
    column = Column(
        key=given.key(),
        title=given.label("title"),
        kind=kind,
        options=options,
        prompt=prompt_of(kind, given.label("prompt", "")),
        width=given.number("width", 1.0),
    )
    given.done()
    return column


def pair_of(given: Given, *names: str) -> tuple[str, str]:
    """A key and the text that goes with it: `{key, text}` or as named."""
    key, text = names or ("key", "text")
    pair = given.key(key), given.label(text)
    given.done()
    return pair


def kind_of(given: Given, options: tuple[Option, ...]) -> Kind | None:
    """The kind that is given, else choice where there are options, else None."""
    word = given.one_of("kind", KINDS, "")
    kind = Kind(word) if word in KINDS else Kind.CHOICE if options else None
    if kind is Kind.CHOICE and not options and not given.has("options"):
        given.fault("options", "a choice needs its options")
    if options and kind is not Kind.CHOICE:
        given.fault("kind", "options are for a choice")
    return kind


def options_of(given: Given, scale: tuple[Option, ...], name: str = "options") -> tuple[Option, ...]:
    """The options: `{code: text}`, the name of a list or scale, or `scale` for the form's own."""
    found = given.value(name)
    if found is None:
        return ()
    if isinstance(found, str):
        if found == "scale":
            return scale
        try:
            return named(found)
        except KeyError:
            given.fault(name, f"“{found}” is the name of no list or scale")
            return ()
    if not isinstance(found, dict) or not found:
        given.fault(name, "should be codes with their texts, or the name of a list")
        return ()
    options = tuple(Option(str(code), " ".join(str(text).split())) for code, text in found.items())
    texts = [option.text for option in options]
    if not all(texts) or len({text.casefold() for text in texts}) != len(texts):
        given.fault(name, "every option needs a text of its own")
    if any("{{" in text or "{%" in text for text in texts):
        given.fault(name, "a template tag cannot stand here: it would end up inside a control")
    return options
