"""Dialogs that know no feature."""
