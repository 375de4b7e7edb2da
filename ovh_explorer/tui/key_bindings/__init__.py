"""The one table of keys: bindings, footer, help and documentation are made from it."""

from ovh_explorer.tui.key_bindings.dialog_keys import DIALOG_KEYS
from ovh_explorer.tui.key_bindings.key import Key, Where
from ovh_explorer.tui.key_bindings.lookup import (
    KEYS,
    FooterKey,
    bindings,
    bindings_in_fields,
    footer_keys,
    help_sections,
    key_in_fields,
    only_moves,
)
from ovh_explorer.tui.key_bindings.names import (
    KEY_NAMES,
    key_named,
    names_of_keys,
    written_keys,
)

__all__ = [
    "DIALOG_KEYS",
    "KEYS",
    "KEY_NAMES",
    "FooterKey",
    "Key",
    "Where",
    "bindings",
    "bindings_in_fields",
    "footer_keys",
    "help_sections",
    "key_in_fields",
    "key_named",
    "names_of_keys",
    "only_moves",
    "written_keys",
]
