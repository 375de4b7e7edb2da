"""Completion in shells: what TAB offers.

What is imported here is imported at each TAB: neither argparse nor dataclasses, whose import takes
as long as all the rest.
"""
