"""The base of all languages of snippets."""

# No words for people: code and its comments; what can't be written is said by marked messages.

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ovh_explorer.call import Call, CallError, canonical_json, operation_title
from ovh_explorer.json_levels import MAX_JSON_LEVELS, json_levels
from ovh_explorer.snippets.code_types import NOTHING, CallTypes
from ovh_explorer.translation import _

__all__ = [
    "PLACEHOLDER",
    "Language",
    "SnippetContext",
    "SnippetError",
    "Task",
    "about",
    "authenticated_call",
    "body_value",
    "check_levels",
    "has_half_character",
    "has_odd_number",
    "header_parameters",
    "heading",
    "introduction",
    "one_line",
    "parts_of",
    "waits",
    "without_words",
    "wrapped",
    "wrapper_path",
]

PLACEHOLDER = "xxxxxxxxxx"
"""What stands where a credential goes, as in the wrappers' own READMEs."""


class SnippetError(ValueError):
    """A snippet that can't be written; the message says why, and which languages there are if that
    is it.
    """


@dataclass(frozen=True, slots=True)
class Task:
    """The task that the answer of a call is, and how code waits for its end.

    Attributes:
        parent: the GET of the path that the task is below, ``/vps/NAME/tasks``; it is signed where
            the call is.
        id: the property of the answer that completes that path.
        state: the property that says how far it is.
        over: its states in which it changes no more.
        done: the one of them in which all went well.
        several: the answer is a list of such tasks.
        repeats: the call itself, which only asks, is sent again until its answer is over. It is
            the `parent` then, and there is no `id`.
    """

    parent: Call
    id: str
    state: str
    over: tuple[str, ...]
    done: str
    several: bool = False
    repeats: bool = False


def _takes_all(_call: Call) -> bool:
    return False


def _no_parameters(_call: Call) -> Sequence[tuple[str, str]]:
    return ()


def _no_task(_call: Call) -> Task | None:
    return None


def _no_types(_call: Call) -> CallTypes:
    return NOTHING


def _without_words(_call: Call) -> str:
    return ""


def _as_it_is(literal: str) -> str:
    return literal


_COMMENT_WIDTH = 85
"""Columns of a comment's words; with the mark that makes them a comment they fit every style."""


