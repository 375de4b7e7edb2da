"""Where settings were found, in words: what is kept and told to programs is English."""

from collections.abc import Iterable

from ovh_explorer.translation import _

__all__ = ["OF_ENVIRONMENT", "shown_source", "shown_sources", "variables_of"]

OF_ENVIRONMENT = ", environment"  # not for people
"""What stands after the name of a variable that a setting was found in."""


def variables_of(sources: Iterable[str]) -> list[str]:
    """The variables of the environment among the places that settings were found in."""
    return [
        source.removesuffix(OF_ENVIRONMENT) for source in sources if source.endswith(OF_ENVIRONMENT)
    ]


def shown_source(source: str) -> str:
    """The place of a setting, for reading."""
    for name in variables_of([source]):
        return _("{variable}, environment").format(variable=name)
    return source


def shown_sources(sources: Iterable[str]) -> str:
    """The places of several settings, for reading; the variables are in one pair of brackets."""
    sources = list(sources)
    variables = variables_of(sources)
    places = [source for source in sources if not variables_of([source])]
    if variables:
        words = _("the environment ({variables})")
        places.insert(0, words.format(variables=", ".join(variables)))
    return ", ".join(places)
