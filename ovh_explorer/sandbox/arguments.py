"""The sandbox's options, for ``ovh-explorer sandbox`` and for the process that a demo starts."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, DEMO_TOKEN, Strictness
from ovh_explorer.sandbox.faults import KINDS, FaultError, Faults
from ovh_explorer.translation import _, language, pgettext, quoted, set_language

__all__ = ["add_arguments", "client_environment", "epilog", "serve_by_options"]

_MAX_PORT = 65535


def epilog() -> str:
    """What the help says below the options: the faults, and example credentials."""
    faults = "".join(f"  {kind:<14}{_(words)}\n" for kind, words in KINDS.items())
    client = f"{DEMO_CLIENT.client_id} {DEMO_CLIENT.client_secret}"
    rows = (
        (_("application key"), DEMO_KEYS.application_key),
        (_("application secret"), DEMO_KEYS.application_secret),
        (_("consumer key"), DEMO_KEYS.consumer_key),
        (
            _("client id, secret"),
            _("{client} (tokens: /auth/oauth2/token)").format(client=client),
        ),
        (
            _("access token"),
            _("{token} (of the user {user}: {header})").format(
                token=DEMO_TOKEN.text,
                user=DEMO_TOKEN.user,
                header="Authorization: Bearer …",
            ),
        ),
    )
    width = max(len(name) for name, _value in rows) + 2
    keys = "".join(f"  {name:<{width}}{value}\n" for name, value in rows)
    return "\n".join(
        (
            _("faults (also as a request header, {example}; or none):").format(
                example="X-Sandbox-Fault: latency=0.5, 429=30"
            ),
            faults,
            _("A client calls it where its environment has:"),
            f"  {client_environment('URL')}\n",
            _("Public example credentials, valid only for this sandbox:"),
            keys,
            _("POST /sandbox/reset makes the sandbox start over."),
            "",
        )
    )


def client_environment(url: str) -> str:
    """What has a client call the sandbox at `url`, as a shell takes it."""
    values = {
        "OVH_ENDPOINT": url,
        "OVH_APPLICATION_KEY": DEMO_KEYS.application_key,
        "OVH_APPLICATION_SECRET": DEMO_KEYS.application_secret,
        "OVH_CONSUMER_KEY": DEMO_KEYS.consumer_key,
    }
    return " ".join(f"{name}={value}" for name, value in values.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options on `parser`."""
    parser.add_argument(
        "--port", metavar="N", type=_port, default=0, help=_("the port; a free one by default")
    )
    parser.add_argument(
        "--schemas",
        metavar=pgettext("in a command", "DIR"),
        type=Path,
        help=_("a catalog to serve: v1/index.json, v1/domain.json, …"),
    )
    parser.add_argument(
        "--read-only", action="store_true", help=_("refuse everything but GET, signing in excepted")
    )
    parser.add_argument(
        "--strict",
        nargs="?",
        const=Strictness.ALL.value,
        default=Strictness.NONE.value,
        choices=[item.value for item in Strictness],
        help=_(
            "answer 404 for an id that is in no list: for every id, or only for those of services"
        ),
    )
    parser.add_argument(
        "--fault",
        metavar=pgettext("in a command", "KIND[=N]"),
        type=_faults,
        action="append",
        default=[],
        help=_("inject a fault into every call, see below; repeat for several faults"),
    )
    parser.add_argument(
        "--tls",
        metavar=pgettext("in a command", "FILE"),
        nargs="?",
        const="",
        help=_(
            "serve https with a throw-away certificate, made with openssl and written to FILE "
            "for clients to trust"
        ),
    )
    parser.add_argument(
        "--quiet", action="store_true", help=_("do not print a line for each request")
    )


def _port(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= _MAX_PORT:
        words = _("{text} is no port. Write a number from 0 to {highest}; 0 is a free one.")
        raise argparse.ArgumentTypeError(words.format(text=quoted(text), highest=_MAX_PORT))
    return number


def serve_by_options(
    options: argparse.Namespace, ready: Callable[[str], None], *, until_input_ends: bool = False
) -> None:
    """Serve as the options say, until interrupted.

    Raises:
        SandboxError: when it can't be served.
    """
    from ovh_explorer.sandbox.server import serve

    def announce(url: str) -> None:
        # What is said from here on are responses of the API, the same in each language; pages for
        # people excepted.
        set_language("en")
        ready(url)

    serve(
        options.port,
        options.schemas,
        ready=announce,
        until_input_ends=until_input_ends,
        faults=Faults(tuple(kind for faults in options.fault for kind in faults.kinds)),
        read_only=options.read_only,
        strictness=Strictness(options.strict),
        log=None if options.quiet else _write,
        tls=options.tls is not None,
        certificate_file=Path(options.tls) if options.tls else None,
        language=language(),
    )


def _write(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _faults(text: str) -> Faults:
    try:
        return Faults.parse(text)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
