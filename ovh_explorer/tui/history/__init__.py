"""The history, favourites, and comparing responses."""
