"""Who may do what: every route, for every role, held against the table; and what another team's audit looks like."""

from collections.abc import Iterator, Mapping
from io import BytesIO

import docx
import pytest
from werkzeug.routing import Rule

from service.roles import ALLOWED, NEED_A_TEAM, WHOLE_SERVICE, May, Role
from service.wiring import Wired
from service.work import Work
from service.workflow.receive import receive
from tests.api.conftest import PREFIX, Programs
from tests.workflow.auditing import a_record, completed, form_of, returned, sent_out

OPEN = {
    "/openapi.json",
    "/",
    "/assets/<any('swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'):name>",
}
"""The description of the API is for anybody."""

VALUES = {
    "reference": "AF-2026-000001-Q",
    "number": "999999",
    "key": "fostering",
    "token": "0000",
    "kind": "audits",
}


def routes(programs: Programs) -> Iterator[tuple[str, str, May]]:
    """Method, address and need of every route of the API."""
    app = programs.client.application
    for rule in app.url_map.iter_rules():
        path = rule.rule.removeprefix(PREFIX)
        if not rule.rule.startswith(PREFIX) or path in OPEN:
            continue
        may = getattr(app.view_functions[rule.endpoint], "may", None)
        assert may is not None, f"{rule.rule} says nothing of who may use it"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield method, address(rule), may


def address(rule: Rule) -> str:
    values = {name: VALUES[name] for name in rule.arguments}
    if "number" in values:
        values["number"] = int(values["number"])  # type: ignore[assignment]
    _, path = rule.build(values) or ("", "")
    return path.removeprefix(PREFIX)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_let_through_just_where_the_table_says(programs: Programs, role: Role) -> None:
    program = programs.of(role)
    scoped = role in NEED_A_TEAM
    wrong = []
    for method, path, may in routes(programs):
        allowed = role in ALLOWED[may] and not (scoped and may in WHOLE_SERVICE)
        answer = program.call(method, path, json=None if method == "GET" else {})
        refused = answer.status_code == 403
        if refused is allowed:
            wrong.append((method, path, answer.status_code, allowed))
    assert not wrong


def test_every_route_wants_a_token(programs: Programs) -> None:
    for method, path, _ in routes(programs):
        answer = programs.client.open(PREFIX + path, method=method)
        assert answer.status_code == 401, path
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.get_json()["code"] == "no-token"


def test_every_role_is_in_the_table_and_none_may_do_nothing() -> None:
    assert set(ALLOWED) == set(May)
    assert set().union(*ALLOWED.values()) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_another_teams_audit_is_answered_as_one_that_does_not_exist(
    programs: Programs, work: Work, role: Role
) -> None:
    record = a_record(form_of(work))
    record["audit"]["team"] = "Lantern"
    theirs = returned(work, record).reference
    program = programs.of(role, "Harbour")
    mine = []
    for method, path, may in routes(programs):
        if VALUES["reference"] not in path or role not in ALLOWED[may]:
            continue
        body: dict[str, object] = {"reason": "x", "details": "x", "reference": theirs, "team": None}
        body |= {"header": {"subject": {"record_id": "C-1"}}, "problems": [1]}
        body |= {"tag": "overall.rationale", "corrections": [{"tag": "overall.rationale", "value": "x"}]}
        query = "?before=1&now=1" if path.endswith("differences") else ""
        answers = [
            program.call(
                method,
                path.replace(VALUES["reference"], reference) + query,
                json=None if method == "GET" else fitting(path, body),
            )
            for reference in (theirs, "AF-2026-999999-9")
        ]
        mine.append(path)
        assert [one.status_code for one in answers] == [404, 404], (method, path, answers[0].text)
        assert answers[0].get_json() == answers[1].get_json()
    assert mine


def fitting(path: str, body: Mapping[str, object]) -> dict[str, object]:
    """Of a body, what the route takes."""
    wanted = {
        "corrections": ("corrections", "reason"),
        "restrictions": ("tag", "reason"),
        "escalations": ("details",),
        "attach": ("reference",),
        "override": ("reason",),
        "resolve": ("problems",) if path.endswith("/problems/resolve") else (),
        "decline": ("reason",),
        "reopen": ("reason",),
        "open": ("reason",) if "/escalations/" in path else (),
        "detach": ("reason",),
        "hand-over": ("reason", "team"),
        "header": ("header",),
        "withdraw": ("reason",),
        "do-not-file": ("reason",),
    }
    return {name: body[name] for name in wanted.get(path.rpartition("/")[2], ())}


