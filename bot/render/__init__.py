"""Shows answers: on a terminal, as JSON, in Slack."""
