"""Files of the pages' own: where they are, and those that are made of the settings."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, send_file, url_for

from service.work import Service


def asset(app: Flask) -> Callable[[str], str]:
    """The address of a file of the pages' own, new whenever the file is."""
    folder = Path(str(app.static_folder))

    def address(name: str) -> str:
        path = folder / name
        changed = int(path.stat().st_mtime) if path.exists() else 0
        return url_for("static", filename=name, v=f"{changed:x}")

    return address


def serve_brand(app: Flask, service: Service) -> None:
    """The council's colour and logo, as files of this service: pages hold no styles of their own."""

    @app.get("/brand.css")
    def brand_colour() -> Response:
        return Response(f":root {{ --brand: {service.config.colour}; }}\n", mimetype="text/css")

    @app.get("/logo")
    def logo() -> Response:
        if service.config.logo is None:
            return Response(status=404)
        return send_file(service.config.logo)
