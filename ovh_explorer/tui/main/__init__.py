"""The main screen: it wires the panes, and is the only place that handles their messages."""
