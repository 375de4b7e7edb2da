"""Finding operations: by people's own words, by criteria, by a path.

`languages` says what typed words are, `lexicon` what they mean, `index` where the catalog has it,
`matching` and `ranking` in which order; `weights.json` holds what each feature counts. Nothing of
it is read before the first search.
"""

from ovh_explorer.catalog.search.finder import (
    MAX_QUERY,
    explain,
    guessed_words,
    is_ready,
    prepare,
    search,
    search_paths,
    unmatched_words,
)
from ovh_explorer.catalog.search.hits import Hit, blocks

__all__ = [
    "MAX_QUERY",
    "Hit",
    "blocks",
    "explain",
    "guessed_words",
    "is_ready",
    "prepare",
    "search",
    "search_paths",
    "unmatched_words",
]
