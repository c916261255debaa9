"""A local Slack and a local Zendesk with their page, for the demo and the tests. They know nothing of the product."""
