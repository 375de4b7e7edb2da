"""Text from outside, made safe."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.text import plain, plain_line, printable, printable_lines
from tests import real_catalog


def test_escape_sequences_are_shown_not_sent():
    assert printable("\x1b]52;c;aGk=\x07") == "␛]52;c;aGk=␇"
    assert printable("\x9b31m") == "‹009B›31m"


def test_what_turns_text_around_is_shown():
    assert printable("\u202egnp.exe") == "‹202E›gnp.exe"
    assert printable("a\u200bb") == "a‹200B›b"


def test_lines_are_cut_at_every_line_end():
    assert printable_lines("a\r\nb\nc\rd\te") == ["a", "b", "c", "d    e"]
    assert printable("a\nb") == "a␊b"


def test_plain_text_is_unchanged():
    assert printable("zone é 日本 😀 [red] {x}") == "zone é 日本 😀 [red] {x}"


@given(st.text())
def test_nothing_a_terminal_acts_on_is_left(text):
    shown = printable(text)
    assert not any(
        ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or 0xD800 <= ord(char) < 0xE000 for char in shown
    )
    shown.encode("utf-8")


def test_a_description_is_text_and_what_only_looks_like_html_stays():
    assert plain("One<br>two<br/><b>three</b> &amp; <sup>*</sup>") == "One\ntwo\nthree & *"
    assert plain_line("One<br>two") == "One two"
    assert plain("Edit it via /me/contact/<ID>, <ip-address>/<mask>") == (
        "Edit it via /me/contact/<ID>, <ip-address>/<mask>"
    )
    assert plain("See <a href='https://a.test/b' target='_blank'>the <b>guide</b></a>.") == (
        "See the guide (https://a.test/b)."
    )
    assert plain("the [vRack API](console/?a=b)") == "the vRack API (console/?a=b)"
    assert plain("1 < 3 & 4") == "1 < 3 & 4"


@given(st.text())
def test_a_text_without_markup_is_unchanged(text):
    if not re.search(r"[<&\[]", text):
        assert plain(text) == text
        assert plain_line(text) == text


def test_no_description_of_the_real_catalog_shows_html(real_schemas):
    """36 long descriptions and one of a property hold HTML, one holds a link in Markdown."""
    texts = list(_descriptions(real_catalog.products(real_schemas)))
    marked = [text for text in texts if _HTML.search(text) or "](" in text]
    assert len(marked) >= 37
    assert not [text for text in map(plain, marked) if _HTML.search(text) or "](" in text]
    literal = [text for text in texts if re.search(r"<(?:SELF|ID|id|ip-address)>", text)]
    assert literal
    assert [plain(text) for text in literal] == literal


_HTML = re.compile(r"</?(?:a|b|br|sup|i|ul|li|p)(?:\s[^<>]*)?/?>|&(?:\w+|#\d+);")


def _descriptions(products):
    for product in products:
        for operation in product.operations:
            yield from (operation.description, operation.long_description)
            yield from (parameter.description for parameter in operation.parameters)
        for model in product.models.values():
            yield from (item.description for item in (model, *model.properties))
