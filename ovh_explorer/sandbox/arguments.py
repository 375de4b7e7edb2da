"""The sandbox's options, for ``ovh-explorer sandbox`` and for the process that a demo starts."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ovh_explorer.sandbox import DEMO_CLIENT, DEMO_KEYS, DEMO_TOKEN, Strictness
from ovh_explorer.sandbox.faults import KINDS, FaultError, Faults

__all__ = ["EPILOG", "add_arguments", "serve_by_options"]

EPILOG = (
    "faults (also as a request header, X-Sandbox-Fault: latency=0.5, 429=30; or none):\n"
    + "".join(f"  {kind:<14}{words}\n" for kind, words in KINDS.items())
    + f"""
Public example credentials, valid only for this sandbox:
  application key     {DEMO_KEYS.application_key}
  application secret  {DEMO_KEYS.application_secret}
  consumer key        {DEMO_KEYS.consumer_key}
  client id, secret   {DEMO_CLIENT.client_id} {DEMO_CLIENT.client_secret} \
(tokens: /auth/oauth2/token)
  access token        {DEMO_TOKEN.text} \
(of the user {DEMO_TOKEN.user}: Authorization: Bearer …)

POST /sandbox/reset makes the sandbox start over.
"""
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options on `parser`."""
    parser.add_argument(
        "--port", metavar="N", type=int, default=0, help="the port; a free one by default"
    )
    parser.add_argument(
        "--schemas",
        metavar="DIR",
        type=Path,
        help="a catalog to serve: v1/index.json, v1/domain.json, …",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="refuse everything but GET, signing in excepted"
    )
    parser.add_argument(
        "--strict",
        nargs="?",
        const=Strictness.ALL.value,
        default=Strictness.NONE.value,
        choices=[item.value for item in Strictness],
        help="answer 404 for an id that is in no list: for every id, or only for those of services",
    )
    parser.add_argument(
        "--fault",
        metavar="KIND[=N]",
        type=_faults,
        action="append",
        default=[],
        help="inject a fault into every call, see below; repeat for several faults",
    )
    parser.add_argument(
        "--tls",
        metavar="FILE",
        nargs="?",
        const="",
        help="serve https with a throw-away certificate, made with openssl and written to FILE "
        "for clients to trust",
    )
    parser.add_argument("--quiet", action="store_true", help="do not print a line for each request")


def serve_by_options(
    options: argparse.Namespace, ready: Callable[[str], None], *, until_input_ends: bool = False
) -> None:
    """Serve as the options say, until interrupted.

    Raises:
        SandboxError: when it can't be served.
    """
    from ovh_explorer.sandbox.server import serve

    serve(
        options.port,
        options.schemas,
        ready=ready,
        until_input_ends=until_input_ends,
        faults=Faults(tuple(kind for faults in options.fault for kind in faults.kinds)),
        read_only=options.read_only,
        strictness=Strictness(options.strict),
        log=None if options.quiet else _write,
        tls=options.tls is not None,
        certificate_file=Path(options.tls) if options.tls else None,
    )


def _write(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _faults(text: str) -> Faults:
    try:
        return Faults.parse(text)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
