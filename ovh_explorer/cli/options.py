"""The options of each command. Importing this imports none of what the commands do."""

import argparse

from ovh_explorer.cli.parsers import (
    Parser,
    RawFormatter,
    endpoint_options,
    make_parser,
    moment,
    positive,
    request_options,
    text,
)
from ovh_explorer.translation import N_, _, pgettext

__all__ = ["COMMANDS", "parse", "parser_of"]

COMMANDS = {
    "try": N_("send one request and print its response"),
    "run": N_("run a recipe: a series of requests in a file"),
    "recipes": N_("list the recipes that there are"),
    "code": N_("print the code of a request without sending it"),
    "search": N_("find operations in the catalog"),
    "sync": N_("download the whole catalog"),
    "changes": N_("what changed in the API since the catalog was first downloaded"),
    "doctor": N_("check keys, endpoint, network and terminal"),
    "completion": N_("print what makes TAB complete in your shell"),
    "sandbox": N_("run a local sandbox of the API"),
}
"""The commands, and what each of them is for."""

_TARGET_HELP = N_(
    """\
an operation to open: "POST /domain/zone/{zoneName}/record" (quoted or as two words), \
"GET /v2/iam/policy",
a concrete path, or a link to the web console"""
)


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


def _overview() -> str:
    """The commands, at the end of the explorer's own help."""
    target = pgettext("in a command", "TARGET")
    described = {f"[{target}]": _("explore in the terminal (this help)")}
    described |= {name: _(words) for name, words in COMMANDS.items()}
    return "\n".join(
        [
            _("commands:"),
            *(f"  ovh-explorer {name:<19} {words}" for name, words in described.items()),
            "",
            _(
                "Each command has its own --help. Keys are read from ovh.conf and OVH_* variables, "
                "as python-ovh does."
            ),
            "",
        ]
    )


def _explore() -> Parser:
    parser = make_parser(
        "",
        _(
            "Explore the OVHcloud API in the terminal: find an operation, fill it in, try it, take "
            "the code away."
        ),
        ("explore", "explore"),
        epilog=_overview(),
        formatter_class=RawFormatter,
    )
    parser.add_argument(
        "target",
        metavar=pgettext("in a command", "TARGET"),
        nargs="*",
        type=text,
        help=_(_TARGET_HELP),
    )
    parser.add_argument("--read-only", action="store_true", help=_("refuse everything but GET"))
    parser.add_argument("--no-history", action="store_true", help=_("do not save the history"))
    endpoint_options(parser)
    return parser


def _try() -> Parser:
    from ovh_explorer.cli.try_options import try_parser

    return try_parser()


def _run() -> Parser:
    from ovh_explorer.cli.run_options import run_parser

    return run_parser()


def _recipes() -> Parser:
    from ovh_explorer.cli.run_options import recipes_parser

    return recipes_parser()


def _code() -> Parser:
    parser = make_parser(
        "code", _("Print the code of a request; nothing is sent."), ("calls", "code")
    )
    parser.add_argument(
        "language",
        metavar=pgettext("in a command", "LANGUAGE"),
        type=text,
        help=_(
            "python, php, node, typescript, go, perl, csharp, java, curl, asyncio, powershell, "
            "ansible, try (this program), signature (what is hashed, explained)"
        ),
    )
    request_options(parser)
    endpoint_options(parser)
    parser.add_argument(
        "--call-only", action="store_true", help=_("only the call, without client and imports")
    )
    parser.add_argument(
        "--from-config",
        action="store_true",
        help=_("read credentials from the environment or ovh.conf instead of placeholders"),
    )
    parser.add_argument(
        "--pages",
        action="store_true",
        help=_("follow the pages of a list (all languages except ansible, try and signature)"),
    )
    parser.add_argument(
        "--parameters", action="store_true", help=_("describe the parameters in comments")
    )
    parser.add_argument(
        "--es-module", action="store_true", help=_("an ES module instead of CommonJS (node)")
    )
    parser.add_argument(
        "--wait",
        action="store_true",
        help=_(
            "wait for the task that the operation starts (all languages except curl, powershell, "
            "ansible, try and signature)"
        ),
    )
    return parser


