"""The real processes between a local Slack and a local Zendesk while everything is killed, frozen, cut off and lost."""
