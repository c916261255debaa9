"""The Slack wing: payloads that come in, calls that go out, and every word people read."""