def test_lists_and_exports_hold_only_the_teams_own(programs: Programs, work: Work) -> None:
    record = a_record(form_of(work))
    record["audit"]["team"] = "Lantern"
    returned(work, record)
    other = a_record(form_of(work), 2)
    other["audit"]["team"] = "Harbour"
    mine = returned(work, other).reference
    program = programs.of(Role.ADMINISTRATOR, "Harbour")
    assert [one["reference"] for one in program.get("/audits").get_json()["audits"]] == [mine]
    assert program.get("/audits").get_json()["total"] == 1
    lines = program.get("/export/audits").text.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [mine]


def test_an_administrator_of_a_team_lets_nobody_in(programs: Programs) -> None:
    program = programs.of(Role.ADMINISTRATOR, "Harbour")
    body = {"name": "Perpetua Vole", "email": "p@example.org", "roles": ["administrator"]}
    assert program.post("/people", body).status_code == 403


class TestAViewer:
    """A viewer reads grades, dates, choices and ticks, and no free text."""

    def texts(self, service: Wired, programs: Programs) -> str:
        work = service.work()
        record = a_record(form_of(work))
        record["audit"]["team"] = "Harbour"
        reference = returned(work, record).reference
        viewer = programs.of(Role.VIEWER)
        paths = (f"/audits/{reference}", "/audits", f"/audits/{reference}/history", "/actions")
        return "".join(viewer.get(path).text for path in paths)

    def said(self, service: Wired) -> list[str]:
        record = a_record(form_of(service.work()))
        return [
            record["overall"]["rationale"][:40],
            record["audit"]["auditor"],
            record["actions"][0]["what"][:30],
        ]

    def test_reads_no_free_text(self, service: Wired, programs: Programs) -> None:
        shown = self.texts(service, programs)
        assert not [text for text in self.said(service) if text in shown]
        assert '"grade":' in shown

    def test_reads_no_heading_that_somebody_typed_into_a_copy(
        self, service: Wired, programs: Programs
    ) -> None:
        work = service.work()
        record = a_record(form_of(work))
        record["audit"]["team"] = "Harbour"
        document = docx.Document(BytesIO(completed(form_of(work), sent_out(work, record), record)))
        document.add_heading("Notes about Alfie Brown")
        document.add_paragraph("He is well.")
        kept = BytesIO()
        document.save(kept)
        reference = receive(work, kept.getvalue(), "x.docx").reference
        assert "Alfie Brown" in programs.of(Role.HEAD_OF_QA).get(f"/audits/{reference}").text
        assert "Alfie Brown" not in programs.of(Role.VIEWER).get(f"/audits/{reference}").text

    def test_reads_what_is_no_free_text(self, service: Wired, programs: Programs) -> None:
        self.texts(service, programs)
        (audit,) = programs.of(Role.VIEWER).get("/audits").get_json()["audits"]
        record = programs.of(Role.VIEWER).get(f"/audits/{audit['reference']}").get_json()["record"]
        assert record["overall"]["grade"] == a_record(form_of(service.work()))["overall"]["grade"]
        assert record["subject"]["record_id"] == audit["record_id"]

    def test_finds_nobody_by_name(self, service: Wired, programs: Programs) -> None:
        self.texts(service, programs)
        auditor = a_record(form_of(service.work()))["audit"]["auditor"]
        asked = programs.of(Role.VIEWER).get("/audits", query_string={"auditor": auditor})
        assert (asked.status_code, asked.get_json()["code"]) == (403, "not-allowed")
        found = programs.of(Role.AUDITOR).get("/audits", query_string={"auditor": auditor.upper()})
        assert found.get_json()["total"] == 1
        other = programs.of(Role.AUDITOR).get("/audits", query_string={"auditor": f"{auditor} the other"})
        assert other.get_json()["total"] == 0

    def test_gets_no_document(self, programs: Programs) -> None:
        for path in ("form", "revisions/1/document", "finished/1/docx", "finished/1/pdf"):
            assert programs.of(Role.VIEWER).get(f"/audits/AF-2026-000001-Q/{path}").status_code == 403
