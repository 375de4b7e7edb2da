"""The options of each command. Importing this imports none of what the commands do."""

import argparse

from ovh_explorer.cli.parsers import (
    Parser,
    endpoint_options,
    make_parser,
    moment,
    positive,
    request_options,
    text,
)
from ovh_explorer.cli.run_options import recipes_parser, run_parser
from ovh_explorer.cli.try_options import try_parser

__all__ = ["COMMANDS", "parse", "parser_of"]

COMMANDS = {
    "try": "send one request and print its response",
    "run": "run a recipe: a series of requests in a file",
    "recipes": "list the recipes that there are",
    "code": "print the code of a request without sending it",
    "search": "find operations in the catalog",
    "sync": "download the whole catalog",
    "changes": "what changed in the API since the catalog was first downloaded",
    "doctor": "check keys, endpoint, network and terminal",
    "completion": "print what makes TAB complete in your shell",
    "sandbox": "run a local sandbox of the API",
}
"""The commands, and what each of them is for."""

_OVERVIEW = (
    """\
commands:
  ovh-explorer [TARGET]            explore in the terminal (this help)
"""
    + "".join(f"  ovh-explorer {name:<19} {words}\n" for name, words in COMMANDS.items())
    + """
Each command has its own --help. Keys are read from ovh.conf and \
OVH_* variables, as python-ovh does.
"""
)

_TARGET_HELP = """\
an operation to open: "POST /domain/zone/{zoneName}/record" (quoted or as two words), \
"GET /v2/iam/policy",
a concrete path, or a link to the web console"""


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options of the command that `arguments` name, with ``run`` to run it. Exits with 2 on
    wrong usage.
    """
    at = _command_at(arguments)
    if at is None:
        return parser_of("").parse_args(arguments)
    parser = parser_of(arguments[at])
    return parser.parse_args(arguments[:at] + arguments[at + 1 :])


def parser_of(command: str) -> Parser:
    """The parser of a command; of the explorer for ""."""
    return _PARSERS[command]()


def _command_at(arguments: list[str]) -> int | None:
    """Where the command stands: the first word that is no option nor an option's value."""
    skip = False
    for index, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in ("--endpoint", "--profile", "--config", "--timeout", "--lang"):
            skip = True
        elif not word.startswith("-"):
            return index if word in COMMANDS else None
    return None


def _explore() -> Parser:
    parser = make_parser(
        "",
        "Explore the OVHcloud API in the terminal: find an operation, fill it in, try it, take "
        "the code away.",
        ("explore", "explore"),
        epilog=_OVERVIEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", metavar="TARGET", nargs="*", type=text, help=_TARGET_HELP)
    parser.add_argument("--read-only", action="store_true", help="refuse everything but GET")
    parser.add_argument("--no-history", action="store_true", help="do not save the history")
    endpoint_options(parser)
    return parser


def _code() -> Parser:
    parser = make_parser("code", "Print the code of a request; nothing is sent.", ("calls", "code"))
    parser.add_argument(
        "language",
        metavar="LANGUAGE",
        type=text,
        help="python, php, node, typescript, go, perl, csharp, java, curl, "
        "try (this program), signature (what is hashed, explained)",
    )
    request_options(parser)
    endpoint_options(parser)
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
        help="wait for the task that the operation starts (all languages except curl, try and "
        "signature)",
    )
    return parser


def _search() -> Parser:
    parser = make_parser(
        "search", "Find operations in the catalog, best first.", ("catalog", "search_catalog")
    )
    parser.add_argument("words", metavar="WORDS", nargs="+", type=text)
    parser.add_argument("--branch", choices=("v1", "v2"))
    parser.add_argument("--limit", metavar="N", type=positive, default=20)
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
    endpoint_options(parser)
    return parser


def _sync() -> Parser:
    parser = make_parser(
        "sync",
        "Download the whole catalog, so that nothing is left to download later.",
        ("catalog", "sync_catalog"),
    )
    endpoint_options(parser)
    return parser


def _changes() -> Parser:
    parser = make_parser(
        "changes",
        "Print what refreshes of the catalog found changed in the API: operations that came, went "
        "or are deprecated, and the parameters and values that they take. Favourites and past "
        "requests come first. It downloads nothing: `ovh-explorer sync` does.",
        ("changes", "show_changes"),
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        type=moment,
        help="only what was found since then: 2026-11-29, or 2026-11-29T08:30",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="a list of objects: at, kind, branch, product, operations, part, value, replacement, "
        "used_in",
    )
    endpoint_options(parser)
    return parser


def _doctor() -> Parser:
    parser = make_parser(
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
    endpoint_options(parser)
    return parser


def _completion() -> Parser:
    parser = make_parser(
        "completion",
        "Print the script that completes this program's commands in a shell: options, paths of the "
        "catalog, parameters and their values. README says where the script goes.",
        ("completion_command", "print_completion"),
    )
    parser.add_argument(
        "shell",
        metavar="SHELL",
        nargs="?",
        choices=("bash", "zsh", "fish", "powershell"),
        help="bash, zsh, fish or powershell",
    )
    parser.add_argument(
        "--account-values",
        choices=("on", "off"),
        help="whether TAB offers values from your account, such as your zones: they are looked up "
        "in the background with your keys, and kept readable only by you (off at first)",
    )
    return parser


def _sandbox() -> Parser:
    from ovh_explorer.sandbox.arguments import add_arguments, epilog

    parser = make_parser(
        "sandbox",
        "Run a local sandbox of the API until interrupted. It listens on this machine only.",
        ("sandbox", "serve_sandbox"),
        epilog=epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_arguments(parser)
    return parser


_PARSERS = {
    "": _explore,
    "try": try_parser,
    "run": run_parser,
    "recipes": recipes_parser,
    "code": _code,
    "search": _search,
    "sync": _sync,
    "changes": _changes,
    "doctor": _doctor,
    "completion": _completion,
    "sandbox": _sandbox,
}
