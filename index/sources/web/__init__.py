"""Articles from the web: fetched with good manners, told apart from what only looks like an article."""
