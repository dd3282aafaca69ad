"""Who may open which page: all of them, walked through as every role."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from service.roles import ALLOWED, Role
from tests.pages.visiting import Visitors

PREFIX = "pages."


def pages_of(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every page with each method that it takes."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(PREFIX):
            yield from ((rule, method) for method in (rule.methods or ()) if method in ("GET", "POST"))


def test_every_page_says_who_may_open_it(visitors: Visitors) -> None:
    views = visitors.app.view_functions
    walked = [rule.endpoint for rule, _ in pages_of(visitors.app)]
    assert len(walked) > 10
    assert all(hasattr(views[endpoint], "may") and hasattr(views[endpoint], "anybody") for endpoint in walked)


def test_nobody_opens_a_page_that_is_not_for_them(visitors: Visitors) -> None:
    for role in Role:
        visitor = visitors.of(role)
        for rule, method in pages_of(visitors.app):
            view: Any = visitors.app.view_functions[rule.endpoint]
            if view.anybody or rule.endpoint == "pages.entrance.go_out":
                continue
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            visitor.get("/password")
            status = (visitor.get(path) if method == "GET" else visitor.post(path)).status_code
            allowed = view.may is None or role in ALLOWED[view.may]
            assert (status == 403) is not allowed, f"{role} {method} {path}: {status}"


def test_without_a_sign_in_no_page_shows_anything(visitors: Visitors) -> None:
    visitors.of(Role.ADMINISTRATOR)
    for rule, method in pages_of(visitors.app):
        view: Any = visitors.app.view_functions[rule.endpoint]
        if not view.anybody:
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            stranger = visitors.anybody()
            stranger.get("/sign-in")
            answer = stranger.get(path) if method == "GET" else stranger.post(path)
            assert answer.status_code == (302 if method == "GET" else 401), f"{method} {path}"
