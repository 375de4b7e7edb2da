"""JSON values, and responses as lines."""

import json
from array import array

from hypothesis import strategies as st

from ovh_explorer.workspace.response.format import format_body, line_index, max_line_bytes
from ovh_explorer.workspace.response.stored_text import StoredText

KEYS = st.one_of(
    st.sampled_from(["id", "a b", 'quo"te', "back\\slash", "é", "a.b", "[0]", "", "{", "}"]),
    st.text(max_size=4),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS.filter(lambda key: not any("\ud800" <= c <= "\udfff" for c in key)), inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


def stored(content: bytes, kind: str = "application/json") -> StoredText:
    laid = format_body(content, kind)
    offsets = array("Q")
    width = line_index(laid.text, offsets.extend, max_bytes=max_line_bytes(laid, 0))
    return StoredText(laid.text, offsets, width, laid.language, laid.note)


def of(value: object) -> StoredText:
    return stored(json.dumps(value).encode())
