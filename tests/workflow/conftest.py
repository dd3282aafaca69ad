"""What tests of the workflow share."""

from io import BytesIO

import docx
import pytest


@pytest.fixture
def letter() -> bytes:
    """A Word document that is no form."""
    made = docx.Document()
    made.add_paragraph("Dear Ms Lantern, thank you for the biscuits.")
    made.add_paragraph("Yours sincerely, Perpetua Vole")
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
