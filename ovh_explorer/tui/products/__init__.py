"""The products of a branch as a tree."""
