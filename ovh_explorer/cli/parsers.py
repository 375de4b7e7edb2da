"""What the options of all commands have in common: a parser that takes no option twice, the types
of values, and the options of a request and of an endpoint.
"""

import argparse
import gc
import importlib
import os
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from ovh_explorer import __version__
from ovh_explorer.cli.examples import EXAMPLES
from ovh_explorer.cli.streams import put, tell
from ovh_explorer.translation import LANGUAGES, N_, _, ngettext, pgettext, quoted

__all__ = [
    "OUTPUT_FORMATS",
    "Parser",
    "RawFormatter",
    "endpoint_options",
    "make_parser",
    "moment",
    "positive",
    "request_options",
    "seconds",
    "size",
    "text",
]

OUTPUT_FORMATS = ("json", "compact", "text", "lines", "csv")
"""How ``--output`` prints a response: the forms of ``workspace/response/output.py``, which is not
imported here.
"""

# As sizes are shown: by thousands.
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}

# How much of an unknown option has to be that of a known one.
_MIN_LIKENESS = 0.7


# argparse translates what it says itself by two functions of its own, which look for a catalog of
# gettext's. With ours in their place its words are in our catalogs. A parser of our own, with its
# methods written anew, would be half of argparse; these are the sentences that its parsers say.
_OF_ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
)
argparse._ = _  # type: ignore[attr-defined]
argparse.ngettext = ngettext  # type: ignore[attr-defined]


def _runner(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            importlib.import_module(module), function
        )
        if function != "explore" and not gc.isenabled():
            gc.freeze()
            gc.enable()
        return found(options)

    return run


class _Once(argparse.Action):
    """Stores an option's value; another value for the same option is refused, where argparse takes
    the last.
    """

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        _option: str | None = None,
    ) -> None:
        assert isinstance(parser, Parser)
        first = parser.given.setdefault(self.dest, values)
        if self.option_strings and first != values:
            words = _("given twice: {first} and {second}. Give it once.")
            raise argparse.ArgumentError(self, words.format(first=first, second=values))
        setattr(namespace, self.dest, values)


class _Formatter(argparse.HelpFormatter):
    def start_section(self, heading: str | None) -> None:
        # argparse ends a heading with a colon; French has a blank before that.
        if heading:
            heading = _("{heading}:").format(heading=heading).removesuffix(":")
        super().start_section(heading)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        # A path that is to be copied stays in one line.
        # A narrow blank of French is none to break at.
        words = re.sub(r"\s+", " ", text, flags=re.ASCII).strip()
        return textwrap.fill(
            words,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )


class RawFormatter(_Formatter):
    """Keeps the lines of the text before and after the options; what is too long goes on below
    its beginning.
    """

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            part for line in text.splitlines() for part in _line_parts(f"{indent}{line}", width)
        )


def _line_parts(line: str, width: int) -> list[str]:
    """A line as lines that are no longer than `width`: of two columns, the second goes on in its
    place.
    """
    columns = re.match(r"\s*(?:\S(?:\S| (?! ))*\s{2,})?", line)
    indent = " " * (columns.end() if columns else 0)
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    ) or [""]


