"""What the API's catalog says, for reading: the demo's catalog is ours, and speaks the user's
language; what OVHcloud's says is shown as it is.

Only what is shown passes through here. The catalog itself is English in each language: the search
reads it, rules look for words in it, and JSON and generated code have it.
"""

from ovh_explorer.translation import language, pgettext

__all__ = ["CONTEXT", "catalog_text", "translate_catalog"]

CONTEXT = "demo"
"""The context of the demo's texts, and the name of their file."""

_is_ours = False


def translate_catalog(is_ours: bool) -> None:
    """Say whose catalog is open from now on: the demo's, or OVHcloud's."""
    global _is_ours
    _is_ours = is_ours


def catalog_text(text: str) -> str:
    """A text of the open catalog, as it is shown."""
    if not text or not _is_ours or language() == "en":
        return text
    return pgettext(CONTEXT, text)
