"""The page to read and try the API: Swagger UI, served from this machine alone."""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, make_response, render_template, send_from_directory

page = Blueprint("described", __name__, url_prefix="/api/v1", template_folder="templates")

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Swagger UI sets styles on its elements as it goes; scripts come from here only."""


@page.get("/")
def read_and_try() -> Response:
    """The page itself."""
    response = make_response(render_template("api.html"))
    response.headers["Content-Security-Policy"] = _CSP
    return response


@page.get("/assets/<any('swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'):name>")
def asset(name: str) -> Response:
    """One of the files that the page is made of."""
    return send_from_directory(_dist(), name)


def _dist() -> Path:
    return Path(flask_swagger_ui.__file__).with_name("dist")
