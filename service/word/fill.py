"""A form filled for an audit: composed, its controls set, its identity stamped."""

from schemas.record import Record
from service.word.bytree import fill_trees
from service.word.compose import composer_of, context_of
from service.word.cut import stencil_of
from service.word.finish import finish, without_revision_ids
from service.word.form import Form
from service.word.markup import serialised
from service.word.pack import rewrite
from service.word.paging import break_rows
from service.word.rows import with_ids
from service.word.said import Said
from service.word.stamp import stamp


def fill(form: Form, record: Record, *, final: bool = False) -> bytes:
    """The form's .docx saying what the record says; `final` makes the finished document.

    `record` is typed and canonical, as the form's schema gives it. The same form and record give the same
    bytes. Raises Unfit, naming every fault, where an answer has no place in the form composed for this
    case, or could not be told from an unanswered slot.
    """
    said = Said(form, record)
    changed = None if final else _poured(form, said)
    if changed is None:
        changed = stories_by_tree(form, said, final=final)
    stamp(form, said.reference, changed)
    if final:
        finish(form, said.reference, changed)
    return rewrite(form.package, changed)


def stories_by_tree(form: Form, said: Said, *, final: bool) -> dict[str, bytes]:
    """The form's stories by part name, each composed into a tree, filled and serialised: any form, any record."""
    composer = composer_of(form)
    trees = composer.compose(context_of(form, said.printed(), finished=final))
    said.check_placed(fill_trees(form, said, trees, final=final))
    with_ids(trees.values(), composer.ids)
    if final:
        without_revision_ids(trees.values())
        for root in trees.values():
            break_rows(root)
    return {name: serialised(root) for name, root in trees.items()}


def _poured(form: Form, said: Said) -> dict[str, bytes] | None:
    """The same stories poured through the form's stencil; None where it has none that serves this record."""
    stencil = stencil_of(form)
    return stencil.pour(said) if stencil is not None else None
