"""The pieces of the screen, one widget a module."""
