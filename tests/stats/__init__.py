"""Figures that people ask for: counted, drawn and sent."""
