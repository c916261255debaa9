"""The wings under the limits that Slack and Zendesk enforce, with minutes that are shorter than a minute."""
