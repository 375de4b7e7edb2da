"""What every start of the program pays, and tests pay once a process: the sheets of styles are
parsed once, what pytest and the tests hold is not looked through for garbage, and nothing waits
for keys that were pressed meanwhile.
"""

import gc
from typing import Any
from unittest import mock

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from ovh_explorer.tui.terminal.idle_gc import Garbage

__all__ = ["spare_each_start"]

# Rules by the text they were parsed from, for each set of colours that they were parsed with.
# Textual keeps them so too, each sheet for itself.
_parsed: dict[frozenset[tuple[str, str]], dict[tuple[Any, ...], list[RuleSet]]] = {}
_make, _set_variables = Stylesheet.__init__, Stylesheet.set_variables


def _make_sharing(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
    _make(sheet, variables=variables)
    _share(sheet, variables or {})


def _set_variables_sharing(sheet: Stylesheet, variables: dict[str, str]) -> None:
    # Textual clears what it has: not the others'.
    sheet._parse_cache = {}
    _set_variables(sheet, variables)
    _share(sheet, variables)


def _share(sheet: Stylesheet, variables: dict[str, str]) -> None:
    key = frozenset(variables.items())
    sheet._parse_cache = _parsed.setdefault(key, {})


def _nothing() -> None:
    pass


class _Unsettled(Garbage):
    """Leaves the garbage of a test to Python. To look through all that pytest and the tests hold
    takes longer than most of them.
    """

    def settle(self) -> None:
        with mock.patch.multiple(gc, unfreeze=_nothing, collect=_nothing, freeze=_nothing):
            super().settle()


def spare_each_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program start so, for the rest of a test."""
    monkeypatch.setattr(Stylesheet, "__init__", _make_sharing)
    monkeypatch.setattr(Stylesheet, "set_variables", _set_variables_sharing)
    monkeypatch.setattr("ovh_explorer.tui.main.start.Garbage", _Unsettled)
    # A test presses no key before it has looked.
    monkeypatch.setattr("ovh_explorer.tui.main.start._KEYS_FIRST_SECONDS", 0.0)
