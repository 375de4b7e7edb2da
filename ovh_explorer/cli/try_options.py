"""The options of ``try``."""

import argparse

from ovh_explorer.cli.parsers import make_parser, request_options, size, text

__all__ = ["try_parser"]


def try_parser() -> argparse.ArgumentParser:
    parser = make_parser(
        "try",
        "Send one request. The body goes to standard output, status, time and query id to "
        "standard error. "
        "Exit code 0 for a 2xx response, 1 for another or none, 2 where nothing was sent: wrong "
        "usage or a refusal.",
        ("calls", "try_call"),
    )
    request_options(parser)
    parser.add_argument(
        "--filter",
        metavar="EXPRESSION",
        type=text,
        help="print only this part of a 2xx response (JMESPath): [?s=='ok'].id",
    )
    parser.add_argument(
        "--max-size",
        metavar="SIZE",
        type=size,
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
    parser.add_argument("--yes", action="store_true", help="don't ask before POST, PUT and DELETE")
    parser.add_argument("--read-only", action="store_true", help="refuse everything but GET")
    return parser
