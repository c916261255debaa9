"""Tests of the Zendesk wing, against the sandbox's local Zendesk over HTTP."""
