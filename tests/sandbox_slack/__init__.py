"""The local Slack, driven by the real slack_sdk and heard by a small app that checks every signature."""
