"""The document model and its formats: rich_text, mrkdwn, HTML, Markdown, plain text."""
