"""The body that the option ``-d`` gives: UTF-8, in every locale."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.terminal import interruptible
from ovh_explorer.files import words_of
from ovh_explorer.translation import _

__all__ = ["MAX_BODY_BYTES", "read_body"]

MAX_BODY_BYTES = 64 * 2**20


def read_body(data: str | None) -> str | None:
    """The text of ``-d``: its own, a file's (``@FILE``) or standard input's (``-``); None without.

    Raises:
        CommandError: for what can't be read, is too large, empty, or not UTF-8.
    """
    if data is None:
        return None
    name = _("The body")
    try:
        if data == "-":
            name = _("Standard input")
            with interruptible():
                content = _read(sys.stdin.buffer, name)
        elif data.startswith("@"):
            name = data[1:]
            with Path(name).open("rb") as file:
                content = _read(file, name)
        else:
            content = os.fsencode(data)
    except UnicodeEncodeError:  # as no terminal gives it
        raise CommandError(
            _("The body holds half a character (a lone surrogate), which can't be sent.")
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = words_of(error) if isinstance(error, OSError) else str(error)
        raise CommandError(_("The body can't be read: {error}").format(error=reason)) from None
    text = _text(content, name)
    if not text.strip():
        raise CommandError(_("The body (-d) is empty. Leave out -d to send none."))
    return text


def _read(file: BinaryIO, name: str) -> bytes:
    content = file.read(MAX_BODY_BYTES + 1)
    if len(content) > MAX_BODY_BYTES:
        raise CommandError(
            _("{name} is larger than {size} MiB: that is no body of a request.").format(
                name=name, size=MAX_BODY_BYTES // 2**20
            )
        )
    return content


def _text(content: bytes, name: str) -> str:
    """Bytes as text, whatever the locale says: JSON is UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = _("{name} is not UTF-8: byte {position} is 0x{byte:02X} (line {line}).")
        sentences = [
            words.format(name=name, position=error.start + 1, byte=content[error.start], line=line)
        ]
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            sentences.append(_("It is UTF-16."))
        sentences.append(_("Write the body in UTF-8. Nothing was sent."))
        raise CommandError(" ".join(sentences)) from None
