"""This program's own command line, which sends a call without a screen."""

# No words for people: code and its comments; what can't be written is said by marked messages.

from collections.abc import Sequence
from dataclasses import replace

from ovh_explorer.call import Call, path_with_branch
from ovh_explorer.snippets.by_hand import body_text
from ovh_explorer.snippets.language import Language, SnippetContext, SnippetError
from ovh_explorer.snippets.layout import WIDTH
from ovh_explorer.snippets.shell import comment, stop, word
from ovh_explorer.translation import _

__all__ = ["LANGUAGE", "command"]


def _write(call: Call, context: SnippetContext) -> str:
    text = command(call, context)
    if context.call_only:
        return text
    return (comment(context.note) if context.note else "") + text + "\n"


def command(call: Call, context: SnippetContext, more: Sequence[str] = ()) -> str:
    """The command that sends a call, without a line end.

    Args:
        more: further options, as they are written.
    """
    options = [_pair("-p", name, value, context) for name, value in call.path_values]
    options += [_pair("-q", name, value, context) for name, value in call.query]
    options += [_pair("-H", name, value, context) for name, value in call.headers]
    if call.body is not None:
        options.append(f"-d {context.spell(word(body_text(call)))}")
    if not context.call_only:
        if context.profile:
            chosen = f"--profile {word(context.profile)}"
        else:
            chosen = f"--endpoint {word(context.called or context.endpoint)}"
        options.append(chosen)
    if call.method != "GET":
        options.append("--yes")
    if context.refused(call):
        options.append("--raw")
    options += more
    path = path_with_branch(call.branch, call.path) + ("/" if call.trailing_slash else "")
    words = [
        f"ovh-explorer try {call.method} {word(path)}",
        *options,
    ]
    line = " ".join(words)
    return line if len(line) <= WIDTH else " \\\n  ".join(words)


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    note = comment(context.note) if context.note else ""
    plain = replace(context, note="")
    return f"#!/bin/sh\n{note}{stop(context)}set -e\n\n" + "\n".join(
        _write(call, plain) for call in calls
    )


def _pair(option: str, name: str, value: str, context: SnippetContext) -> str:
    if "=" in name:
        words = _("The command line can't name a parameter {name}: it ends a name at its first =.")
        raise SnippetError(words.format(name=repr(name)))
    # Apart from its option, a word that begins with a hyphen would be taken for an option itself.
    blank = "" if name.startswith("-") else " "
    return f"{option}{blank}{context.spell(word(f'{name}={value}'))}"


LANGUAGE = Language("try", "try", "bash", "sh", _write, _script, aliases=("ovh-explorer", "cli"))
