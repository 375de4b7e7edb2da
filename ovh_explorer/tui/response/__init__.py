"""The response pane: one widget per tab."""
