"""The web application: for now one page that says what works, and a health check."""

import os

from flask import Flask, Response, render_template

from service.config import Config, read_config

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(config: Config | None = None) -> Flask:
    """The application with these settings, or with the environment's."""
    config = config or read_config(os.environ)
    app = Flask("service", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = config.upload
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.get("/")
    def home() -> str:
        return render_template("home.html")

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    return app
