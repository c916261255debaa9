"""What people read in Slack: a Fluent file for each language (https://projectfluent.org), and how it is said."""
