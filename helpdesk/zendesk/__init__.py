"""The Zendesk wing: webhooks in, API calls out, and every word agents read by us."""
