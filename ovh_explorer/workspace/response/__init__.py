"""Reads responses of any size: format, index, search, filter, compare."""
