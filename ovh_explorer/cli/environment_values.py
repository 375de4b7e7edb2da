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
from ovh_explorer.translation import _, quoted

__all__ = ["EnvironmentValue", "values_from"]

Location = Literal["path", "query", "header"]


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
            raise CommandError(
                _(
                    "--from-env {given} can't be read. Write it as path.NAME=VARIABLE, "
                    "query.NAME=VARIABLE or header.NAME=VARIABLE. Nothing was sent."
                ).format(given=quoted(given))
            )
        value = os.environ.get(variable, "")
        if not value:
            raise CommandError(
                _(
                    "--from-env {place}: the variable {variable} is not set, or empty. Nothing "
                    "was sent."
                ).format(place=place, variable=variable)
            )
        try:
            yield EnvironmentValue(location, name, text(value))
        except argparse.ArgumentTypeError as error:
            words = _("The variable {variable}: {reason}. Nothing was sent.")
            raise CommandError(words.format(variable=variable, reason=error)) from None


def _location(word: str) -> Location | None:
    match word:
        case "path" | "query" | "header":
            return word
        case "headers":
            return "header"
        case _:
            return None
