"""One audit with all that belongs to it, its history, and what differs between two of its returns."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from service.errors import Unknown
from service.lifecycle import Stage
from service.pages.audits import pages
from service.pages.decisions import open_decisions
from service.pages.history_words import happening, verb_said
from service.pages.numbers import whole_number
from service.pages.page import the_shown, the_work
from service.pages.problem_words import named_problems, problem_said
from service.pages.record import sections, title_of, value_said
from service.roles import May
from service.word.form import Form
from service.workflow.attach import belongings
from service.workflow.grading import said_of
from service.workflow.hand_over import team_it_names
from service.workflow.look import between, history_back, look_at, outcomes_of
from service.workflow.restrict import marked

_ENTRIES = 50


@pages.page("/audits/<reference>", May.SEE_AUDITS)
def show_audit(reference: str) -> str:
    """One audit."""
    work, shown = the_work(), the_shown()
    whole = look_at(work, reference)
    audit = shown.whole(whole)
    came = outcomes_of(work, reference)
    stray = audit["sent"] is None and audit["stage"] == Stage.IN_REVIEW and work.actor.may(May.REVIEW)
    marks = marked(whole.standing, whole.audit.restricted) if whole.standing else ()
    restricted = {(mark.tag, mark.record_row) for mark in marks if mark.same}
    record = audit["record"] or audit["sent"]
    problems = named_problems(whole, shown)
    return render_template(
        "audits/one.html",
        audit=said_of(work.catalogue, audit),
        form=whole.form,
        sections=sections(whole.form, record, shown.hides, restricted) if record else [],
        actions=[shown.action(one) for one in came.actions],
        finished=came.finished,
        filings=came.filings,
        destinations=work.config.destinations,
        belongs=belongings(work, reference) if stray else None,
        decisions=open_decisions(work.actor, audit),
        waiting=[one for one in audit["revisions"] if one["state"] == "proposed"],
        names_team=team_it_names(work, whole.audit) if shown.text else None,
        current=next((one["number"] for one in audit["revisions"] if one["state"] == "current"), None),
        title_of=lambda tag, row: title_of(whole.form.by_tag, tag, row),
        value_of=lambda tag, value: _value_of(whole.form, tag, value),
        was_said=lambda one: _was_said(whole.form, one),
        verb_said=verb_said,
        about=lambda path: problem_said(path, problems),
        reads_text=shown.text,
    )


@pages.page("/audits/<reference>/history", May.SEE_AUDITS)
def show_history(reference: str) -> str:
    """What was done with an audit and, where that is asked for, who has seen it; the newest entry first."""
    work, looks = the_work(), request.args.get("looks") == "yes"
    before = whole_number(request.args.get("before", ""))
    whole = look_at(work, reference)
    problems = named_problems(whole, the_shown())
    found = history_back(work, reference, looks=looks, before=before, limit=_ENTRIES + 1)
    more = len(found) > _ENTRIES
    return render_template(
        "audits/history.html",
        audit=the_shown().short(whole.audit),
        entries=[happening(one, whole.form, problems) for one in found[:_ENTRIES]],
        earlier=found[_ENTRIES - 1].number if more else None,
        newest=before is None,
        looks=looks,
    )


@pages.page("/audits/<reference>/differences", May.SEE_AUDITS)
def show_differences(reference: str) -> str:
    """What differs between two returns of an audit."""
    work, shown = the_work(), the_shown()
    whole = look_at(work, reference)
    numbers = [one.number for one in whole.revisions]
    before = request.args.get("before", numbers[0] if numbers else 0, type=int)
    now = request.args.get("now", numbers[-1] if numbers else 0, type=int)
    if numbers and not {before, now} <= set(numbers):
        raise Unknown
    found = between(work, reference, before, now) if numbers else []
    return render_template(
        "audits/differences.html",
        audit=shown.whole(whole),
        before=before,
        now=now,
        numbers=numbers,
        differences=shown.differences(found),
        reads_text=shown.text,
    )


def _value_of(form: Form, tag: str, value: object) -> str:
    """A value in words, be it of a question that this edition no longer asks."""
    if tag in form.by_tag:
        return value_said(form.by_tag[tag], value)
    return "" if value is None else str(value)


def _was_said(form: Form, correction: Mapping[str, Any]) -> str:
    """What a corrected answer said before; empty where it was not answered, and only its prompt stood there."""
    slot, said = form.by_tag.get(correction["tag"]), str(correction["said"] or "")
    prompt = slot is not None and said == slot.prompt
    return _value_of(form, correction["tag"], correction["was"]) or ("" if prompt else said)
