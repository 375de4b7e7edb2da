"""The options of ``run`` and ``recipes``."""

from ovh_explorer.cli.parsers import (
    OUTPUT_FORMATS,
    Parser,
    endpoint_options,
    make_parser,
    seconds,
    size,
    text,
)
from ovh_explorer.translation import _, pgettext

__all__ = ["recipes_parser", "run_parser"]


def run_parser() -> Parser:
    """The parser of ``run``."""
    parser = make_parser(
        "run",
        _(
            "Run a recipe, step by step. Where a step is not a GET, nothing is sent without "
            "--yes: the requests are printed, with what they do. Responses go to standard output, "
            "one line of JSON each; a line for each step goes to standard error. The first "
            "failure ends it. Exit code 0 where all steps are done, 1 for a failure, 2 where "
            "nothing was sent: wrong usage or a refusal, 3 where a step waited in vain."
        ),
        ("run", "run_recipe"),
    )
    parser.add_argument(
        "recipe",
        metavar=pgettext("in a command", "FILE|NAME"),
        type=text,
        help=_("a file that ends in .toml, or a name that `ovh-explorer recipes` lists"),
    )
    parser.add_argument(
        "-p",
        dest="parameters",
        metavar=pgettext("in a command", "NAME=VALUE"),
        type=text,
        action="append",
        default=[],
        help=_(
            "a parameter of the recipe. A secret one is read from the variable RECIPE_NAME, or "
            "asked for at a terminal"
        ),
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help=_("send the requests that are not GET, without a question"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("print the requests, also where all are GET")
    )
    parser.add_argument(
        "--output",
        choices=OUTPUT_FORMATS,
        default="compact",
        help=_(
            "how responses are printed, as `try` has it: json as they came; compact, the default: "
            "JSON on one line"
        ),
    )
    parser.add_argument(
        "--every",
        metavar=pgettext("in a command", "SECONDS"),
        type=seconds,
        default=5.0,
        help=_("where a step waits: how long to pause between two requests (else 5)"),
    )
    parser.add_argument(
        "--wait",
        metavar=pgettext("in a command", "SECONDS"),
        type=seconds,
        default=600.0,
        help=_("where a step waits: how long altogether (else 600)"),
    )
    parser.add_argument(
        "-i",
        "--include",
        action="store_true",
        help=_("print status and headers of the responses on standard error"),
    )
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=_("print the requests on standard error, secrets masked"),
    )
    parser.add_argument(
        "--max-size",
        metavar=pgettext("in a command", "SIZE"),
        type=size,
        help=_("the largest response to take, such as 2GB or 800MB (else 500MB)"),
    )
    parser.add_argument("--read-only", action="store_true", help=_("refuse everything but GET"))
    endpoint_options(parser)
    return parser


def recipes_parser() -> Parser:
    """The parser of ``recipes``."""
    parser = make_parser(
        "recipes",
        _("List the recipes: your own, and those that ship with this program."),
        ("recipes", "list_recipes"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=_("a list of objects: name, title, description, file, parameters, steps, mistakes"),
    )
    parser.add_argument("--demo", action="store_true", help=_("say how to run one in the demo"))
    return parser
