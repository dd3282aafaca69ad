"""Files as the commands take and leave them: read within limits, written whole or not at all."""

import os
import secrets
from pathlib import Path

from service.errors import Refused
from service.word.limits import LIMITS


def read_file(path: Path) -> bytes:
    """The file's bytes, and no more of a huge one than shows that it is too large.

    Raises Refused (`no-file`, `folder`, `cannot-open`).
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise Refused(
                "no-file", "This is no file but a device or a pipe. Save the document to a file first."
            )
        with path.open("rb") as file:
            return file.read(LIMITS.upload + 1)
    except FileNotFoundError:
        raise Refused("no-file", "There is no such file. Check its name and folder.") from None
    except IsADirectoryError:
        raise Refused("folder", "This is a folder. Name the files in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("cannot-open", f"The file cannot be opened: {reason}.") from None


def write_whole(path: Path, data: bytes) -> None:
    """Writes the file so that at its name there is either all of it or what was there before. Raises OSError."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():  # a device, or a folder, which refuses by itself
        target.write_bytes(data)
        return
    draft = target.with_name(
        f".{secrets.token_hex(12)}.tmp"
    )  # the target's own name may be as long as names can be
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
