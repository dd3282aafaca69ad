"""The documents that the shipped forms are: tables, headings, language, footer, contrast."""

import re
from itertools import pairwise
from pathlib import Path

from tests.word.shipped import EVERY_SHAPE, W, body, each, form, part, style, text, val


@each
def test_tables_are_plain_grids_with_a_marked_header_row(path: Path) -> None:
    for table in body(path).iter(W + "tbl"):
        grid = [column.get(W + "w") for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        rows = list(table.iter(W + "tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(text(cell) for cell in rows[0].iter(W + "tc"))
        assert next(rows[0].iter(W + "sdt"), None) is None
        for row in rows:
            widths = [cell.find(f"{W}tcPr/{W}tcW") for cell in row.iter(W + "tc")]
            assert [width.get(W + "w") for width in widths if width is not None] == grid
        for merged in ("gridSpan", "vMerge", "hMerge"):
            assert next(table.iter(W + merged), None) is None
        assert len(list(table.iter(W + "tbl"))) == 1
        layout = table.find(f"{W}tblPr/{W}tblLayout")
        assert layout is not None
        assert layout.get(W + "type") == "fixed"


@each
def test_only_rows_with_room_for_long_answers_break_across_pages(path: Path) -> None:
    for row in body(path).iter(W + "tr"):
        whole = row.find(f"{W}trPr/{W}cantSplit") is not None
        roomy = row.find(f"{W}trPr/{W}trHeight") is not None
        assert whole or roomy


@each
def test_every_table_follows_a_heading_or_caption_that_its_alternative_text_repeats(path: Path) -> None:
    captions = []
    above = ""
    for block in body(path):
        if block.tag == W + "p":
            assert text(block)
            if style(block).startswith(("Heading", "Caption")):
                above = text(block)
        elif block.tag == W + "tbl":
            before = block.getprevious()
            assert before is not None
            assert before.tag == W + "p"
            caption = block.find(f"{W}tblPr/{W}tblCaption")
            assert caption is not None
            assert caption.get(W + "val") == above
            captions.append(above)
    assert len(set(captions)) == len(captions)
    shown = [block for block in body(path) if block.tag == W + "p" and style(block) != "Condition"]
    assert style(shown[-1]) == "Ending"


@each
def test_nothing_that_introduces_a_table_is_parted_from_it(path: Path) -> None:
    """Headings, captions and guidance keep with the next by their styles, and what good looks like of itself."""
    styles = part(path, "word/styles.xml")
    keeping = {
        found.get(W + "styleId")
        for found in styles.iter(W + "style")
        if found.find(f"{W}pPr/{W}keepNext") is not None and val(found, "keepNext") != "0"
    }
    assert {"Title", "Heading1", "Heading2", "Caption", "Guidance", "TableHeading"} <= keeping
    for table in body(path).iter(W + "tbl"):
        above = table.getprevious()
        while above is not None and not style(above).startswith("Heading") and above.tag == W + "p":
            assert style(above) in keeping or above.find(f"{W}pPr/{W}keepNext") is not None, text(above)
            above = above.getprevious()


@each
def test_the_sign_off_stays_with_the_end(path: Path) -> None:
    """So that no page holds but the last line of a record."""
    table = next((one for one in body(path).iter(W + "tbl") if val(one, "tblCaption") == "Sign-off"), None)
    if table is not None:
        last = list(table.iter(W + "tr"))[-1]
        assert next(last.iter(W + "keepNext"), None) is not None


@each
def test_headings_go_down_one_level_at_a_time_and_sections_are_numbered(path: Path) -> None:
    levels = [int(style(p)[-1]) for p in body(path).iter(W + "p") if style(p).startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert style(next(body(path).iter(W + "p"))) == "Title"
    numbers = [
        int(match[1])
        for p in body(path).iter(W + "p")
        if style(p) == "Heading1" and (match := re.match(r"(\d+)\. ", text(p)))
    ]
    assert numbers == list(range(1, len(numbers) + 1))


@each
def test_every_style_and_list_that_is_used_exists(path: Path) -> None:
    known = {found.get(W + "styleId") for found in part(path, "word/styles.xml").iter(W + "style")}
    for story in ("word/document.xml", "word/footer1.xml"):
        for name in ("pStyle", "rStyle", "tblStyle"):
            assert {found.get(W + "val") for found in part(path, story).iter(W + name)} <= known


@each
def test_language_title_and_compatibility_are_set_and_no_author_is_named(path: Path) -> None:
    language = part(path, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language is not None
    assert language.get(W + "val") == "en-GB"
    settings = part(path, "word/settings.xml")
    assert val(settings, "themeFontLang") == "en-GB"
    mode = next(s for s in settings.iter(W + "compatSetting") if s.get(W + "name") == "compatibilityMode")
    assert mode.get(W + "val") == "15"
    core = {child.tag.rpartition("}")[2]: child.text for child in part(path, "docProps/core.xml")}
    assert core == {"title": form(path).declaration.title, "language": "en-GB"}


@each
def test_the_footer_prints_form_edition_reference_and_page(path: Path) -> None:
    footer = part(path, "word/footer1.xml")
    declared = form(path).declaration
    runs = [text(run) for run in footer.iter(W + "r")]
    identity = f"{declared.title} · form {declared.key}, edition {declared.edition} · reference "
    assert identity + "{{ audit.reference }}" in runs
    fields = [(field.get(W + "instr") or "").strip() for field in footer.iter(W + "fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


@each
def test_texts_with_spaces_at_their_ends_keep_them(path: Path) -> None:
    for story in ("word/document.xml", "word/footer1.xml"):
        for t in part(path, story).iter(W + "t"):
            if (t.text or "").strip() != t.text:
                assert t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: str) -> float:
    """WCAG 2.2, 1.4.3, of a colour on a lighter ground."""
    return (_luminance(ground) + 0.05) / (_luminance(colour) + 0.05)


def test_every_text_colour_has_enough_contrast_on_white_and_on_header_rows() -> None:
    """4.5 to 1 (WCAG 2.2, 1.4.3)."""
    styles = part(EVERY_SHAPE, "word/styles.xml")
    colours = {found.get(W + "val") or "" for found in styles.iter(W + "color")}
    shades = {found.get(W + "fill") or "" for found in styles.iter(W + "shd")} | {"FFFFFF"}
    assert colours
    for colour in colours:
        for shade in shades:
            assert contrast(colour, shade) >= 4.5
