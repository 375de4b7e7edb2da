"""What widgets draw, as data. No module here knows a widget."""
