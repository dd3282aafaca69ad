"""Pictures of pages that the documents show: made by the tests, and held against the pages at every run.

AUDIT_FORMS_KEEP_PICTURES=1 (`make screens`) puts them into docs/pages anew.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from tests.modules import ROOT

KEPT = ROOT / "docs" / "pages"
_COLOURS, _SMALL = 64, (320, 400)
_MOST = 12.0
"""Of 255: how much two pictures may differ in the mean, since every machine draws letters in its own way."""


def hold(taken: Path, name: str) -> None:
    """Holds a picture of a page against the one in docs/pages, or puts it there where that was asked for."""
    kept = KEPT / f"{name}.png"
    with Image.open(taken) as picture:
        drawn = picture.convert("RGB")
    if os.environ.get("AUDIT_FORMS_KEEP_PICTURES"):
        KEPT.mkdir(parents=True, exist_ok=True)
        drawn.quantize(_COLOURS).save(kept, optimize=True)
        return
    assert kept.exists(), f"{kept.relative_to(ROOT)} is not there: run `make screens`"
    with Image.open(kept) as picture:
        before = picture.convert("RGB")
    assert difference(before, drawn) <= _MOST, (
        f"{kept.relative_to(ROOT)} is another page by now: run `make screens`"
    )


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ, 0 to 255, in the mean over the whole of both."""
    small = [picture.convert("L").resize(_SMALL) for picture in (one, other)]
    return float(ImageStat.Stat(ImageChops.difference(*small)).mean[0])