class Parser(argparse.ArgumentParser):
    """Takes no option twice, and says when its words could not be written; argparse keeps that to
    itself.

    `given` are the values that were given, by their names in the namespace, `examples` what its
    help ends with.
    """

    def __init__(self, *, examples: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, **more})
        self.examples = examples
        self.given: dict[str, Any] = {}
        for name in (None, "store"):
            self.register("action", name, _Once)

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """As argparse does, which names no option that is like an unknown one."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            arguments = " ".join(unknown)
            words = _("unrecognized arguments: {arguments}").format(arguments=arguments)
            if near := self._like(unknown):
                words = _("unrecognized arguments: {arguments}. Did you mean {options}?").format(
                    arguments=arguments, options=", ".join(near)
                )
            self.error(words)
        return options

    def _like(self, unknown: Sequence[str]) -> list[str]:
        """The options that are spelled like unknown ones."""
        # Most runs are of a right command.
        from difflib import get_close_matches

        typed = (word.partition("=")[0] for word in unknown if word.startswith("-"))
        near = (
            option
            for word in typed
            for option in get_close_matches(
                word.lower(), self._option_string_actions, 1, _MIN_LIKENESS
            )
        )
        return list(dict.fromkeys(near))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # argparse has quotes of its own around values, which are those of Python.
        if action.choices is not None and value not in action.choices:
            words = _("invalid choice: {value} (choose from {choices})").format(
                value=quoted(str(value)), choices=", ".join(map(str, action.choices))
            )
            raise argparse.ArgumentError(action, words)

    def format_help(self) -> str:
        lines = [
            f"{blanks}{line}"
            for typed, words in self.examples
            for blanks, line in (("  ", pgettext("typed example", typed)), ("      ", _(words)))
        ]
        return "\n".join([super().format_help(), _("examples:"), *lines]) + "\n"

    def error(self, message: str) -> NoReturn:
        # As argparse does, with the program's name before the sentence, not in it.
        self.print_usage(sys.stderr)
        words = _("error: {message}").format(message=message)
        # not for people: programs name themselves so
        self.exit(2, f"{self.prog}: {words}\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            (put if file is sys.stdout else tell)(message.removesuffix("\n"))


def make_parser(command: str, description: str, run: tuple[str, str], **more: Any) -> Parser:
    """The parser of a command, with its examples, ``--version`` and what it runs."""
    parser = Parser(
        prog=f"ovh-explorer {command}".strip(),
        description=description,
        examples=EXAMPLES[command],
        **more,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ovh-explorer {__version__}",
        help=_("show program's version number and exit"),
    )
    # Read before there is a parser, by translation/choice.py: this refuses what isn't known.
    parser.add_argument(
        "--lang",
        choices=tuple(LANGUAGES),
        help=_("the language: en, fr (else that of LANGUAGE, LC_ALL, LC_MESSAGES, LANG)"),
    )
    parser.set_defaults(run=_runner(f"ovh_explorer.cli.{run[0]}", run[1]))
    return parser


def endpoint_options(
    parser: argparse.ArgumentParser, *, timeout: str = "", profiles: bool = False
) -> None:
    """Declare endpoint and keys on `parser`; with `profiles` several of them."""
    group = parser.add_argument_group(_("endpoint and keys"))
    group.add_argument(
        "--endpoint",
        metavar=pgettext("in a command", "NAME|URL"),
        type=text,
        help=_("a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)"),
    )
    group.add_argument(
        "--profile",
        metavar=pgettext("in a command", "NAME"),
        type=text,
        action="append" if profiles else "store",
        help=_(
            "keys saved as [profile:NAME] in ovh.conf; given several times, a GET is sent with each"
        )
        if profiles
        else _("keys saved as [profile:NAME] in ovh.conf"),
    )
    group.add_argument(
        "--config",
        metavar=pgettext("in a command", "FILE"),
        type=Path,
        help=_("additional ovh.conf, which wins over the usual ones"),
    )
    group.add_argument(
        "--timeout",
        metavar=pgettext("in a command", "SECONDS"),
        type=seconds,
        help=timeout or _("how long to wait for the server (at each step of a request)"),
    )
    group.add_argument(
        "--demo",
        action="store_true",
        help=_("use the built-in sandbox, with example keys; nothing leaves this machine"),
    )


def request_options(parser: argparse.ArgumentParser) -> None:
    """Declare method, path and values of a request on `parser`."""
    parser.add_argument(
        "method",
        metavar=pgettext("in a command", "METHOD"),
        type=text,
        help=_("GET, POST, PUT, PATCH or DELETE"),
    )
    parser.add_argument(
        "path",
        metavar=pgettext("in a command", "PATH"),
        type=text,
        help=_("a template with -p, or a concrete path; /v2/… for branch v2"),
    )
    for option, name, words in (
        ("-p", "path_values", _("path parameter")),
        ("-q", "query", _("query parameter; a list takes several")),
        ("-H", "headers", _("header parameter")),
    ):
        parser.add_argument(
            option,
            dest=name,
            metavar=pgettext("in a command", "NAME=VALUE"),
            type=text,
            action="append",
            default=[],
            help=words,
        )
    parser.set_defaults(from_env=[])
    parser.add_argument(
        "-d",
        dest="data",
        metavar=pgettext("in a command", "JSON|@FILE|-"),
        help=_("body: JSON, the content of a file, or of standard input (-)"),
    )
    parser.add_argument(
        "--raw",
        action="store_true",
        help=_("skip the check against the catalog"),
    )


def text(word: str) -> str:
    """An argument as the UTF-8 that it is, by whatever locale the system's bytes were read."""
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeDecodeError as error:
        words = _("this is not UTF-8: byte {position} is 0x{byte:02X}").format(
            position=error.start + 1, byte=error.object[error.start]
        )
        raise argparse.ArgumentTypeError(words) from None
    except UnicodeEncodeError as error:
        words = _(
            "character {position} is half a character (a lone surrogate), which can't be sent"
        ).format(position=error.start + 1)
        raise argparse.ArgumentTypeError(words) from None


def positive(text: str) -> int:
    """The whole number that a text is, from 1 on."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            _("{text} is no whole number from 1 on.").format(text=quoted(text))
        )
    return number


def size(text: str) -> int:
    """The bytes of ``2GB``, ``1.5 GB``, ``800MB``, ``64kB`` or ``1000``."""
    found = re.fullmatch(
        r"(\d{1,12}(?:\.\d{1,6})?)\s*([kmgt]?)b?", text.strip(), re.ASCII | re.IGNORECASE
    )
    size = 0 if found is None else round(float(found[1]) * _UNITS[found[2].lower()])
    if not size:
        raise argparse.ArgumentTypeError(
            _("{text} is no size. Write it such as 2GB, 800MB or 1000 (bytes).").format(
                text=quoted(text)
            )
        )
    return size


def seconds(text: str) -> float:
    """The seconds that a text is: more than none, and less than a day."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 86400:
        words = _(
            "{text} is no number of seconds above 0 and below a day. Write it such as 30 or 2.5."
        )
        raise argparse.ArgumentTypeError(words.format(text=quoted(text)))
    return number


def moment(text: str) -> float:
    """The seconds since 1970 of a date, or of a date and a time: the local one where it names no
    zone.

    Raises:
        argparse.ArgumentTypeError: where it is none.
    """
    try:
        return datetime.fromisoformat(text.strip()).timestamp()
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            _("{text} is no date. Write it such as 2026-11-29, or 2026-11-29T08:30.").format(
                text=quoted(text)
            )
        ) from None
