"""The Slack wing: payloads in, Web API calls out, and every word people read in Slack."""
