"""Values of a request that are in the environment: what a command line holds, everybody on the
machine can read.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.parsers import text

__all__ = ["EnvironmentValue", "values_from"]

Location = Literal["path", "query", "header"]

_HOW = "Write it as path.NAME=VARIABLE, query.NAME=VARIABLE or header.NAME=VARIABLE."


@dataclass(frozen=True, slots=True)
class EnvironmentValue:
    """The value of a parameter, which is never shown."""

    location: Location
    name: str
    value: str


def values_from(texts: Sequence[str]) -> Iterator[EnvironmentValue]:
    """What ``--from-env`` gives.

    Raises:
        CommandError: for what names no parameter, and a variable that is not set.
    """
    for given in texts:
        place, equals, variable = given.partition("=")
        where, dot, name = place.partition(".")
        location = _location(where)
        if not (equals and dot and name and variable) or location is None:
            raise CommandError(f"--from-env {given!r} can't be read. {_HOW} Nothing was sent.")
        value = os.environ.get(variable, "")
        if not value:
            raise CommandError(
                f"--from-env {place}: the variable {variable} is not set, or empty. Nothing was "
                "sent."
            )
        try:
            yield EnvironmentValue(location, name, text(value))
        except argparse.ArgumentTypeError as error:
            raise CommandError(f"The variable {variable}: {error}. Nothing was sent.") from None


def _location(word: str) -> Location | None:
    match word:
        case "path" | "query" | "header":
            return word
        case "headers":
            return "header"
        case _:
            return None
