"""Schema documents that mean harm: made from real ones, or from nothing."""

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

# What terminals act on, what Textual takes for markup, what ends strings and comments, what leads
# elsewhere.
ATTACK = "\x1b]52;c;QUFB\x07\x9b31m\u202e[@click=app.quit][red]x[/red][/]\0\r\n\t\"'`$(id)\\?>*/{y}#{z}%s\ud800\u2028//../🖕"

_TEXTS = st.one_of(
    st.sampled_from(
        [
            ATTACK, "", " ", "[/red]", "[@click=app.quit]x[/]", "\x1b[2J", "..", ".", "/", "//evil.example/x", "T", "void", "any",
            "string", "long", "password", "M", "M[]", "map[string]M", "map[M][]M", "P<M>", "P<P<P<M>>>", "map[", "[]", "<>", "x:M",
            "x" * 3000, "GET", "post", "DEPRECATED", "0000-00-00", "/x/{a}{b}", "/x/{}", "/x/{a/{b}}", "/x/{a}/{a}", "/x/{{a}}",
            "/x/%41%", "/x/ü", "/x/{a\x1b}", "X-A\r\nX-B: c", "path", "body", "header", "9" * 5000, "１２", "true",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)


def _object(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """An object with these keys, any of which may be missing or anything else."""
    return st.fixed_dictionaries(
        {}, optional={key: st.one_of(value, value, value, _JSON) for key, value in values.items()}
    )


_FLAG = st.booleans()
_PARAMETER = _object(
    name=_TEXTS, paramType=st.sampled_from(["path", "query", "header", "body"]), dataType=_TEXTS, fullType=_TEXTS,
    required=_FLAG, description=_TEXTS,
)  # fmt: skip
_OPERATION = _object(
    httpMethod=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH"]), description=_TEXTS, longDescription=_TEXTS,
    parameters=st.lists(_PARAMETER, max_size=4), responseType=_TEXTS, noAuthentication=_FLAG,
    apiStatus=_object(value=_TEXTS, description=_TEXTS, replacement=_TEXTS, deletionDate=_TEXTS),
    iamActions=st.lists(_object(name=_TEXTS, required=_FLAG), max_size=2), errors=st.lists(_TEXTS, max_size=2),
)  # fmt: skip
_PROPERTY = _object(
    type=_TEXTS,
    fullType=_TEXTS,
    canBeNull=_FLAG,
    readOnly=_FLAG,
    required=_FLAG,
    description=_TEXTS,
)
_MODEL = st.one_of(
    _object(
        properties=st.dictionaries(_TEXTS, _PROPERTY, max_size=4),
        description=_TEXTS,
        generics=st.just(["T"]),
    ),
    _object(
        enum=st.lists(_TEXTS | st.integers(), max_size=4),
        enumType=st.sampled_from(["string", "long"]),
    ),
)
# Paths below the document's own, beside it, and anywhere else.
_PATHS = (
    _TEXTS.map(lambda text: f"/x{text}")
    | st.sampled_from(["", "/", "//", "/x//a/b", "/xx/a", "/y/q", "/x/"])
    | _TEXTS
)
DOCUMENTS = _object(
    resourcePath=_TEXTS,
    basePath=_TEXTS,
    apis=st.lists(_object(path=_PATHS, operations=st.lists(_OPERATION, max_size=3)), max_size=3),
    models=st.dictionaries(st.sampled_from(["M", "P<T>", "T", ATTACK, "string", ""]), _MODEL, max_size=4),
    subsections=st.dictionaries(_TEXTS, _TEXTS, max_size=2),
)  # fmt: skip


def places(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a JSON value something else can be put."""
    found = [above]
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in inner:
        found += places(item, (*above, key))
    return found


@st.composite
def mutated(draw: st.DrawFn, files: list[Path]) -> Any:
    """A real document in which a few values are missing, others, twice, or under another key."""
    document = copy.deepcopy(json.loads(draw(st.sampled_from(files)).read_bytes()))
    everywhere = places(document)
    for _ in range(draw(st.integers(1, 6))):
        *above, last = draw(st.sampled_from(everywhere[1:]))
        holder = document
        try:
            for key in above:
                holder = holder[key]
            match draw(st.sampled_from(["other", "other", "other", "gone", "twice", "key"])):
                case "other":
                    holder[last] = draw(_TEXTS if isinstance(holder[last], str) else _JSON)
                case "gone":
                    del holder[last]
                case "twice" if isinstance(holder, list):
                    holder.append(holder[last])
                case "key" if isinstance(holder, dict):
                    holder[draw(_TEXTS)] = holder.pop(last)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took that place away
    return document
