"""How often one client may ask: so many requests a minute of each process, whoever asks."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


def limit_rate(app: Flask, a_minute: int) -> None:
    """Refuses the requests of one address beyond so many a minute, with Retry-After.

    By the address and not by the token: a token that is not true would be a new client each time.
    """
    limiter = Limiter(
        get_remote_address, app=app, default_limits=[f"{a_minute} per minute"], storage_uri="memory://"
    )
    for name in ("health.alive", "health.ready", "health.metrics"):
        limiter.exempt(app.view_functions[name])
