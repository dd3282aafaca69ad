"""The header of a form as fields of a page, and the page that changes it while a form is out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from flask import request

from schemas.edition import Slot
from schemas.record import Record
from service.errors import Unfit
from service.pages.audits import pages
from service.pages.deciding import decide
from service.pages.decisions import CHANGE_HEADER
from service.pages.page import the_work
from service.roles import May
from service.word.form import Form
from service.workflow.change_header import change_header
from service.workflow.look import Whole, look_at
from service.workflow.send_out import header_slots
from service.workflow.typed_in import header_texts, header_typed


@dataclass(slots=True)
class Fields:
    """The fields of a form's header, and what was typed into them: `texts` by their tags.

    `stands` is the header that is changed by them, if one is; `there` are audits of the same case, to look at first,
    and `looked_at` says of which a page has told.
    """

    form: Form
    texts: dict[str, str]
    remarks: Sequence[tuple[str, str]] = ()
    stands: Record | None = None
    there: Sequence[str] = ()
    looked_at: str = ""

    @property
    def slots(self) -> list[Slot]:
        """What can be typed."""
        return header_slots(self.form)

    @property
    def groups(self) -> list[tuple[str, list[Slot]]]:
        """What can be typed, by the heading of the form that it stands under."""
        return [(heading, list(found)) for heading, found in groupby(self.slots, lambda slot: slot.heading)]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(slot.tag for slot in self.slots)

    def header(self) -> object:
        """The header that was typed, in JSON.

        Raises Unfit. What was read otherwise than it is spelled the fields hold then as it was read, and `remarks`
        say so, for whoever typed it to look at and send again.
        """
        record, remarks = header_typed(self.form, self.texts, the_work().today(), self.stands)
        if remarks:
            self.texts = header_texts(self.form, record)
            self.remarks = [(slot.title, said) for slot, said in remarks]
        return self.form.schema.to_json(record)


def typed_fields(form: Form) -> Fields:
    """The fields of a form's header as they were sent."""
    return Fields(form, {slot.tag: request.form.get(slot.tag, "") for slot in header_slots(form)})


@pages.page("/audits/<reference>/header", May.SEND_OUT, methods=("GET", "POST"))
def change_header_of_audit(reference: str) -> Any:  # noqa: ANN401 -- a page or a redirection
    """Changes the header that an audit was sent out with."""
    work = the_work()
    audit = look_at(work, reference).audit
    form = work.form(audit.sent_edition or audit.edition)
    fields = typed_fields(form)
    fields.stands = form.schema.from_json(audit.sent or {})[0]

    def act(seen: int) -> None:
        header = fields.header()
        if fields.remarks:
            raise Unfit(())
        change_header(work, reference, header, seen=seen)

    def more(now: Whole) -> dict[str, Any]:
        stands = header_texts(form, form.schema.from_json(now.audit.sent or {})[0])
        if request.method == "GET":
            fields.texts = stands
        return {"fields": fields, "stands": stands}

    decision = replace(CHANGE_HEADER, fields=fields.names)
    return decide(decision, reference, act, more, "decide/header.html")
