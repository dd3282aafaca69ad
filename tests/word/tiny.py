"""Tiny Word documents written by hand, each the smallest that shows what a test is about."""

from collections.abc import Mapping

from service.word.pack import build

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document(
    body: str, *, header: str = "", footer: str = "", parts: Mapping[str, bytes] | None = None
) -> bytes:
    """A .docx whose body, header and footer hold this markup."""
    stories = {"header1": ("hdr", header), "footer1": ("ftr", footer)}
    there = {name: story for name, story in stories.items() if story[1]}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORDML}.{name[:6]}+xml"/>' for name in there
    )
    related = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{name[:6]}" Target="{name}.xml"/>' for name in there
    )
    made = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORDML}.document.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(related),
    }
    for name, (root, inside) in there.items():
        made[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>"
    return build({name: text.encode() for name, text in made.items()} | dict(parts or {}))


def _relationships(inside: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{inside}</Relationships>'


def run(text: str, look: str = "") -> str:
    """A run of text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def para(*inside: str, style: str = "") -> str:
    """A paragraph of runs or controls; plain text becomes a run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_markup(one) for one in inside)}</w:p>"


def _markup(text: str) -> str:
    return text if text.startswith("<") or not text else run(text)


def cell(*paragraphs: str, properties: str = "") -> str:
    """A table cell of paragraphs; what is no paragraph, block control or table becomes one."""
    inside = "".join(one if one.startswith(("<w:p>", "<w:tbl>", "<!--block-->")) else para(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str) -> str:
    """A table row; what is not yet a cell becomes one."""
    return f"<w:tr>{''.join(one if one.startswith(('<w:tc>', '<!--block-->')) else cell(one) for one in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(tag: str, shown: str, kind: str = "<w:text/>", *, title: str = "", content: str = "") -> str:
    """A content control that shows a text; or one around the markup `content`, at block level."""
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    start = "<!--block-->" if content else ""
    inside = content or run(shown)
    return f"{start}<w:sdt><w:sdtPr>{alias}{named}{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def choice(tag: str, shown: str, options: Mapping[str, str], kind: str = "dropDownList") -> str:
    """A drop-down, or a combo box, of these options (code to text)."""
    items = "".join(f'<w:listItem w:displayText="{text}" w:value="{code}"/>' for code, text in options.items())
    return control(tag, shown, f"<w:{kind}>{items}</w:{kind}>")
