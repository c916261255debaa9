"""What people read in Slack: a Fluent file for each language (https://projectfluent.org), and how it is said.

A new message stands in every file, a new language is one more file; a test compares them with what the code says.
"""
