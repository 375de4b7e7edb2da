"""The options of ``try``, and which of them go together."""

import argparse

from ovh_explorer import __version__
from ovh_explorer.cli.parsers import (
    OUTPUT_FORMATS,
    Parser,
    endpoint_options,
    make_parser,
    positive,
    request_options,
    seconds,
    size,
    text,
)
from ovh_explorer.translation import _, pgettext

__all__ = ["try_parser"]


def try_parser() -> Parser:
    """The parser of ``try``."""
    parser = make_parser(
        "try",
        _(
            "Send one request. The body goes to standard output, status, time and query id to "
            "standard error. Exit code 0 for a 2xx response, 1 for another or none, 2 where "
            "nothing was sent: wrong usage or a refusal, 3 where --until was not met in time."
        ),
        ("calls", "try_call"),
    )
    request_options(parser)
    parser.add_argument(
        "--from-env",
        metavar=pgettext("in a command", "PLACE.NAME=VARIABLE"),
        type=text,
        action="append",
        default=[],
        help=_(
            "take a secret value from a variable of the environment, which other users can't see: "
            "path.NAME, query.NAME or header.NAME"
        ),
    )
    _output_options(parser)
    _list_options(parser)
    _wait_options(parser)
    parser.add_argument(
        "--max-size",
        metavar=pgettext("in a command", "SIZE"),
        type=size,
        help=(
            _(
                "the largest response to take, such as 2GB or 800MB; a number alone is bytes (else "
                "500MB)"
            )
        ),
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help=_("if the API refuses the request, look up why, by GETs with the same keys"),
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help=_("read the object and print what a PUT would change of it; send it only with --yes"),
    )
    parser.add_argument(
        "--yes", action="store_true", help=_("don't ask before POST, PUT and DELETE")
    )
    parser.add_argument("--read-only", action="store_true", help=_("refuse everything but GET"))
    endpoint_options(
        parser,
        timeout=_(
            "how long to wait for the server (at each step of a request); with --until: how "
            "long to wait altogether (else 600)"
        ),
        profiles=True,
    )
    _old_abbreviations(parser)
    return parser


def _old_abbreviations(parser: argparse.ArgumentParser) -> None:
    """Keep what was short for one option before others began with the same letters."""
    words, hidden = f"ovh-explorer {__version__}", argparse.SUPPRESS
    parser.add_argument("--v", "--ve", "--ver", action="version", version=words, help=hidden)
    parser.add_argument("--d", "--de", dest="demo", action="store_true", default=False, help=hidden)
    parser.add_argument("--p", dest="profile", type=text, action="append", help=hidden)


def _output_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("output"))
    group.add_argument(
        "--filter",
        metavar=pgettext("in a command", "EXPRESSION"),
        type=text,
        help=_("print only this part of a 2xx response (JMESPath): [?s=='ok'].id"),
    )
    group.add_argument(
        "--output",
        choices=OUTPUT_FORMATS,
        default="json",
        help=_(
            "how a 2xx response is printed: json as it came; compact: JSON on one line; text: "
            "texts without quotes; lines: each item of a list on one line; csv: a list as a table"
        ),
    )
    group.add_argument(
        "-i",
        "--include",
        action="store_true",
        help=_("print status and headers of the response on standard error"),
    )
    group.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=_("print the request on standard error, secrets masked"),
    )


def _list_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("lists"))
    group.add_argument(
        "--all",
        action="store_true",
        help=_("follow the pages of a list to its end, by their cursors"),
    )
    group.add_argument(
        "--details",
        action="store_true",
        help=_(
            "print each item of a list as its own operation shows it, up to 5000; eight at once"
        ),
    )
    group.add_argument(
        "--per-minute",
        metavar="N",
        type=positive,
        help=_("with --details: send at most N requests a minute (else no limit)"),
    )


def _wait_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("waiting (GET)"))
    group.add_argument(
        "--until",
        metavar=pgettext("in a command", "EXPRESSION"),
        type=text,
        help=_(
            "send the request again until this is true of its response (JMESPath): "
            "status=='done'; then print it"
        ),
    )
    group.add_argument(
        "--every",
        metavar=pgettext("in a command", "SECONDS"),
        type=seconds,
        help=_("with --until: how long to pause between two requests (else 5)"),
    )
