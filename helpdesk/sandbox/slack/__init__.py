"""A local Slack to play in and to test against; it knows nothing of the product and keeps everything in memory."""
