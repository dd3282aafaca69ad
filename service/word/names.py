"""The qualified names of WordprocessingML that reading and writing speak of."""

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The name in the main namespace, as lxml spells it."""
    return f"{{{W_NS}}}{name}"


def w14(name: str) -> str:
    """The name in Word 2010's namespace (tick boxes)."""
    return f"{{{W14_NS}}}{name}"


def w15(name: str) -> str:
    """The name in Word 2012's namespace (repeating sections)."""
    return f"{{{W15_NS}}}{name}"


VAL = w("val")
