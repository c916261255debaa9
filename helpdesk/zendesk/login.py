"""The two ways into a Zendesk account, as values. This room never calls Zendesk and never shows a secret."""

from dataclasses import dataclass

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class OAuthLogin:
    """OAuth client credentials.

    https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
    """

    client_id: str
    client_secret: SecretStr


@dataclass(frozen=True, slots=True)
class TokenLogin:
    """An agent's e-mail address with an API token, accepted by Zendesk until 30 April 2027."""

    email: str
    token: SecretStr


ZendeskLogin = OAuthLogin | TokenLogin
