"""The options of each command. Importing this imports none of what the commands do."""

import argparse
import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ovh_explorer import __version__
from ovh_explorer.cli.streams import put, tell

__all__ = ["parse"]

_COMMANDS = {
    "try": "send one request and print its response",
    "code": "print the code of a request without sending it",
    "search": "find operations in the catalog",
    "sync": "download the whole catalog",
    "doctor": "check keys, endpoint, network and terminal",
    "sandbox": "run a local sandbox of the API",
}

# As sizes are shown: by thousands.
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}

_OVERVIEW = (
    """\
commands:
  ovh-explorer [TARGET]            explore in the terminal (this help)
"""
    + "".join(f"  ovh-explorer {name:<19} {words}\n" for name, words in _COMMANDS.items())
    + """
Each command has its own --help. Keys are read from ovh.conf and \
OVH_* variables, as python-ovh does.
"""
)

_TARGET_HELP = """\
an operation to open: "POST /domain/zone/{zoneName}/record" (quoted or as two words), \
"GET /v2/iam/policy",
a concrete path, or a link to the web console"""


def _runner(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            importlib.import_module(module), function
        )
        return found(options)

    return run


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of the command that `arguments` name, with ``run`` to run it. Exits with 2 on
    wrong usage.
    """
    at = _command_at(arguments)
    if at is None:
        return _explore().parse_args(arguments)
    name = arguments[at]
    parser = _PARSERS[name]()
    return parser.parse_args(arguments[:at] + arguments[at + 1 :])


def _command_at(arguments: list[str]) -> int | None:
    """Where the command stands: the first word that is no option nor an option's value."""
    skip = False
    for index, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in ("--endpoint", "--profile", "--config", "--timeout"):
            skip = True
        elif not word.startswith("-"):
            return index if word in _COMMANDS else None
    return None


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
        assert isinstance(parser, _Parser)
        first = parser.given.setdefault(self.dest, values)
        if self.option_strings and first != values:
            raise argparse.ArgumentError(self, f"given twice: {first} and {values}. Give it once.")
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """Takes no option twice, and says when its words could not be written; argparse keeps that to
    itself.

    `given` are the values that were given, by their names in the namespace.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.given: dict[str, Any] = {}
        for name in (None, "store"):
            self.register("action", name, _Once)

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            (put if file is sys.stdout else tell)(message.removesuffix("\n"))


def _parser(
    command: str, description: str, run: tuple[str, str], **more: Any
) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"ovh-explorer {command}".strip(), description=description, **more)
    parser.add_argument("--version", action="version", version=f"ovh-explorer {__version__}")
    parser.set_defaults(run=_runner(f"ovh_explorer.cli.{run[0]}", run[1]))
    return parser


def _endpoint_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("endpoint and keys")
    group.add_argument(
        "--endpoint",
        metavar="NAME|URL",
        type=_text,
        help="a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
    )
    group.add_argument(
        "--profile",
        metavar="NAME",
        type=_text,
        help="keys saved as [profile:NAME] in ovh.conf",
    )
    group.add_argument(
        "--config", metavar="FILE", type=Path, help="additional ovh.conf, read after the usual ones"
    )
    group.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        help="how long to wait for the server (at each step of a request)",
    )
    group.add_argument(
        "--demo",
        action="store_true",
        help="use the built-in sandbox, with example keys; nothing leaves this machine",
    )


def _request_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("method", metavar="METHOD", type=_text, help="GET, POST, PUT or DELETE")
    parser.add_argument(
        "path",
        metavar="PATH",
        type=_text,
        help="a template with -p, or a concrete path; /v2/… for branch v2",
    )
    for option, name, words in (
        ("-p", "path_values", "path parameter"),
        ("-q", "query", "query parameter; a list takes several"),
        ("-H", "headers", "header parameter"),
    ):
        parser.add_argument(
            option,
            dest=name,
            metavar="NAME=VALUE",
            type=_text,
            action="append",
            default=[],
            help=words,
        )
    parser.add_argument(
        "-d",
        dest="data",
        metavar="JSON|@FILE|-",
        help="body: JSON, the content of a file, or of standard input (-)",
    )
    parser.add_argument(
        "--raw",
        action="store_true",
        help="skip the check against the catalog",
    )
    _endpoint_options(parser)


def _explore() -> argparse.ArgumentParser:
    parser = _parser(
        "",
        "Explore the OVHcloud API in the terminal: find an operation, fill it in, try it, take "
        "the code away.",
        ("explore", "explore"),
        epilog=_OVERVIEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", metavar="TARGET", nargs="*", type=_text, help=_TARGET_HELP)
    parser.add_argument("--read-only", action="store_true", help="refuse everything but GET")
    parser.add_argument("--no-history", action="store_true", help="do not save the history")
    _endpoint_options(parser)
    return parser


def _try() -> argparse.ArgumentParser:
    parser = _parser(
        "try",
        "Send one request. The body goes to standard output, status, time and query id to "
        "standard error. "
        "Exit code 0 for a 2xx response, 1 for another or none, 2 where nothing was sent: wrong "
        "usage or a refusal.",
        ("calls", "try_call"),
    )
    _request_options(parser)
    parser.add_argument(
        "--filter",
        metavar="EXPRESSION",
        type=_text,
        help="print only this part of a 2xx response (JMESPath): [?s=='ok'].id",
    )
    parser.add_argument(
        "--max-size",
        metavar="SIZE",
        type=_size,
        help=(
            "the largest response to take, such as 2GB or 800MB; a number alone is bytes (else "
            "500MB)"
        ),
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="if the API refuses the request, look up why, by GETs with the same keys",
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="read the object and print what a PUT would change of it; send it only with --yes",
    )
    parser.add_argument("--yes", action="store_true", help="don't ask before POST, PUT and DELETE")
    parser.add_argument("--read-only", action="store_true", help="refuse everything but GET")
    return parser


def _code() -> argparse.ArgumentParser:
    parser = _parser("code", "Print the code of a request; nothing is sent.", ("calls", "code"))
    parser.add_argument(
        "language",
        metavar="LANGUAGE",
        type=_text,
        help="python, php, node, go, perl, csharp, curl, try (this program), signature (what is "
        "hashed, explained)",
    )
    _request_options(parser)
    parser.add_argument(
        "--call-only", action="store_true", help="only the call, without client and imports"
    )
    parser.add_argument(
        "--from-config",
        action="store_true",
        help="read credentials from the environment or ovh.conf instead of placeholders",
    )
    parser.add_argument(
        "--pages",
        action="store_true",
        help="follow the pages of a list (all languages except try and signature)",
    )
    parser.add_argument(
        "--parameters", action="store_true", help="describe the parameters in comments"
    )
    parser.add_argument(
        "--es-module", action="store_true", help="an ES module instead of CommonJS (node)"
    )
    parser.add_argument(
        "--wait",
        action="store_true",
        help="wait for the task that the operation starts (python, php, node, go, perl, csharp)",
    )
    return parser


def _search() -> argparse.ArgumentParser:
    parser = _parser(
        "search", "Find operations in the catalog, best first.", ("catalog", "search_catalog")
    )
    parser.add_argument("words", metavar="WORDS", nargs="+", type=_text)
    parser.add_argument("--branch", choices=("v1", "v2"))
    parser.add_argument("--limit", metavar="N", type=_positive, default=20)
    parser.add_argument(
        "--json",
        action="store_true",
        help="a list of objects: branch, method, path, description, status, effects, why",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="explain how the words were understood and how operations were scored",
    )
    _endpoint_options(parser)
    return parser


def _sync() -> argparse.ArgumentParser:
    parser = _parser(
        "sync",
        "Download the whole catalog, so that nothing is left to download later.",
        ("catalog", "sync_catalog"),
    )
    _endpoint_options(parser)
    return parser


def _doctor() -> argparse.ArgumentParser:
    parser = _parser(
        "doctor",
        "Say how this program is set up, and what is wrong: terminal, settings, endpoint, network, "
        "keys, catalog, files. It sends GET alone, and works without network and without keys. "
        "Exit code 0 where all is well, 1 where something is wrong, 2 for wrong usage.",
        ("doctor", "doctor"),
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON; no secret is in it")
    parser.add_argument(
        "--read-only",
        action="store_true",
        help="check the setup of an explorer started with --read-only",
    )
    _endpoint_options(parser)
    return parser


def _sandbox() -> argparse.ArgumentParser:
    from ovh_explorer.sandbox.arguments import EPILOG, add_arguments

    parser = _parser(
        "sandbox",
        "Run a local sandbox of the API until interrupted. It listens on this machine only.",
        ("sandbox", "serve_sandbox"),
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_arguments(parser)
    return parser


_PARSERS = {
    "try": _try,
    "code": _code,
    "search": _search,
    "sync": _sync,
    "doctor": _doctor,
    "sandbox": _sandbox,
}


def _text(word: str) -> str:
    """An argument as the UTF-8 that it is, by whatever locale the system's bytes were read."""
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeDecodeError as error:
        words = f"this is not UTF-8: byte {error.start + 1} is 0x{error.object[error.start]:02X}"
        raise argparse.ArgumentTypeError(words) from None
    except UnicodeEncodeError as error:
        words = (
            f"character {error.start + 1} is half a character (a lone surrogate), which can't be "
            "sent"
        )
        raise argparse.ArgumentTypeError(words) from None


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _size(text: str) -> int:
    """The bytes of ``2GB``, ``1.5 GB``, ``800MB``, ``64kB`` or ``1000``."""
    found = re.fullmatch(
        r"(\d{1,12}(?:\.\d{1,6})?)\s*([kmgt]?)b?", text.strip(), re.ASCII | re.IGNORECASE
    )
    size = 0 if found is None else round(float(found[1]) * _UNITS[found[2].lower()])
    if not size:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no size. Write it such as 2GB, 800MB or 1000 (bytes)."
        )
    return size


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 86400:
        raise ValueError(text)
    return number
