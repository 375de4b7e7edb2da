"""What there is to say of a set-up: versions, settings, endpoint, keys, catalog, files."""
