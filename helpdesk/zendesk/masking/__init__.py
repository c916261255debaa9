"""Masks secrets that people paste before their words leave for Zendesk; it keeps no secret and tells none."""
