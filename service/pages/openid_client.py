"""Speaks with the OpenID provider: code flow with PKCE, state and nonce; what it says is believed only if proven."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, request, session
from joserfc.errors import JoseError
from requests import RequestException

from service.provider import Provider
from service.workflow.sign_in_by_provider import Vouched

_NAME = "openid"
_STATES = f"_state_{_NAME}_"
_MOST_STATES = 3
"""Sign-ins that may be under way in one browser: each takes room in its cookie."""
_SECONDS = 10
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the provider can make. Never none, nor one with a secret that others have too."""


class NotVouched(Exception):
    """Nobody was vouched for. The message is for a person, `why` for the log; `away`: it may help to try again."""

    def __init__(self, message: str, why: str, *, away: bool = False) -> None:
        super().__init__(message)
        self.why = why
        self.away = away


@dataclass(frozen=True, slots=True)
class Ended:
    """What a sign-in with the provider ended with, and what was kept when it began."""

    said: Vouched
    to: str
    code: str


class OpenIdClient:
    """This service as a client of its provider."""

    def __init__(self, app: Flask, provider: Provider) -> None:
        self._provider = provider
        self._app = OAuth(app).register(
            _NAME,
            client_id=provider.client_id,
            client_secret=provider.secret,
            server_metadata_url=provider.discovery,
            client_kwargs={
                "scope": " ".join(provider.scopes),
                "code_challenge_method": "S256",
                "default_timeout": _SECONDS,
            },
        )

    def begin(self, back: str, *, to: str = "", code: str = "") -> str:
        """The address of the provider to go to. `back` is where it leads back to. Raises NotVouched."""
        self._metadata()
        begun = self._app.create_authorization_url(back)
        under_way = sorted(
            (name for name in session if name.startswith(_STATES)), key=lambda name: session[name]["exp"]
        )
        for name in under_way[: -_MOST_STATES + 1]:
            session.pop(name)
        self._app.save_authorize_data(redirect_uri=back, to=to, code=code, **begun)
        return str(begun["url"])

    def end(self) -> Ended:
        """What the provider says of who was led back from it, in this request. Raises NotVouched."""
        name, state = self._provider.name, request.args.get("state", "")
        kept = self._app.framework.get_state_data(session, state)
        if kept is None:
            raise NotVouched(
                "This sign-in was not begun in this browser, or was begun more than an hour ago. Begin again.",
                "unknown state",
            )
        if "error" in request.args:
            self._app.framework.clear_state_data(session, state)
            raise NotVouched(f"{name} did not let you in, or you stopped there.", "the provider refused")
        claims = self._claims()
        return Ended(self._vouched(claims), kept["to"], kept["code"])

    def _metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself, read once. Raises NotVouched where it is away or is another one."""
        name = self._provider.name
        try:
            said: dict[str, Any] = self._app.load_server_metadata()
        except (RequestException, ValueError, TypeError) as error:
            raise NotVouched(
                f"{name} cannot be reached at the moment. Try again in a moment.",
                type(error).__name__,
                away=True,
            ) from None
        missing = [one for one in _NEEDED if not said.get(one)]
        if missing or said["issuer"].rstrip("/") != self._provider.issuer.rstrip("/"):
            self._app.server_metadata = {}  # it is asked anew, for it may have been mended
            raise NotVouched(
                f"{name} says that it is another provider than the one that is set here. Nobody was signed in. "
                "Tell whoever runs this service.",
                "the discovery document is incomplete"
                if missing
                else "the discovery document has another issuer",
            )
        signed_with = said.get("id_token_signing_alg_values_supported", ["RS256"])
        said["id_token_signing_alg_values_supported"] = [one for one in signed_with if one in _SIGNED_WITH]
        return said

    def _claims(self) -> Mapping[str, Any]:
        """What the provider's token claims, once it is proven. Raises NotVouched."""
        name, issuer = self._provider.name, self._metadata()["issuer"]
        if request.args.get("iss", issuer) != issuer:  # RFC 9207
            raise _not_believed(name, "another issuer answered")
        wanted = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
        }
        try:
            token = self._app.authorize_access_token(claims_options=wanted)
        except JoseError as error:
            raise _not_believed(name, f"{error.error}: {error.description}") from None
        except OAuthError as error:
            raise NotVouched(
                f"{name} did not confirm that you signed in. Begin again.", f"token: {error.error}"
            ) from None
        except (RequestException, ValueError) as error:
            raise NotVouched(
                f"{name} could not be asked who you are. Begin again in a moment.",
                type(error).__name__,
                away=True,
            ) from None
        claims: Mapping[str, Any] | None = token.get("userinfo")
        if claims is None:
            raise _not_believed(name, "no ID token came")
        return claims

    def _vouched(self, claims: Mapping[str, Any]) -> Vouched:
        """What the claims say of somebody. Raises NotVouched where their groups give nothing to come in with."""
        provider = self._provider
        given, wrong = provider.given(self._groups(claims))
        if wrong:
            raise NotVouched(f"{wrong} Ask an administrator of this service.", "groups")
        email = claims.get(provider.email_claim)
        verified = provider.email_claim == "email" and claims.get("email_verified") in (True, "true")
        return Vouched(
            subject=f"{claims['iss']} {claims['sub']}",
            email=email if isinstance(email, str) else "",
            name=str(claims.get("name") or ""),
            sure=verified or provider.trust_email,
            roles=given.roles if given else None,
            team=given.team if given else None,
        )

    def _groups(self, claims: Mapping[str, Any]) -> Collection[str]:
        """Somebody's groups. Raises NotVouched where there are so many that the provider left them out."""
        name = self._provider.groups_claim
        said = claims.get(name)
        if self._provider.groups is not None and said is None and name in claims.get("_claim_names", ()):
            raise NotVouched(
                "You belong to more groups than the provider tells of. Tell whoever runs this service: it helps to "
                "send only the groups that are assigned to this application, or roles of the application.",
                "groups left out",
            )
        return [said] if isinstance(said, str) else [str(one) for one in said or ()]


def _not_believed(name: str, why: str) -> NotVouched:
    return NotVouched(
        f"What {name} says of you cannot be believed. Nobody was signed in. Begin again; if it goes on, tell whoever "
        "runs this service, and give the reference below.",
        why,
    )
