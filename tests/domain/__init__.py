"""Tests of what the helpdesk decides; nothing here speaks to a store, a server or a clock."""
