"""Finds keys and tokens that their makers gave a shape: those of detect-secrets, and those it lacks.

Its rules for npm, OpenAI, JWT, Artifactory, Cloudant, IBM and SoftLayer are not taken: they take quadratic time on
hostile text, or mistake ordinary words. https://github.com/Yelp/detect-secrets
"""

import importlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.secret import Secret

_KEPT_BY_DETECT_SECRETS = {
    ("aws", "AWSKeyDetector"): Kind.API_KEY,
    ("azure_storage_key", "AzureStorageKeyDetector"): Kind.API_KEY,
    ("discord", "DiscordBotTokenDetector"): Kind.TOKEN,
    ("github_token", "GitHubTokenDetector"): Kind.TOKEN,
    ("gitlab_token", "GitLabTokenDetector"): Kind.TOKEN,
    ("mailchimp", "MailchimpDetector"): Kind.API_KEY,
    ("pypi_token", "PypiTokenDetector"): Kind.TOKEN,
    ("sendgrid", "SendGridDetector"): Kind.API_KEY,
    ("slack", "SlackDetector"): Kind.TOKEN,
    ("square_oauth", "SquareOAuthDetector"): Kind.API_KEY,
    ("stripe", "StripeDetector"): Kind.API_KEY,
    ("telegram_token", "TelegramBotTokenDetector"): Kind.TOKEN,
    ("twilio", "TwilioKeyDetector"): Kind.API_KEY,
}
_KEPT_HERE = {
    r"github_pat_\w{50,}": Kind.TOKEN,
    r"npm_[A-Za-z0-9]{36}": Kind.TOKEN,
    r"sk-[\w-]{20,}": Kind.API_KEY,  # OpenAI, Anthropic
    r"AIza[\w-]{35}": Kind.API_KEY,  # Google
    r"ya29\.[\w-]{20,}": Kind.TOKEN,  # Google
    r"GOCSPX-[\w-]{28}": Kind.API_KEY,  # Google
    r"xox[a-z](?:\.xox[a-z])?-[\w%-]{10,}": Kind.TOKEN,  # Slack
    r"xapp-\d-[\w-]{10,}": Kind.TOKEN,  # Slack
    r"[rs]k_test_[A-Za-z0-9]{16,}": Kind.API_KEY,  # Stripe
    r"whsec_[A-Za-z0-9+/=]{24,}": Kind.API_KEY,  # Stripe
    r"hf_[A-Za-z0-9]{30,}": Kind.TOKEN,  # Hugging Face
    r"do[opr]_v1_[a-f0-9]{64}": Kind.TOKEN,  # DigitalOcean
    r"shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}": Kind.TOKEN,  # Shopify
    r"ATATT3[\w=-]{50,}": Kind.TOKEN,  # Atlassian
    r"dapi[a-f0-9]{32}": Kind.TOKEN,  # Databricks
    r"hv[bs]\.[\w-]{24,}": Kind.TOKEN,  # HashiCorp Vault
    r"dckr_pat_[\w-]{20,}": Kind.TOKEN,  # Docker
    r"AKCp[A-Za-z0-9]{60,}": Kind.API_KEY,  # Artifactory
    r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}": Kind.API_KEY,  # Postman
    r"NRAK-[A-Z0-9]{27}": Kind.API_KEY,  # New Relic
    r"lin_api_[A-Za-z0-9]{40}": Kind.API_KEY,  # Linear
    r"sntrys_[\w+/=-]{40,}": Kind.TOKEN,  # Sentry
    r"[\w~.]{3}\dQ~[\w~.-]{31,34}": Kind.API_KEY,  # Microsoft Entra client secret
    r"AGE-SECRET-KEY-1[0-9A-Z]{58}": Kind.PRIVATE_KEY,
    r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}": Kind.TOKEN,  # JSON Web Token
    r"(?i:bearer) {1,2}([\w.~+/-]{16,}={0,2})": Kind.TOKEN,
    r"(?i:authorization[\"']?[ \t]?[:=][ \t]?[\"']?(?:basic|token|apikey) {1,2})([\w.~+/-]{8,}={0,2})": Kind.TOKEN,
}
_REST_OF_WORD = re.compile(r"[\w-]*", re.ASCII)
_SHORTEST_PART = 8


class _Rule(NamedTuple):
    shape: re.Pattern[str]
    kind: Kind


@cache
def _rules() -> tuple[_Rule, ...]:
    """Built at the first text: importing detect-secrets takes longer than masking."""
    kept_here = (_Rule(_at_word_start(shape, re.ASCII), kind) for shape, kind in _KEPT_HERE.items())
    kept_there = (
        _Rule(_at_word_start(shape.pattern, shape.flags), kind)
        for (module, detector), kind in _KEPT_BY_DETECT_SECRETS.items()
        for shape in getattr(importlib.import_module(f"detect_secrets.plugins.{module}"), detector).denylist
    )
    return (*kept_there, *kept_here)


def _at_word_start(shape: str, flags: int) -> re.Pattern[str]:
    """Inside a longer word or number the shape is chance."""
    return re.compile(rf"(?<![A-Za-z0-9])(?:{shape})", flags)


def tokens(text: str) -> Iterator[Secret]:
    for rule in _rules():
        covered = 0
        for found in rule.shape.finditer(text):
            part = 1 if rule.shape.groups and len(found[1] or "") >= _SHORTEST_PART else 0
            start, end = found.span(part)
            if start >= covered and _looks_random(found[part]):
                rest = _REST_OF_WORD.match(text, end)
                covered = rest.end() if rest else end
                yield Secret(start, covered, rule.kind)


def _looks_random(value: str) -> bool:
    """Whether it has a digit or capitals behind small letters, as words have not."""
    return any(character.isdigit() for character in value) or any(
        a.islower() and b.isupper() for a, b in pairwise(value)
    )
