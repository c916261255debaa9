"""The address at which Slack makes an app from a manifest."""

import json
from typing import Any
from urllib.parse import quote

APPS = "https://api.slack.com/apps"
_MOST = 8000
"""Characters of an address that browsers and servers take everywhere."""


def app_link(manifest: dict[str, Any]) -> str:
    """With the manifest in it where it fits; else the page to paste it at.

    https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests
    """
    link = f"{APPS}?new_app=1&manifest_json={quote(compact(manifest), safe='')}"
    return link if len(link) <= _MOST else f"{APPS}?new_app=1"


def compact(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, separators=(",", ":"))
