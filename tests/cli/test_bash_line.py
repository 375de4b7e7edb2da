"""A line of bash: read as bash reads it, written so that bash reads the value back."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.cli.completion.bash_line import BashLine

BREAKS = " \t\n\"'@><=;|&(:"
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")


def words(line: str) -> list[str]:
    return BashLine(line, BREAKS).words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ovh-explorer ", ["ovh-explorer", ""]),
        ("ovh-explorer  try GE", ["ovh-explorer", "try", "GE"]),
        ('o "GET /me', ["o", "GET /me"]),
        ("o 'it'\\''s' x", ["o", "it's", "x"]),
        ('o "a\\"b\\$c\\d" ', ["o", 'a"b$c\\d', ""]),
        ("o $'a\\nb' $(x) $Y", ["o", "a\nb", "$(x)", "$Y"]),
        ("o a\\ b", ["o", "a b"]),
        ("Z=1 o x", ["o", "x"]),
        ("o > file x", ["o", "x"]),
        ("o '' ", ["o", "", ""]),
    ],
)
def test_words_are_read_as_bash_reads_them(line, expected):
    assert words(line) == expected


def test_what_follows_a_redirection_is_a_file():
    assert BashLine("o > fi", BREAKS).is_redirection
    assert not BashLine("o > file ", BREAKS).is_redirection


@pytest.mark.parametrize(
    ("line", "value", "inserted"),
    [
        ("o -p zone=ex", "zone=example.com", "example.com"),
        ("o -p zone=a@ex", "zone=a@example.com", "@example.com"),
        ('o -p zone="ex', "zone=example com", "example com"),
        ('o -p "zone=ex', "zone=example", "zone=example"),
        ("o -p zo", "zone=it's", "zone=it\\'s"),
        ("o '/a b/", "/a b/c", "/a b/c"),
    ],
)
def test_what_readline_replaces_is_what_is_written(line, value, inserted):
    assert BashLine(line, BREAKS).encode(value) == inserted


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
) | st.text("$`\"'\\!{},. \n\t~#*", max_size=12)


@needs_bash
@given(texts, st.sampled_from(["", '"', "'", "$'"]))
def test_bash_reads_any_value_back(value, quote):
    text = BashLine(f"o x={quote}", BREAKS).encode(f"x={value}")
    # Readline closes the quote where the text doesn't end in one.
    end = quote[-1:] if quote and not (text.endswith(quote[-1])) else ""
    done = subprocess.run(
        ["bash", "-c", f"printf %s x={quote}{text}{end}"], capture_output=True, check=True
    )
    assert done.stdout == f"x={value}".encode()
