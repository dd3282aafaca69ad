"""Elements of WordprocessingML, made tersely and always with the usual prefixes."""

from lxml import etree

from service.word.names import W14_NS, W15_NS, W_NS, XML_SPACE
from service.word.slots import Element

_NAMESPACES = {"w": W_NS, "w14": W14_NS, "w15": W15_NS}


def el(name: str, /, *children: Element | None, **values: str) -> Element:
    """An element such as `w:tcW` or `w15:repeatingSection`, its attributes in the same namespace."""
    prefix, _, local = name.partition(":")
    namespace = _NAMESPACES[prefix]
    made = etree.Element(f"{{{namespace}}}{local}", nsmap=_NAMESPACES)
    for attribute, value in values.items():
        made.set(f"{{{namespace}}}{attribute}", value)
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, properties: Element | None = None) -> Element:
    """A run that says the text."""
    t = el("w:t")
    t.text = text
    if text != text.strip():
        t.set(XML_SPACE, "preserve")
    return el("w:r", properties, t)


def paragraph(style: str, *content: Element, keep: bool = False) -> Element:
    """A paragraph in the style of this id; `keep` holds it on one page with the next."""
    properties = el("w:pPr", el("w:pStyle", val=style), el("w:keepNext") if keep else None)
    return el("w:p", properties, *content)
