"""The web application: the API for programs, a page that says what works, and how the service is."""

import os
from http import HTTPStatus

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from service.api.mount import is_api, mount, refused_request, unexpected
from service.config import read_config
from service.wiring import Wired, find_parts

_REFUSALS = {
    HTTPStatus.NOT_FOUND: (
        "Page not found",
        "There is nothing at this address. Check that it is typed in full.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "Not possible here",
        "This page can be read, but nothing can be sent to it.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "Too large",
        "What was sent is larger than is taken. Nothing was kept.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something went wrong",
        "The service could not answer, and nothing was changed. Try again; if it goes on, tell who runs the service.",
    ),
}
"""What happened and what to do, by status. Any other refusal is told as the last."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(service: Wired | None = None) -> Flask:
    """The application of this service, or of one with the environment's settings."""
    service = service or find_parts(read_config(os.environ))
    app = Flask("service", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = service.config.upload
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.get("/")
    def home() -> str:
        return render_template("home.html")

    mount(app, service)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        if is_api(request.path):
            return refused_request(error)
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        title, message = _REFUSALS.get(status, _REFUSALS[HTTPStatus.INTERNAL_SERVER_ERROR])
        if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
            answer = jsonify(title=title, status=status, detail=message)
            answer.mimetype = "application/problem+json"  # RFC 9457
        else:
            answer = Response(render_template("error.html", title=title, message=message))
        answer.status_code = status
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        return unexpected(error)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_api(request.path):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return app
