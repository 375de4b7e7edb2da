"""From words, links and responses to operations."""
