"""The sandbox's page: a Slack channel and a Zendesk agent desk side by side, without any build step."""
