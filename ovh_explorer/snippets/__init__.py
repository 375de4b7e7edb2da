"""Code that sends a call: the very request that TRY sends, in a language of your choice.

Each language is one module with a :class:`Language` in it, and one line in :mod:`.registry`.
"""

from ovh_explorer.snippets.language import Language, SnippetContext, SnippetError, Task
from ovh_explorer.snippets.registry import LANGUAGES, language_of, script, snippet

__all__ = [
    "LANGUAGES",
    "Language",
    "SnippetContext",
    "SnippetError",
    "Task",
    "language_of",
    "script",
    "snippet",
]
