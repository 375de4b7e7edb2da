"""Random calls that snippets are tried on."""

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json
from ovh_explorer.snippets.language import PLACEHOLDER

from .cases import NASTY

# What a language, or what writes its JSON, may take for something else: dates, numbers that are
# texts, names that mean something to it, what looks like an escape or the end of something.
_ODD_TEXTS = [
    "2024-01-01T00:00:00.000+01:00",
    "2024-02-30",
    "/Date(1700000000000)/",
    "00123",
    "1e5",
    "-0",
    "0x1F",
    "1_000",
    "9007199254740993",
    "NaN",
    "Infinity",
    "undefined",
    "nil",
    "None",
    "undef",
    "TRUE",
    "null\0",
    "%s %d %%",
    "{0} {{1}}",
    "${jndi:x}",
    "\\u0041\\x41\\101\\N{DIGIT ONE}",
    "'" * 3,
    '"' * 3,
    "`",
    "*/",
    "--",
    "=begin",
    "__END__",
    "<<EOF",
    "#!/bin/sh",
    "//",
    "?>",
    "<%",
    "e\u0301\u0323",
    "\u0130\u0131\ufb01",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ud7ff\ue000\ufffd\uffff",
    "\x7f\x80\x9f",
    "\t\t x \t",
    " lead",
    "trail ",
    "a" * 5000,
]
_ODD_NAMES = [
    "await",
    "async",
    "yield",
    "lambda",
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "toJSON",
    "hasOwnProperty",
    "length",
    "ToString",
    "Equals",
    "GetType",
    "@class",
    "@odata.type",
    "$ref",
    "$type",
    "a.b[0]",
    "a b",
    "a-b",
    "1a",
    "01",
    "00",
    "1e3",
    "-0",
    "9223372036854775808",
    "é",
    "ſ",
    "K",
    "漢字",
    "x\ny",
    "q w e",
    "y",
    "s",
    "m",
    "tr",
    "sub",
    "headers",
    "data",
    "timeout",
    "kwargs",
    "args",
    "params",
]
_ODD_NUMBERS = [
    2**53 - 1,
    2**53,
    2**53 + 1,
    -(2**53) - 1,
    2**31,
    2**32,
    10**15,
    10**18,
    1e15,
    1e16,
    1e17,
    1e20,
    1e21,
    123456789.12345679,
    1.7976931348623157e308,
    2.2250738585072014e-308,
    0.1 + 0.2,
    1 / 3,
    1e-5,
    1e-6,
    1e-10,
    100.0,
    -1.5,
]

_names = st.one_of(
    st.text(max_size=8).filter(lambda name: name.isprintable()),
    st.sampled_from(_ODD_NAMES),
    st.sampled_from(
        [
            "from",
            "_from",
            "class",
            "_class",
            "None",
            "self",
            "_target",
            "date.from",
            "0",
            "1",
            "2",
            "-1",
            "",
            NASTY,
        ]
    ),
)
_sent_names = st.one_of(
    st.sampled_from(["from", "date.from", "a", "b", "7", "_class", NASTY]),
    st.sampled_from([*_ODD_NAMES, "ids[]", "a+b", "a&b", "%41", "a/b?c"]),
    st.text(min_size=1, max_size=6),
)
_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(_ODD_TEXTS),
    st.sampled_from([NASTY, "true", "null", "a.json", "@x", "$x", "'", "\\"]),
)
_jsons = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(_ODD_NUMBERS),
        _texts,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(_names, inner, max_size=4),
        st.lists(st.dictionaries(_names, inner, min_size=1, max_size=2), min_size=2, max_size=3),
    ),
    max_leaves=12,
)
_values = _texts.filter(lambda text: text not in ("", ".", ".."))
_header_values = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12).map(
    str.strip
)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    """Any call that all three languages can send; no value is what stands for a key, which gives
    way to one.
    """
    method = draw(st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH"]))
    with_body = method != "GET" and draw(st.booleans())
    body = draw(_jsons.filter(lambda value: value is not None)) if with_body else None
    call = Call.make(
        draw(st.sampled_from(["v1", "v2"])),
        method,
        "/domain/zone/{name}/record" if draw(st.booleans()) else "/{name}",
        path_values={"name": draw(_values)},
        query=draw(st.lists(st.tuples(_sent_names, _texts), max_size=4)),
        headers=[
            ("X-Pagination-Cursor", value)
            for value in draw(st.lists(_header_values, max_size=1))
            if value
        ],
        body=canonical_json(body) if with_body else None,
        authenticated=draw(st.booleans()),
    )
    assume(PLACEHOLDER not in repr(call))
    return call


def drawn_calls(number: int) -> list[Call]:
    """That many random calls, for languages whose code is compiled all at once; a few less, where
    one was drawn again.
    """
    found: dict[Call, None] = {}

    @settings(max_examples=number, phases=[Phase.generate], database=None)
    @given(call=calls())
    def draw(call: Call) -> None:
        found[call] = None

    draw()
    return list(found)
