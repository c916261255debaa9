"""Who is on duty, in Slack: how people ask, what they are told, and the sources that Slack itself is."""
