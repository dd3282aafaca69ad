"""The API held against its own description, by requests made up from it: no crash, nothing it does not describe."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.app import create_app
from service.roles import Role
from service.workflow.accept import accept
from service.workflow.finish import finish
from service.workflow.people import add_person, make_token
from tests.services import DATABASES, running
from tests.workflow.auditing import a_record, form_of, returned

EXAMPLES = int(os.environ.get("AUDIT_FORMS_EXAMPLES", "6"))
"""How many requests are made up for each route: `make faults` makes a hundred."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module", params=DATABASES)
def described(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description, of a service that holds an audit at each stage."""
    folder: Path = tmp_path_factory.mktemp("described")
    with running(request.param, folder) as service:
        work = service.work()
        person = add_person(work, "Wren Alder", "w@example.org", [Role.ADMINISTRATOR, Role.HEAD_OF_QA])
        token = make_token(work, person.id, "test")[1]
        form = form_of(work)
        returned(work, a_record(form, 1))
        reference = returned(work, a_record(form, 2)).reference
        accept(work, reference)
        finish(work, reference)
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(service))
        schema.config.update(headers={"Authorization": f"Bearer {token}"})
        yield schema


def test_every_answer_is_one_that_is_described(described: Any) -> None:
    tried = []
    wrong = []
    for found in described.get_all_operations():
        operation = found.ok()
        try:
            try_out(operation)
        except (FailureGroup, AssertionError) as failed:
            wrong.append(f"{operation.label}: {failed}"[:2_000])
        tried.append(operation.label)
    assert len(tried) > 50
    assert not wrong, "\n\n".join(wrong)


def try_out(operation: Any) -> None:
    """Makes requests up for one route, and holds the answers against the description."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    def run(case: Case[Any]) -> None:
        case.call_and_validate(checks=CHECKS)

    run()
