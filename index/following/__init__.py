"""Sources that are followed: what was added once stays current, and it is known what changed."""