@dataclass(frozen=True, slots=True)
class SnippetContext:
    """What a snippet says beside its call.

    Attributes:
        endpoint: the region's endpoint name that the code gives to the wrapper.
        base_url: root of that region's API, without branch, for languages that write URLs.
        v1: what stands for branch v1 in URLs.
        note: one line to put as a comment on top; empty for none.
        explained_note: the same in the user's language, for a text that explains.
        call_only: only the call, without imports, client and print.
        token_page: where keys are made; empty where that isn't known.
        configured: credentials come from the environment or ``ovh.conf`` instead of placeholders
            in the code.
        section: the section of ``ovh.conf`` that holds the keys, where a profile names it; empty
            for the endpoint's own.
        config_file: the file that is looked at before the usual ones, by its whole path; empty for
            none.
        service_account: a service account signs in (OAuth2) instead of an application with a
            consumer key.
        access_token: a ready bearer token is sent, which needs no other key.
        token_url: where a service account gets its token, for languages whose wrapper knows none.
        profile: the name that this program's own command line takes the keys by; empty for the
            endpoint's own.
        called: the URL that this program's own command line is given, where the region is not
            called at the host that its name stands for; empty where the name will do.
        pages: follow the pages of a list that declares ``X-Pagination-Cursor``; see
            :attr:`Language.pages`.
        modules: ES modules instead of CommonJS; see :attr:`Language.modules`.
        describe: what an operation does, in its own words; empty where that isn't known.
        parameters: the parameters of a call with their descriptions, to be said in comments.
        task: the task that the answer of a call is, where code is to wait for its end.
        types: the types of what a call sends and gets.
        refused: whether this program's own command line refuses a call without ``--raw``.
        spell: what stands for a literal; programs put variables in place of the marks in it.
        stop: what a script says before it sends anything, and ends with; empty for none. The user
            takes the line out when what it asks for is done.
    """

    endpoint: str = "ovh-eu"
    base_url: str = "https://eu.api.ovh.com"
    v1: str = "1.0"
    note: str = ""
    explained_note: str = ""
    call_only: bool = False
    token_page: str = "https://eu.api.ovh.com/createToken/"  # noqa: S105 - a page, not a token
    configured: bool = False
    section: str = ""
    config_file: str = ""
    service_account: bool = False
    access_token: bool = False
    token_url: str = "https://www.ovh.com/auth/oauth2/token"  # noqa: S105
    profile: str = ""
    called: str = ""
    pages: bool = False
    modules: bool = False
    describe: Callable[[Call], str] = _without_words
    parameters: Callable[[Call], Sequence[tuple[str, str]]] = _no_parameters
    task: Callable[[Call], Task | None] = _no_task
    types: Callable[[Call], CallTypes] = _no_types
    refused: Callable[[Call], bool] = _takes_all
    spell: Callable[[str], str] = _as_it_is
    stop: str = ""

    def url(self, call: Call) -> str:
        """The whole URL of a call, as it is signed and sent."""
        return (
            f"{self.base_url.rstrip('/')}/{'v2' if call.branch == 'v2' else self.v1}{call.target}"
        )

    @property
    def needs_reader(self) -> bool:
        """Whether keys are configured where a wrapper that reads ``ovh.conf`` by itself doesn't
        look: in a profile's section, or in a file of another name.
        """
        return self.configured and bool(self.section or self.config_file)

    @property
    def has_application(self) -> bool:
        """Whether an application's keys sign the calls: those that the token page makes."""
        return not self.service_account and not self.access_token

    @property
    def time_url(self) -> str:
        """Where the API tells its time."""
        return f"{self.base_url.rstrip('/')}/{self.v1}/auth/time"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that calls are written in.

    Attributes:
        name: what it is called on the command line (``python``).
        title: what it is called on the screen (``Python``).
        lexer: the Pygments lexer that colours it.
        extension: of its files, without dot.
        write: the code of a call; a script ends with a line end, a call alone doesn't.
        script: a script that makes several calls, one after the other, and ends at the first that
            fails.
        pages: whether it has a second form that follows the pages of a list.
        aliases: other names it answers to.
        modules: whether it has a second form, as an ES module.
        waits: whether it has a second form that waits for the task that an answer is.
    """

    name: str
    title: str
    lexer: str
    extension: str
    write: Callable[[Call, SnippetContext], str]
    script: Callable[[Sequence[Call], SnippetContext], str]
    aliases: tuple[str, ...] = ()
    pages: bool = False
    modules: bool = False
    waits: bool = False


def wrapper_path(call: Call, context: SnippetContext) -> str:
    """The path of a call, without query, as the official wrappers take it: after their base URL in
    ``/1.0``.
    """
    path = call.concrete_path
    if call.branch == "v2":
        return f"/v2{path}"
    # The wrappers leave out their /1.0 before any path that merely begins like a branch (/v1foo
    # too).
    if context.v1 == "v1" or path.startswith(("/v1", "/v2")):
        return f"/v1{path}"
    return path


def header_parameters(call: Call) -> dict[str, str]:
    """The header parameters by name; those of one name joined, since the wrappers take a
    mapping.
    """
    spelling: dict[str, str] = {}
    joined: dict[str, str] = {}
    for name, value in call.headers:
        name = spelling.setdefault(name.lower(), name)
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def body_value(call: Call) -> Any:
    """The JSON value of a call's body, which must be there.

    Raises:
        SnippetError: when writing that value as JSON again would not give the very same bytes.
    """
    try:
        value = json.loads(call.body or b"")
        same = canonical_json(value) == call.body
    except (CallError, ValueError, RecursionError) as error:
        words = _("The body can't be written as code: {reason}")
        raise SnippetError(words.format(reason=error)) from None
    if not same:
        raise SnippetError(
            _(
                "The body isn't spelled the way the wrappers write JSON, so code would send "
                "another one."
            )
        )
    return value


def check_levels(call: Call) -> None:
    """Look that a body isn't nested deeper than code is written for.

    No new call has such a body; the history may have it of an older version.

    Raises:
        SnippetError: when it is.
    """
    try:
        is_too_deep = json_levels(call.json) > MAX_JSON_LEVELS
    except RecursionError:
        is_too_deep = True
    except ValueError:  # no JSON; languages that write it as the text it is can do that
        return
    if is_too_deep:
        words = _("The body is nested deeper than {count} levels.")
        raise SnippetError(words.format(count=MAX_JSON_LEVELS))


def parts_of(value: Any) -> Iterator[Any]:
    """A JSON value and everything in it, keys of objects too."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, dict):
            waiting += [*found, *found.values()]
        elif isinstance(found, list):
            waiting += found


