"""Figures of questions, counted from the store and sent with a chart to who asked for them."""
