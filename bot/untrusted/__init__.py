"""What of texts by others may be shown and handed to a model."""
