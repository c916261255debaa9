"""An emoji-reaction helpdesk for Slack with Zendesk ticket sync."""
