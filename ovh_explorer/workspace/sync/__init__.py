"""Keeps the catalog up to date."""
