"""What ``try`` prints of a response: on standard output what a program reads, as a whole or not at
all.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ovh_explorer.cli.streams import put_bytes, tell
from ovh_explorer.cli.terminal import interruptible, say, write_plain, write_pretty
from ovh_explorer.translation import _
from ovh_explorer.workspace.response.escapes import readable
from ovh_explorer.workspace.response.filter import FilterError, filtered
from ovh_explorer.workspace.response.format import format_content
from ovh_explorer.workspace.response.output import (
    OutputError,
    csv_of_each,
    json_of_each,
    shaped,
)

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["print_each", "print_result", "write_content"]

# Bytes up to which a response is indented and coloured on a terminal.
_MAX_FORMATTED_BYTES = 64_000_000
_JSON = "application/json"


def print_result(response: "Response", options: argparse.Namespace) -> int:
    """Print a response, or what ``--filter`` leaves of it, as ``--output`` says; returns the exit
    code.
    """
    if not response.ok:
        return _print_refusal(response, options.output)
    if options.filter is None and options.output == "json":
        # A large response is never in memory as a whole.
        _print_pieces(response.pieces(), response.size, response.content_type)
        return 0
    try:
        with interruptible():
            content = _result(response, options)
            if options.output == "json":
                _print_pieces(iter([content + b"\n"]), len(content), _JSON)
            else:
                write_content(shaped(content, options.output))
    except (FilterError, OutputError) as error:
        _say_failure(response, error, options.output)
        return 1
    return 0


def print_each(responses: "Mapping[str, Response]", options: argparse.Namespace) -> int:
    """Print the responses of several profiles as one object or one table; returns the exit code.

    Whose response fits neither the filter nor the table is said, and left out.
    """
    bodies: dict[str, bytes] = {}
    code = 0
    with interruptible():
        for name, response in responses.items():
            try:
                body = _result(response, options)
                # What has no place in the whole is found before there is one.
                shaped(body, "csv" if options.output == "csv" else "compact")
                bodies[name] = body
            except (FilterError, OutputError) as error:
                say(_("Profile {name}:").format(name=name))
                _say_failure(response, error, options.output)
                code = 1
        if not bodies:
            return 1
        if options.output == "csv":
            write_content(csv_of_each(bodies))
        elif options.output == "compact":
            write_content(shaped(json_of_each(bodies), "compact"))
        else:
            text = format_content(json_of_each(bodies), _JSON).text
            _print_pieces(iter([text + b"\n"]), len(text), _JSON)
    return code


def _result(response: "Response", options: argparse.Namespace) -> bytes:
    """The body of a response, or what the filter leaves of it.

    Raises:
        FilterError: when it doesn't fit.
    """
    content = response.read()
    return content if options.filter is None else filtered(content, options.filter)


def _say_failure(response: "Response", error: ValueError, output: str) -> None:
    """Say why there is nothing to print."""
    reason = str(error).rstrip(".")
    words = _(
        "Failed to print it as {output}: {reason}. The request was sent, and answered {status}."
    )
    if isinstance(error, FilterError):
        words = _(
            "Failed to filter the response: {reason}. The request was sent, and answered {status}."
        )
    say(words.format(output=output, reason=reason, status=response.status))
    if response.method != "GET":
        # What it changed can't be asked for again, and may be a secret that is shown once.
        say(_("The whole response:"))
        write_plain(response.pieces(), tell)


def _print_refusal(response: "Response", output: str) -> int:
    """Print a refusal: as it came where JSON is read, else where it can't be taken for a result."""
    if output == "json":
        _print_pieces(response.pieces(), response.size, response.content_type)
    elif output == "compact":
        try:
            write_content(shaped(response.read(), output))
        except OutputError:  # a page of a proxy, say
            _print_pieces(response.pieces(), response.size, response.content_type)
    else:
        write_plain(response.pieces(), tell)
    return 1


def write_content(content: bytes) -> None:
    """Write what is for a program: to the byte, and safe where it is a terminal."""
    if not content:
        return
    if sys.stdout.isatty():
        # What ends the last line is written there with it.
        write_plain(iter([content.removesuffix(b"\n").removesuffix(b"\r")]))
    else:
        put_bytes(content)


def _print_pieces(pieces: Iterator[bytes], size: int, content_type: str) -> None:
    if not sys.stdout.isatty():
        for piece in pieces:
            put_bytes(piece)
    elif size > _MAX_FORMATTED_BYTES:
        write_plain(pieces)
    else:
        formatted = format_content(b"".join(pieces), content_type)
        if formatted.note:
            say(formatted.note)
        if formatted.text:
            lines = formatted.text.decode("utf-8", "replace").removesuffix("\n").split("\n")
            write_pretty(
                list(map(readable, lines)) if formatted.language == "json" else lines,
                formatted.language,
            )
