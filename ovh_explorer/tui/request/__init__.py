"""The request pane: the form, its field editor, and what fills it."""
