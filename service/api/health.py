"""How the service is, for monitors and for Prometheus. None of it says anything about an audit."""

import os
import time
from typing import Any

from flask import Blueprint, Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client import REGISTRY as OWN

from service.api.routes import the_service
from service.errors import NotNow
from service.store.engine import DatabaseAway

pages = Blueprint("health", __name__)

REQUESTS = Counter("audit_forms_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("audit_forms_request_seconds", "Seconds a request took", ["method", "route"])

_TOO_LITTLE = 5_000_000
"""With fewer free bytes than that, hardly a return can be kept."""


@pages.get("/healthz")
def alive() -> dict[str, str]:
    """The process is there."""
    return {"status": "ok"}


@pages.get("/readyz")
def ready() -> Any:  # noqa: ANN401 -- a body with a status
    """The service can do its work: the database is there and at the version of this code."""
    service = the_service()
    try:
        service.store.need_current()
        forms = len(service.catalogue().forms)
    except NotNow as held:
        return {"status": "not ready", "why": held.message}, 503
    except DatabaseAway as away:
        return {"status": "not ready", "why": str(away)}, 503
    if (free := service.store.free()) is not None and free < _TOO_LITTLE:
        return {"status": "not ready", "why": "The disk that the database is on is full."}, 503
    return {"status": "ready", "forms": forms, "pdf": service.office is not None}


@pages.get("/metrics")
def metrics() -> Response:
    """Counts and durations by route, of all processes together."""
    registry = OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def measure(app: Flask) -> None:
    """Counts and times every request of an application by its route, never by its address."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(request.method, route, response.status_code).inc()
        SECONDS.labels(request.method, route).observe(
            time.perf_counter() - g.get("began", time.perf_counter())
        )
        return response
