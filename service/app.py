"""The web application: pages for people, the API for programs, and how the service is."""

import os
from http import HTTPStatus
from typing import Any

from flask import Flask, Request, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser
from werkzeug.middleware.proxy_fix import ProxyFix

from service.api.mount import is_api, mount, told
from service.config import read_config
from service.pages import mount as pages
from service.pages import refusals
from service.wiring import Wired, find_parts


class _NamedParts(FormDataParser):
    """Reads what is sent with a form, of which each part has a name: nothing that asks by name expects another."""

    def parse(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 -- as werkzeug has it
        """What was sent. Raises BadRequest where a part has no name."""
        rest, fields, files = super().parse(*given, **named)
        if None in fields or None in files:
            for same_name in files.listvalues():
                for file in same_name:
                    file.close()
            raise BadRequest
        return rest, fields, files


class _Request(Request):
    """A request that is taken only when all of it has come.

    A server that knows where a body ends says so, and what was announced is then no longer held against what came: a
    connection lost in the middle of a form would leave a form of fewer and shorter fields.
    """

    form_data_parser_class = _NamedParts

    def __init__(self, environ: dict[str, Any], *given: Any, **named: Any) -> None:  # noqa: ANN401 -- as werkzeug has it
        if environ.get("CONTENT_LENGTH") and not environ.get("HTTP_TRANSFER_ENCODING"):
            environ.pop("wsgi.input_terminated", None)
        super().__init__(environ, *given, **named)


_FOR_PROGRAMS = ("/healthz", "/readyz", "/metrics")
_STATIC = "/static/"


def create_app(service: Wired | None = None) -> Flask:
    """The application of this service, or of one with the environment's settings."""
    service = service or find_parts(read_config(os.environ))
    app = Flask("service", static_url_path="/static")
    if trusted := service.config.proxies:  # else anybody could say any address of their own
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    app.request_class = _Request
    app.config["MAX_CONTENT_LENGTH"] = service.config.upload
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    groups = mount(app, service)
    guard = pages.mount(app, service, is_page)
    for group in groups:
        guard.exempt(group)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        return told(error) if is_api(request.path) else refusals.told(error)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in pages.HEADERS.items():
            response.headers.setdefault(name, value)
        if service.config.https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.path.startswith(_STATIC) and response.status_code < HTTPStatus.BAD_REQUEST:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    return app


def is_page(path: str) -> bool:
    """Whether a path is one of the pages', which know browsers by a cookie."""
    return not is_api(path) and path not in _FOR_PROGRAMS and not path.startswith(_STATIC)
