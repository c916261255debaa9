"""Attending to places, with wings made of memory on a real store."""
