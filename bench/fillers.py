"""Other tools in Python filling the same texts into a template made from the same form."""

from collections.abc import Callable, Mapping
from io import BytesIO

from docxtpl import DocxTemplate
from mailmerge import MailMerge

Texts = Mapping[str, object]
"""The text of each flat name; that of a repeating part is a list of such mappings."""

Filler = Callable[[bytes, Texts], bytes]


def by_docxtpl(template: bytes, texts: Texts) -> bytes:
    """A new template for every document, as its documentation asks; what is filled in is escaped."""
    document = DocxTemplate(BytesIO(template))
    document.render(dict(texts), autoescape=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def by_mailmerge(template: bytes, texts: Texts) -> bytes:
    """Fields first, then the rows by one of their fields."""
    made = BytesIO()
    with MailMerge(BytesIO(template)) as document:
        document.merge(**{name: text for name, text in texts.items() if isinstance(text, str)})
        for rows in texts.values():
            if isinstance(rows, list) and rows:
                document.merge_rows(next(iter(rows[0])), rows)
        document.write(made)
    return made.getvalue()