def has_half_character(value: Any) -> bool:
    """Whether a text of a JSON value holds a lone surrogate, which most languages have no text
    for.
    """
    return any(
        isinstance(part, str) and any("\ud800" <= char <= "\udfff" for char in part)
        for part in parts_of(value)
    )


# A number with a point whose decimals are all needed: languages write it in no other way.
_USUAL_NUMBER = re.compile(r"-?\d+\.\d*[1-9]")


def has_odd_number(value: Any) -> bool:
    """Whether a JSON value holds a number that languages write each in their own way: 1.0, -0.0 or
    1e22.
    """
    return any(
        isinstance(part, float) and not _USUAL_NUMBER.fullmatch(repr(part))
        for part in parts_of(value)
    )


def authenticated_call(calls: Sequence[Call]) -> Call:
    """The call of several that says whether their client needs a consumer key: one that is signed,
    if any is.
    """
    return next((call for call in calls if call.authenticated), calls[0])


def waits(calls: Sequence[Call], context: SnippetContext) -> bool:
    """Whether the code of some of the calls waits for the task that an answer is."""
    return any(context.task(call) is not None for call in calls)


def heading(call: Call) -> str:
    """What a call is, in a line of a comment."""
    return one_line(operation_title(call.branch, call.method, call.target))


def introduction(call: Call, context: SnippetContext, install: str = "") -> list[str]:
    """The lines of the comment on top: the note, what the operation and its parameters do, and the
    command that installs what the code needs.
    """
    lines = [*wrapped(context.note), *_words(call, context, _COMMENT_WIDTH)]
    return [*lines, f"Install: {install}"] if install else lines


def about(call: Call, context: SnippetContext, width: int = _COMMENT_WIDTH) -> list[str]:
    """The lines of the comment above a call of several: which it is, and what it does."""
    return [heading(call), *_words(call, context, width)]


def _words(call: Call, context: SnippetContext, width: int) -> list[str]:
    lines = wrapped(context.describe(call), width)
    for name, words in context.parameters(call):
        lines += wrapped(f"{name}: {words}", width, indent="  ")
    return lines


def without_words(context: SnippetContext) -> SnippetContext:
    """The same, with nothing said of what calls do."""
    return replace(context, describe=_without_words, parameters=_no_parameters)


def wrapped(text: str, width: int = _COMMENT_WIDTH, *, indent: str = "") -> list[str]:
    """`text` in lines of a comment; a word that is longer than a line stays in one piece.

    Args:
        indent: what lines but the first begin with.
    """
    return textwrap.wrap(
        one_line(text),
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def one_line(text: str) -> str:
    """`text` on one line, its controls and invisible characters spelled out: fit for a comment."""
    return "".join(char if char.isprintable() else f"‹{ord(char):04X}›" for char in text)
