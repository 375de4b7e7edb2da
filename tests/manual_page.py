"""Writes the manual page ``ovh-explorer.1`` of the parsers in ``ovh_explorer/cli/``, which the
``--help`` of each command is made of too: ``python -m tests.manual_page``.
"""

from pathlib import Path
from textwrap import wrap

from ovh_explorer import __version__
from ovh_explorer.cli.examples import EXAMPLES
from ovh_explorer.cli.options import COMMANDS, parser_of
from tests.parser_parts import Option, command_names, groups_of, synopsis_of

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).resolve().parents[1] / "ovh-explorer.1"
DATE = "2026-11-29"
"""Of the last change of what stands here."""

# Signs of a line before what stands for signs of roff is put in.
_WIDTH = 64
# What every command has is said once.
_IN_EVERY_COMMAND = ("help", "version")

_ENVIRONMENT = (
    (
        "OVH_ENDPOINT",
        "The endpoint: a region such as ovh-eu, or a URL. --endpoint and --profile come before it.",
    ),
    (
        "OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY",
        "The keys that sign requests to that endpoint.",
    ),
    ("OVH_CLIENT_ID, OVH_CLIENT_SECRET", "A service account, in place of these keys."),
    ("OVH_ACCESS_TOKEN", "An access token, in place of these keys."),
    ("VISUAL, EDITOR", "The editor that F4 opens."),
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        "The language, en or fr, as gettext reads them. --lang comes before them.",
    ),
    ("NO_COLOR", "Where it is set, nothing is coloured."),
    (
        "XDG_CACHE_HOME, XDG_STATE_HOME",
        "Where the catalog, and history and favourites, are kept on Linux.",
    ),
    ("HTTPS_PROXY, SSL_CERT_FILE", "A proxy, and certificates to trust."),
)
_FILES = (
    (
        "./ovh.conf, ~/.ovh.conf, /etc/ovh.conf",
        "Endpoint and keys, as python-ovh reads them; the first one wins, value by value. A "
        "section [profile:NAME] holds the keys of --profile NAME.",
    ),
    ("~/.cache/ovh-explorer/", "The catalogs, one file for each endpoint."),
    ("~/.local/state/ovh-explorer/", "History, favourites, drafts and preferences."),
)
_EXIT = (
    ("0", "Success; with try a 2xx response."),
    ("1", "An error, or another response, or none."),
    ("2", "Wrong usage, a wrong setting, or a refusal: nothing was sent."),
    ("3", "The condition of --until was not met in time."),
    ("130", "Ended by ctrl+c."),
)


def page() -> str:
    """The text of the page."""
    lines = [
        '.\\" python -m tests.manual_page writes this of the parsers; change those.',
        f'.TH OVH\\-EXPLORER 1 {DATE} "ovh\\-explorer {__version__}" "User Commands"',
        ".ad l",
        ".nh",
        ".SH NAME",
        "ovh\\-explorer \\- explore the OVHcloud API in a terminal",
        ".SH SYNOPSIS",
    ]
    for command in command_names():
        name = f"ovh-explorer {command}".strip()
        lines += [*([".br"] if command else []), f"\\fB{_roff(name)}\\fR {_usage(command)}"]
    lines += [".SH DESCRIPTION", _text(parser_of("").description), *_options("")]
    lines += _in_every_command()
    lines += [".SH COMMANDS"]
    for command in COMMANDS:
        lines += [f".SS {_roff(command)}", _text(parser_of(command).description)]
        lines += [*_options(command), *_epilog(command), *_examples(command)]
    lines += [".SH EXIT STATUS", *_pairs(_EXIT)]
    lines += [".SH ENVIRONMENT", *_pairs(_ENVIRONMENT)]
    lines += [".SH FILES", *_pairs(_FILES)]
    lines += [".SH EXAMPLES", *_examples("", heading=False)]
    return "\n".join(lines) + "\n"


def _usage(command: str) -> str:
    return _roff(synopsis_of(command))


def _options(command: str) -> list[str]:
    lines: list[str] = []
    for group in groups_of(command):
        options = [option for option in group.options if option.dest not in _IN_EVERY_COMMAND]
        if options:
            title = {"positional arguments": "arguments"}.get(group.title, group.title)
            lines += [".PP", f"\\fI{_roff(title)}\\fR"]
        for option in options:
            lines += [".TP", _spelling(option), _text(option.help)]
    return lines


def _spelling(option: Option) -> str:
    value = f"\\fI{_roff(option.value)}\\fR" if option.value else ""
    names = [f"\\fB{_roff(name)}\\fR {value}".strip() for name in option.names]
    return ", ".join(names) or value


def _in_every_command() -> list[str]:
    shared = [
        option
        for group in groups_of("")
        for option in group.options
        if option.dest in _IN_EVERY_COMMAND
    ]
    lines = [".PP", "\\fIin every command\\fR"]
    for option in shared:
        lines += [".TP", _spelling(option), _text(option.help)]
    return lines


def _epilog(command: str) -> list[str]:
    epilog = parser_of(command).epilog
    return [".PP", ".nf", *map(_line, epilog.strip().split("\n")), ".fi"] if epilog else []


def _examples(command: str, *, heading: bool = True) -> list[str]:
    lines = [".PP", "\\fIexamples\\fR"] if heading else []
    for typed, words in EXAMPLES[command]:
        lines += [".TP", f"\\fB{_roff(typed)}\\fR", _text(words)]
    return lines


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [
        line for name, words in pairs for line in (".TP", f"\\fB{_roff(name)}\\fR", _text(words))
    ]


def _text(words: str | None) -> str:
    """A paragraph; each sentence begins a line, which roff wants for its blanks."""
    sentences = " ".join((words or "").split()).replace(". ", ".\n").split("\n")
    lines = [line for sentence in sentences for line in _wrap(sentence)]
    return "\n".join(map(_line, lines))


def _wrap(sentence: str) -> list[str]:
    return wrap(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _line(text: str) -> str:
    escaped = _roff(text)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _roff(text: str) -> str:
    """Text without meaning for roff, in ASCII."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = escaped.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in escaped)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="ascii")
