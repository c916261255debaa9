"""Tests of files on their way between Slack and Zendesk, over HTTP."""