def _search() -> Parser:
    parser = make_parser(
        "search", _("Find operations in the catalog, best first."), ("catalog", "search_catalog")
    )
    parser.add_argument(
        "words",
        metavar=pgettext("in a command", "WORDS"),
        nargs="+",
        type=text,
        help=_("what the operation does, in your own words; a path, a URL or filters"),
    )
    parser.add_argument(
        "--branch", choices=("v1", "v2"), help=_("only the operations of this branch")
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=positive,
        default=20,
        help=_("how many are listed at most (20)"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=_("a list of objects: branch, method, path, description, status, effects, why"),
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help=_("explain how the words were understood and how operations were scored"),
    )
    endpoint_options(parser)
    return parser


def _sync() -> Parser:
    parser = make_parser(
        "sync",
        _("Download the whole catalog, so that nothing is left to download later."),
        ("catalog", "sync_catalog"),
    )
    endpoint_options(parser)
    return parser


def _changes() -> Parser:
    parser = make_parser(
        "changes",
        _(
            "Print what refreshes of the catalog found changed in the API: operations that came, "
            "went or are deprecated, and the parameters and values that they take. Favourites and "
            "past requests come first. It downloads nothing: `ovh-explorer sync` does."
        ),
        ("changes", "show_changes"),
    )
    parser.add_argument(
        "--since",
        metavar=pgettext("in a command", "DATE"),
        type=moment,
        help=_("only what was found since then: 2026-11-29, or 2026-11-29T08:30"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=_(
            "a list of objects: at, kind, branch, product, operations, part, value, replacement, "
            "used_in"
        ),
    )
    endpoint_options(parser)
    return parser


def _doctor() -> Parser:
    parser = make_parser(
        "doctor",
        _(
            "Say how this program is set up, and what is wrong: terminal, settings, endpoint, "
            "network, keys, catalog, files. It sends GET alone, and works without network and "
            "without keys. Exit code 0 where all is well, 1 where something is wrong, 2 for wrong "
            "usage."
        ),
        ("doctor", "doctor"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("print it as JSON; no secret is in it")
    )
    parser.add_argument(
        "--read-only",
        action="store_true",
        help=_("check the setup of an explorer started with --read-only"),
    )
    endpoint_options(parser)
    return parser


def _completion() -> Parser:
    parser = make_parser(
        "completion",
        _(
            "Print the script that completes this program's commands in a shell: options, paths "
            "of the catalog, parameters and their values. Write it where the shell looks for it: "
            "bash with bash-completion: ~/.local/share/bash-completion/completions/ovh-explorer; "
            "zsh: the file _ovh-explorer in a directory of fpath; "
            "fish: ~/.config/fish/completions/ovh-explorer.fish; "
            "PowerShell: pipe it through Out-String and Invoke-Expression in $PROFILE."
        ),
        ("completion_command", "print_completion"),
    )
    parser.add_argument(
        "shell",
        metavar=pgettext("in a command", "SHELL"),
        nargs="?",
        choices=("bash", "zsh", "fish", "powershell"),
        help=_("bash, zsh, fish or powershell"),
    )
    parser.add_argument(
        "--account-values",
        choices=("on", "off"),
        help=_(
            "whether TAB offers values from your account, such as your zones: they are looked up "
            "in the background with your keys, and kept readable only by you (off at first)"
        ),
    )
    return parser


def _sandbox() -> Parser:
    from ovh_explorer.sandbox.arguments import add_arguments, epilog

    parser = make_parser(
        "sandbox",
        _("Run a local sandbox of the API until interrupted. It listens on this machine only."),
        ("sandbox", "serve_sandbox"),
        epilog=epilog(),
        formatter_class=RawFormatter,
    )
    add_arguments(parser)
    return parser


_PARSERS = {
    "": _explore,
    "try": _try,
    "run": _run,
    "recipes": _recipes,
    "code": _code,
    "search": _search,
    "sync": _sync,
    "changes": _changes,
    "doctor": _doctor,
    "completion": _completion,
    "sandbox": _sandbox,
}
