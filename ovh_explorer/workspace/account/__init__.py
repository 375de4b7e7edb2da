"""Whose keys these are, what they may do, and how to get others."""
