"""Pictures that README and the help show: made by the tests, and held against the pages at every run.

AUDIT_FORMS_KEEP_PICTURES=1 (`make screens`) takes them anew.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from tests.modules import ROOT

README, HELP = ROOT / "docs" / "pages", ROOT / "service" / "static" / "help"
_COLOURS, _SMALL = 200, (320, 400)
_MOST = 12.0
"""Of 255: how much two pictures may differ in the mean, since every machine draws letters in its own way."""


def hold(taken: Path, name: str, folder: Path = README) -> None:
    """Holds a picture against the one that is shown, or puts it there where that was asked for."""
    kept = folder / f"{name}.png"
    with Image.open(taken) as picture:
        drawn = picture.convert("RGB")
    if os.environ.get("AUDIT_FORMS_KEEP_PICTURES"):
        folder.mkdir(parents=True, exist_ok=True)
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
