"""`make pictures`: pages of plain forms before and after they were adopted, as pictures, and what of them changed."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from service.errors import Unfit
from service.word.adopt.applying.apply import adopted
from service.word.adopt.mapping import read_map, written
from service.word.adopt.proposing import propose
from service.word.office import Office, find_office
from tools.adoption.__main__ import CORPUS, SHIPPED
from tools.adoption.plain import plain

FORMS = (
    "APPENDIX_E_-_FedRAMP_Tailored_LI-SaaS_Self-Attestation_Requirements.docx",
    "A_DOCX_with_embedded_paintbrush_ole.docx",
    "PersAngaben.docx",
    "TimeSheet_TP10173388.dotx",
    "FormFilled.docx",
    "checked_boxes.docx",
    "docx_checkboxes.docx",
    "form_footnotes.docx",
    "ims002.docx",
    "EasyOrder.docx",
)
"""Ten real forms, of those that `make adoption` is about."""
PICTURES = Path(__file__).resolve().parents[2] / "build" / "adoption"
_SCALE = 1.0
_SEEN = 96
"""Of 255: a difference in grey that is more than the smoothing of an edge."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before and after: the share of its points that changed, and the box around what did, if anything."""

    before: Image.Image | None
    after: Image.Image | None
    changed: float
    box: tuple[int, int, int, int] | None


def main() -> None:
    """Writes the pictures and prints how much of each page changed."""
    parser = argparse.ArgumentParser(prog="make pictures", description=__doc__)
    parser.add_argument("--prompts", action="store_true", help="with the prompts that adoption writes")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder for the pictures")
    wanted = parser.parse_args()
    office = find_office()
    if office is None:
        sys.exit("This needs LibreOffice: libreoffice-writer-nogui and python3-uno.")
    for path in (*(CORPUS / name for name in FORMS), *SHIPPED):
        try:
            pages = list(compared(path.read_bytes(), office, prompts=wanted.prompts))
        except Unfit as unfit:
            print(f"{path.name}: not adopted: {unfit}")
            continue
        keep(pages, wanted.into, path.stem)
        print(f"{path.name[:60]:60} {' '.join(f'{page.changed:.3%}' for page in pages)}")


def keep(pages: Sequence[Page], folder: Path, name: str) -> None:
    """Writes the pages as pictures, before and after, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, 1):
        for when, picture in (("before", page.before), ("after", page.after)):
            if picture is not None:
                picture.save(folder / f"{name}-{number}-{when}.png")


def compared(data: bytes, office: Office, *, prompts: bool) -> Iterator[Page]:
    """The pages of a form without controls, beside those of the same form adopted by its own proposal."""
    theirs, _ = plain(data, prompts=False)
    proposal = propose(theirs, "form")
    decided = tuple(replace(one, named=replace(one.named, ties=())) for one in proposal.slots)
    mapped = written(replace(proposal, slots=decided), theirs, "form")
    ours = adopted(theirs, *read_map(mapped, theirs), prompts=prompts)
    for before, after in zip_longest(pictures(theirs, office), pictures(ours, office)):
        if before is None or after is None or before.size != after.size:
            yield Page(before, after, 1.0, None)
            continue
        seen = ImageChops.difference(before, after).point(lambda grey: 255 if grey > _SEEN else 0)
        yield Page(before, after, seen.histogram()[255] / (seen.width * seen.height), seen.getbbox())


def pictures(document: bytes, office: Office) -> list[Image.Image]:
    """The pages of a document as LibreOffice sets them, in grey."""
    pdf = pypdfium2.PdfDocument(office.convert(document, ".docx", ".pdf", {}))
    return [page.render(scale=_SCALE).to_pil().convert("L") for page in pdf]


if __name__ == "__main__":
    main()
