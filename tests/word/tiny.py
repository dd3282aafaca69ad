"""Tiny Word documents written by hand, each the smallest that shows what a test is about."""

from collections.abc import Mapping

from service.word.pack import build

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15 w16se"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "styles": "styles",
}


def document(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    footnotes: str = "",
    endnotes: str = "",
    styles: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose body, header, footer, notes and styles hold this markup."""
    given = {
        "header": header,
        "footer": footer,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "styles": styles,
    }
    there = {kind: markup for kind, markup in given.items() if markup}
    types = "".join(
        f'<Override PartName="/word/{kind}1.xml" ContentType="{_WORDML}.{kind}+xml"/>' for kind in there
    )
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}1.xml"/>' for kind in there
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
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(related),
    }
    for kind, inside in there.items():
        made[f"word/{kind}1.xml"] = f"<w:{_ROOTS[kind]} {NAMESPACES}>{inside}</w:{_ROOTS[kind]}>"
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
    inside = "".join(one if one.startswith(_BLOCKS) else para(one) for one in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


_BLOCKS = ("<w:p>", "<w:p ", "<w:tbl>", "<!--block-->")


def row(*cells: str, properties: str = "") -> str:
    """A table row; what is not yet a cell becomes one."""
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    inside = "".join(one if one.startswith(("<w:tc>", "<!--block-->")) else cell(one) for one in cells)
    return f"<w:tr>{look}{inside}</w:tr>"


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
    return (
        f"{start}<w:sdt><w:sdtPr>{alias}{named}{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def choice(tag: str, shown: str, options: Mapping[str, str], kind: str = "dropDownList") -> str:
    """A drop-down, or a combo box, of these options (code to text)."""
    items = "".join(
        f'<w:listItem w:displayText="{text}" w:value="{code}"/>' for code, text in options.items()
    )
    return control(tag, shown, f"<w:{kind}>{items}</w:{kind}>")


def tick(tag: str, *, on: bool = False, shown: str = "") -> str:
    """A tick box of Word 2010."""
    return control(
        tag,
        shown or ("\u2612" if on else "\u2610"),
        f'<w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox>',
    )


def repeating(tag: str, *items: str) -> str:
    """A repeating section at block level, its items being this markup."""
    inside = "".join(control("", "", "<w15:repeatingSectionItem/>", content=item) for item in items)
    return control(tag, "", "<w15:repeatingSection/>", content=inside)


def mark(kind: str, data: str = "") -> str:
    """A run with a mark of a complex field: begin, separate or end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def complex_field(instruction: str, result: str | None, data: str = "") -> str:
    """A complex field; `result` is its markup, None where it has not even a separator."""
    code = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    shown = "" if result is None else mark("separate") + result
    return mark("begin", data) + code + shown + mark("end")


def legacy_text(name: str, shown: str = "\u2002" * 5, of_type: str = "") -> str:
    """An older form field to type in."""
    typed = f'<w:type w:val="{of_type}"/>' if of_type else ""
    data = f'<w:ffData><w:name w:val="{name}"/><w:textInput>{typed}</w:textInput></w:ffData>'
    return complex_field("FORMTEXT", run(shown) if shown else "", data)


def legacy_tick(name: str, state: str) -> str:
    """An older box to tick; `state` is markup such as `<w:checked/>`."""
    data = f'<w:ffData><w:name w:val="{name}"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
    return complex_field("FORMCHECKBOX", None, data)


def legacy_list(name: str, *entries: str, state: str = "", shown: str | None = None) -> str:
    """An older list to choose from; `state` is markup such as `<w:result w:val="1"/>`."""
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    data = f'<w:ffData><w:name w:val="{name}"/><w:ddList>{state}{listed}</w:ddList></w:ffData>'
    return complex_field("FORMDROPDOWN", None if shown is None else run(shown), data)


def box(*paragraphs: str) -> str:
    """A run with a text box, stored twice as Word does: as a shape and, for old programs, as VML."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def anchored_box(inside: str) -> str:
    """A run with a text box as Word anchors it on a page, where LibreOffice shows it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="{drawing}" distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>1000000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>100000</wp:posOffset>'
        '</wp:positionV><wp:extent cx="2360930" cy="1404620"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="217" '
        'name="Box"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2360930" cy="1404620"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


PICTURE = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
BY = 'w:id="1" w:author="A Auditor" w:date="2026-06-04T09:00:00Z"'


def inserted(inside: str) -> str:
    """Runs inserted under tracking."""
    return f"<w:ins {BY}>{inside}</w:ins>"


def deleted(text: str) -> str:
    """A run deleted under tracking."""
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"
