"""How often one client may ask: so many requests a minute of each process, whoever asks."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


def limit_rate(app: Flask, a_minute: int) -> None:
    """Refuses a client's requests beyond so many a minute, with Retry-After."""
    limiter = Limiter(
        _client,
        app=app,
        default_limits=[f"{a_minute} per minute"],
        headers_enabled=True,
        storage_uri="memory://",
    )
    for name in ("health.alive", "health.ready", "health.metrics"):
        limiter.exempt(app.view_functions[name])


def _client() -> str:
    """By the public part of the token, so that clients behind one proxy are told apart; else by the address."""
    _, _, token = request.headers.get("Authorization", "").partition(" ")
    public, _, _ = token.removeprefix("af_").partition("_")
    return public[:16] or get_remote_address()
