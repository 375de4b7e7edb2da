"""Which references are to what must not be shown."""

from collections.abc import Collection

from ovh_explorer.catalog.resolve import Core
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.workspace.recipes.template import Reference

__all__ = ["is_to_secret"]

_TEXT = Core("string")


def is_to_secret(reference: Reference, parameters: Collection[str]) -> bool:
    """Whether a reference is to a secret parameter, or to what a response calls a secret.

    Args:
        parameters: the names of the secret ones.
    """
    names = [part for part in reference.path if isinstance(part, str)]
    return reference.name in parameters or any(is_secret(name, _TEXT) for name in names)
