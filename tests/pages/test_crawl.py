"""Every page that links lead to, as every role: it is there and whole, and nothing that somebody typed is a script."""

import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest

from schemas.edition import Kind
from schemas.record import Record, items, put
from service.roles import Role
from service.wiring import Wired
from service.word.fill import fill
from service.word.form import Form
from service.workflow.people import add_team
from service.workflow.receive import receive
from service.workflow.sampled import sampled
from tests.pages.visiting import TEAM, Visitor, Visitors

MARK = "zq7"
"""What every hostile text holds: found unescaped in a page, it is a way in."""
HOSTILE = f"<script>{MARK}</script><img src=x onerror={MARK}>\"'><svg onload={MARK}>{{{{ {MARK} }}}}"
_LINKS = re.compile(r'(?:href|src)="([^"#][^"]*)"')
_UNESCAPED = re.compile(rf"<(?:script|img|svg)[^>]*{MARK}|<script>{MARK}|on\w+={MARK}[^&]*>")
_MOST = 250


def hostile(form: Form, seed: int) -> Record:
    """A record that says something hostile wherever it may say anything."""
    record = sampled(form, seed)
    by_tag = {slot.tag: slot for slot in form.slots}
    for tag, row, value in list(items(record)):
        free = by_tag[tag].kind in (Kind.TEXT, Kind.RICH_TEXT)
        if isinstance(value, str) and free and tag not in ("audit.reference", "subject.record_id"):
            put(record, tag, f"{value} {HOSTILE}", row)
    return record


@pytest.fixture
def filled(service: Wired) -> Visitors:
    """A service with a return of each form that says something hostile everywhere, its files and teams named so too."""
    visitors = Visitors(service)
    work = service.work()
    add_team(work, f"Team {HOSTILE}"[:190])
    for number, form in enumerate(work.catalogue.newest()):
        receive(work, fill(form, hostile(form, number)), f"{HOSTILE}.docx".replace("/", ""))
    return visitors


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.HEAD_OF_QA, Role.MANAGER, Role.VIEWER, Role.AUDITOR]
)
def test_every_link_leads_somewhere_and_nothing_typed_is_a_script(filled: Visitors, role: Role) -> None:
    visitor = filled.of(role)
    seen, left = {"/"}, deque(["/"])
    while left and len(seen) < _MOST:
        path = left.popleft()
        for link in checked(visitor, path):
            if link not in seen:
                seen.add(link)
                left.append(link)
    assert len(seen) > 3


def checked(visitor: Visitor, path: str) -> list[str]:
    """Looks at what stands at a path, and gives the links of this service in it."""
    answer = visitor.client.get(path, follow_redirects=True)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    if answer.mimetype != "text/html" or path.startswith("/api/"):
        return []
    page = answer.text
    assert _UNESCAPED.findall(page) == [], f"{path} lets a script through"
    assert len(re.findall(r"<h1[ >]", page)) == 1, f"{path} has not one h1"
    assert re.search(r"<title>\S.* – Audit Forms</title>", page), f"{path} has no title"
    assert '<html lang="en-GB"' in page
    assert " style=" not in page, f"{path} has an inline style, which the policy forbids"
    links = [urldefrag(unescape(link))[0] for link in _LINKS.findall(page)]
    here = [one for one in links if one.startswith(("/", "?"))]
    return [f"{urlsplit(path).path}{one}" if one.startswith("?") else one for one in here if fits(one)]


def fits(link: str) -> bool:
    """Whether a link is followed: not those of lists in every order, which are one page."""
    return not re.search(r"[?&](?:sort|page)=|^/(?:static|sign-out|sign-in)", link)


def test_the_crawl_would_find_what_is_not_escaped() -> None:
    assert _UNESCAPED.search(f"<td>{HOSTILE}</td>")
    assert TEAM not in HOSTILE
