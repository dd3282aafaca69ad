"""An OpenID provider for tests, over real HTTP: discovery, keys, authorisation and tokens, with faults to order."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from waitress.server import create_server

CLIENT, SECRET = "audit-forms", "s3cret-of-the-client"
WREN = {
    "sub": "wren-1",
    "name": "Wren Alder",
    "email": "wren@example.org",
    "email_verified": True,
    "groups": ["g-office"],
}


@cache
def signing_key(name: str) -> RSAKey:
    """A key of a name; making one takes a while."""
    return RSAKey.generate_key(2048, {"kid": name})


@cache
def _another_key() -> RSAKey:
    """A key that says that it is the provider's first, and is not."""
    return RSAKey.generate_key(2048, {"kid": "first"})


@dataclass
class Provider:
    """A provider that signs everybody in as `who`. `fault` names what it does wrong; `asked` is what it was asked."""

    issuer: str = ""
    who: dict[str, Any] = field(default_factory=lambda: dict(WREN))
    fault: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: signing_key("first"))
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def rotate(self) -> None:
        """Signs with another key from now on, as providers do every few weeks."""
        self.key = signing_key("second")

    def app(self) -> Flask:
        """The provider as an application."""
        app = Flask("openid-provider")
        app.add_url_rule("/.well-known/openid-configuration", view_func=self._discovery)
        app.add_url_rule("/keys", view_func=self._keys)
        app.add_url_rule("/authorize", view_func=self._authorize)
        app.add_url_rule("/token", view_func=self._token, methods=["POST"])
        return app

    def _discovery(self) -> Any:
        if self.fault == "away":
            return Response("away", 503)
        return jsonify(
            issuer="https://elsewhere.example" if self.fault == "discovery" else self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/keys",
            response_types_supported=["code"],
            id_token_signing_alg_values_supported=["RS256", "HS256", "none"],
            token_endpoint_auth_methods_supported=["client_secret_basic"],
        )

    def _keys(self) -> Any:
        return jsonify(keys=[self.key.as_dict(private=False) | {"use": "sig"}])

    def _authorize(self) -> Any:
        asked = request.args.to_dict()
        self.asked.append(asked)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        back = {"state": asked["state"]}
        if self.fault == "denied":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self._codes[back["code"]] = asked
        if self.fault == "mixed up":
            back["iss"] = "https://elsewhere.example"
        return redirect(f"{asked['redirect_uri']}?{urlencode(back)}")

    def _token(self) -> Any:
        asked = self._codes.pop(request.form["code"], None)
        basic = request.authorization
        right = basic is not None and (basic.username, basic.password) == (CLIENT, SECRET)
        proof = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        proven = asked is not None and asked["code_challenge"] == _base64(proof)
        if asked is None or not (right and proven) or asked["redirect_uri"] != request.form["redirect_uri"]:
            return jsonify(error="invalid_grant"), 400
        if self.fault == "token away":
            return Response("away", 503)
        said = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300}
        if self.fault != "no token":
            said["id_token"] = self._id_token(asked["nonce"])
        return jsonify(said)

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.who,
        }
        changed: dict[str, dict[str, Any]] = {
            "issuer": {"iss": "https://elsewhere.example"},
            "audience": {"aud": "another-client"},
            "audience with our name as the party": {"aud": "another-client", "azp": CLIENT},
            "nonce": {"nonce": "another"},
            "old": {"iat": now - 9_000, "exp": now - 8_000},
        }
        claims |= changed.get(self.fault, {})
        if self.fault == "no nonce":
            del claims["nonce"]
        if self.fault == "unsigned":
            return ".".join((_json({"alg": "none"}), _json(claims), ""))
        key = self.key
        if self.fault == "signature":
            key = _another_key()
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


@contextmanager
def providing() -> Generator[Provider]:
    """A provider on a port of this machine."""
    provider = Provider()
    server = create_server(provider.app(), host="127.0.0.1", port=0, threads=4)
    provider.issuer = f"http://127.0.0.1:{server.effective_port}"
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.close()
        thread.join(timeout=10)


def _json(said: dict[str, Any]) -> str:
    return _base64(json.dumps(said).encode())


def _base64(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()
