"""This program's own command line, which sends a call without a screen."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call
from ovh_explorer.snippets.by_hand import body_text
from ovh_explorer.snippets.curl import comment, quoted
from ovh_explorer.snippets.language import Language, SnippetContext, SnippetError
from ovh_explorer.snippets.layout import WIDTH

__all__ = ["LANGUAGE"]

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_./:@%+=,-]+")


def _write(call: Call, context: SnippetContext) -> str:
    branch = "/v2" if call.branch == "v2" else ""
    options = [f"-p {_pair(name, value)}" for name, value in call.path_values]
    options += [f"-q {_pair(name, value)}" for name, value in call.query]
    options += [f"-H {_pair(name, value)}" for name, value in call.headers]
    if call.body is not None:
        options.append(f"-d {_word(body_text(call))}")
    if not context.call_only:
        chosen = f"--profile {_word(context.profile)}" if context.profile else f"--endpoint {_word(context.endpoint)}"
        options.append(chosen)
    if call.method != "GET":
        options.append("--yes")
    words = [f"ovh-explorer try {call.method} {_word(branch + call.path)}", *options]
    line = " ".join(words)
    text = line if len(line) <= WIDTH else " \\\n  ".join(words)
    if context.call_only:
        return text
    return (comment(context.note) if context.note else "") + text + "\n"


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    note = comment(context.note) if context.note else ""
    plain = replace(context, note="")
    return f"#!/bin/sh\n{note}set -e\n\n" + "\n".join(_write(call, plain) for call in calls)


def _pair(name: str, value: str) -> str:
    if "=" in name:
        raise SnippetError(f"The command line can't name a parameter {name!r}: it ends a name at its first =.")
    return _word(f"{name}={value}")


def _word(text: str) -> str:
    if "\0" in text:
        raise SnippetError("A value holds a NUL, which no shell can hand to a command.")
    return text if _PLAIN_WORD.fullmatch(text) else quoted(text)


LANGUAGE = Language("try", "try", "bash", "sh", _write, _script, aliases=("ovh-explorer", "cli"))
