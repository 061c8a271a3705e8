"""What is known of languages: their function words, verbs, numerals, dates, and how words are stemmed and weighed."""
