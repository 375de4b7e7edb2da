"""Registry of the languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ovh_explorer.call import BRANCHES, CLIENT_HEADERS, METHODS, Call
from ovh_explorer.snippets import (
    ansible,
    command,
    csharp,
    curl,
    go,
    java,
    node,
    perl,
    php,
    powershell,
    python,
    python_asyncio,
    signature,
    typescript,
)
from ovh_explorer.snippets.language import (
    Language,
    SnippetContext,
    SnippetError,
    Task,
    check_levels,
)
from ovh_explorer.translation import _, labelled, quoted

__all__ = ["LANGUAGES", "language_of", "script", "snippet"]

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.name: language
        for language in (
            python.LANGUAGE,
            php.LANGUAGE,
            node.LANGUAGE,
            typescript.LANGUAGE,
            go.LANGUAGE,
            perl.LANGUAGE,
            csharp.LANGUAGE,
            java.LANGUAGE,
            curl.LANGUAGE,
            python_asyncio.LANGUAGE,
            powershell.LANGUAGE,
            ansible.LANGUAGE,
            command.LANGUAGE,
            signature.LANGUAGE,
        )
    }
)
"""The languages by name, in the order they are shown."""

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NO_CONTEXT = SnippetContext()


def snippet(language: str, call: Call, context: SnippetContext = _NO_CONTEXT) -> str:
    """Code that sends `call`: a whole script, or with ``context.call_only`` the call and nothing
    else.

    Values are spelled as they are in the call; what must not be shown is masked by the caller
    (:meth:`ovh_explorer.call.Call.masked`).

    Raises:
        SnippetError: for a language there is none of, or a call that this language's wrapper can't
            send.
    """
    writer = LANGUAGES[language_of(language)]
    # A method becomes a name in the code: nothing but the known ones may.
    if call.method not in METHODS or call.branch not in BRANCHES:
        words = _("There is no {branch} call with the method {method}.")
        raise SnippetError(words.format(branch=call.branch, method=quoted(call.method)))
    # As in the client, which would refuse it: one that was kept may be older than this rule.
    for name, _value in call.headers:
        if name.lower() in CLIENT_HEADERS:
            words = _("The header {name} is set by this program, not by a parameter.")
            raise SnippetError(words.format(name=name))
    check_levels(call)
    return writer.write(call, _with_plain_tasks(context))


def script(language: str, calls: Sequence[Call], context: SnippetContext = _NO_CONTEXT) -> str:
    """A script that sends `calls` one after the other and ends at the first that fails. It follows
    no pages.

    Raises:
        SnippetError: as :func:`snippet`, naming the call; and for no calls.
    """
    writer = LANGUAGES[language_of(language)]
    if not calls:
        raise SnippetError(_("There are no calls to write a script of."))
    context = replace(context, pages=False)
    # Each by itself first: one that can't be written is named.
    for call in calls:
        try:
            snippet(language, call, context)
        except SnippetError as error:
            raise SnippetError(labelled(f"{call.method} {call.path}", error)) from None
    return writer.script(calls, _with_plain_tasks(context))


def _with_plain_tasks(context: SnippetContext) -> SnippetContext:
    """The same, without tasks that languages couldn't name: of a catalog that is hostile, names
    would be code.
    """

    def task(call: Call) -> Task | None:
        found = context.task(call)
        names = () if found is None else (found.state, found.id or found.state)
        return found if all(map(_PLAIN_NAME.fullmatch, names)) else None

    return replace(context, task=task)


def language_of(name: str) -> str:
    """The name of the language that is called so, or has it as an alias.

    Raises:
        SnippetError: for a language there is none of; the message names those there are.
    """
    wanted = name.strip().lower()
    for language in LANGUAGES.values():
        if wanted == language.name or wanted in language.aliases:
            return language.name
    words = _("There are no snippets in {name}. The languages: {names}.")
    raise SnippetError(words.format(name=quoted(name), names=", ".join(LANGUAGES)))
