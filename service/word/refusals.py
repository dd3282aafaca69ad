"""Every way a file can be refused: its stable code, and the sentence that says what to do."""

from service.errors import Refused

_RESAVE = "Open it in Word, save it as a Word document (.docx) and upload that."
_AGAIN = (
    "Upload it again from where it was saved; if that fails too, open it in Word, save it as a new Word "
    "document (.docx) and upload that."
)
_FORM = "Upload the completed form as Word saved it (.docx)."
_SMALLER = (
    "Open it in Word, take out large pictures and embedded files, save it as a new Word document (.docx) "
    "and upload that."
)
_UNPROTECTED = (
    "Open it in Word, take the protection off (File, Info, Protect Document), save it as a Word document "
    "(.docx) and upload that."
)

SENTENCES: dict[str, str] = {
    # not a Word document
    "empty": f"The file is empty: it may not have been fully copied or synchronised. {_AGAIN}",
    "not-a-zip": f"The file is not a Word document, whatever its name ends in. {_FORM}",
    "not-word": f"The file was made by another program and is not a Word document. {_FORM}",
    "old-word": f"The file is in Word's old format (.doc, before 2007). {_RESAVE}",
    "word-xml": f"The file is a Word document saved as XML (.xml). {_RESAVE}",
    "spreadsheet": f"The file is a spreadsheet and not a Word document. {_FORM}",
    "presentation": f"The file is a presentation and not a Word document. {_FORM}",
    "opendocument": (
        "The file is in OpenDocument format (.odt) and not a Word document. Open it in the program that made "
        "it, save it as a Word document (.docx) and upload that."
    ),
    "pages": (
        "The file is an Apple Pages document. Open it in Pages, export it as a Word document (.docx) and "
        "upload that."
    ),
    "pdf": f"The file is a PDF, whose answers cannot be read. {_FORM}",
    "html": f"The file is a web page. {_RESAVE}",
    "rtf": f"The file is in Rich Text Format (.rtf). {_RESAVE}",
    "outlook-message": "The file is an e-mail. Save the form (.docx) that is attached to it and upload that.",
    "image": f"The file is a picture, whose answers cannot be read. {_FORM}",
    "archive": "The file is an archive of files. Unpack it and upload the form (.docx) that is in it.",
    "plain-text": f"The file is plain text and not a Word document. {_FORM}",
    # a Word document that is not opened
    "password-protected": f"The file is protected by a password or a sensitivity label. {_UNPROTECTED}",
    "encrypted-zip": f"Parts of the file are protected by a password. {_UNPROTECTED}",
    "macros": (
        "The file holds macros, which a form never needs. Open it in Word, save it as a Word document "
        "without macros (.docx, not .docm) and upload that."
    ),
    # damaged
    "truncated": f"The file is cut off or damaged: its list of parts cannot be read. {_AGAIN}",
    "damaged": f"The file is damaged: what is in it is not what was saved. {_AGAIN}",
    "no-main-part": f"The file is built like a Word document, but there is no document in it. {_AGAIN}",
    "broken-xml": f"The file is damaged: a part of it cannot be read. {_AGAIN}",
    # more than any form holds, or built to harm
    "too-large": f"The file is larger than a form may be ({{limit}} MB). {_SMALLER}",
    "bomb": f"The file unpacks to far more than a form may hold. {_SMALLER}",
    "too-many-entries": f"The file is made of more parts than a form may have ({{limit}}). {_SMALLER}",
    "duplicate-names": f"The file holds two parts of one name, so it could be read in two ways. {_RESAVE}",
    "unsafe-names": f"The file holds a part whose name leads outside the file. {_RESAVE}",
    "unsupported-compression": f"The file is packed in a way that Word does not use. {_RESAVE}",
    "dtd": f"The file declares a document type (DTD), which no Word document does. {_RESAVE}",
    "too-deep": (
        "The file nests tables or boxes deeper than can be read. Open it in Word, take the content out of "
        "the nested tables, save it as a Word document (.docx) and upload that."
    ),
}
"""A code, once published, keeps its meaning. `{limit}` stands for the number that was passed."""


def refused(code: str, *, limit: int = 0) -> Refused:
    """The refusal of this code. Raises KeyError for a code that is not in `SENTENCES`."""
    return Refused(code, SENTENCES[code].format(limit=limit))
