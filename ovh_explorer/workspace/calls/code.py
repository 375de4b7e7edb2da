"""Code for the run's region and its way to sign in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, CallError, placeholders
from ovh_explorer.config import ENDPOINTS, AccessToken, OAuth2Client
from ovh_explorer.config.profiles import PREFIX
from ovh_explorer.form import FormInvalid
from ovh_explorer.form.draft import fill
from ovh_explorer.snippets import LANGUAGES, SnippetContext, Task, script, snippet
from ovh_explorer.snippets.code_types import NOTHING, CallTypes
from ovh_explorer.text import plain_line
from ovh_explorer.translation import N_, _
from ovh_explorer.workspace.calls.code_types import types_of_call
from ovh_explorer.workspace.navigation.task_place import task_place
from ovh_explorer.workspace.settings import Settings

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.form import Form

__all__ = ["CodeChoices", "CodeWriter", "can_follow_pages", "can_wait", "snippet_context"]

_CURSOR = "X-Pagination-Cursor"
_INDEX = re.compile(r"\[\d+\]")
# In comments it is English as they are; a text that explains is in the user's language.
_OTHER_ENDPOINT = N_("Written with {where}. This code calls ovh-eu: change it for another region.")
# In code, which is the same in each language.
# not for people
_LEFT_OUT = "Secrets were left out. Fill in the empty values, then remove this line."


@dataclass(frozen=True, slots=True)
class CodeChoices:
    """How the user wants code.

    Attributes:
        call_only: the call alone.
        configured: credentials from the environment or ``ovh.conf`` instead of placeholders.
        pages: follow the pages of a list, for an operation and a language of
            :func:`can_follow_pages`.
        modules: ES modules, in languages that have them.
        parameters: describe the parameters in comments.
        waits: wait for the task that an answer is, where there is one.
    """

    call_only: bool = False
    configured: bool = False
    pages: bool = False
    modules: bool = False
    parameters: bool = False
    waits: bool = False


_PLAIN = CodeChoices()


def snippet_context(settings: Settings, choices: CodeChoices = _PLAIN) -> SnippetContext:
    """What code names: the region's endpoint; for the demo and other URLs ``ovh-eu``, said in a
    comment.
    """
    endpoint = settings.endpoint
    note = explained = ""
    if endpoint.is_custom:
        where = N_("the demo") if settings.demo else endpoint.root
        note = _OTHER_ENDPOINT.format(where=where)
        explained = _(_OTHER_ENDPOINT).format(where=_(where) if settings.demo else where)
        endpoint = ENDPOINTS["ovh-eu"]
    return SnippetContext(
        endpoint=endpoint.name,
        base_url=endpoint.root,
        note=note,
        explained_note=explained,
        call_only=choices.call_only,
        token_page=endpoint.token_page or "",
        configured=choices.configured,
        section=_section(settings),
        config_file="" if settings.config_file is None else str(settings.config_file.absolute()),
        service_account=isinstance(settings.found.credentials, OAuth2Client),
        access_token=isinstance(settings.found.credentials, AccessToken),
        token_url=endpoint.oauth2_token_url or "",
        profile=settings.profile,
        called="" if endpoint == ENDPOINTS[endpoint.name] else endpoint.root,
        pages=choices.pages,
        modules=choices.modules,
    )


def _section(settings: Settings) -> str:
    """The section that code takes the keys from, where the wrappers look in another one."""
    if settings.profile:
        return f"{PREFIX}{settings.profile}"
    # A custom endpoint's keys are none for the region that the code names.
    return "" if settings.endpoint.is_custom else settings.found.section


class CodeWriter:
    """Writes the code of calls.

    Args:
        settings: those in use.
        form: an empty form of the operation of a branch, method and path, where there is one.
        store: gives the catalog, which says where a task is shown.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        form: "Callable[[str, str, str], Form | None]",
        store: "Callable[[], Store]",
    ) -> None:
        self._settings = settings
        self._form = form
        self._store = store

    def code(self, language: str, call: Call, choices: CodeChoices = _PLAIN) -> str:
        """The code of a call in a language of :data:`ovh_explorer.snippets.LANGUAGES`."""
        return snippet(language, call, self.context(choices))

    def script(self, language: str, calls: Sequence[Call], choices: CodeChoices = _PLAIN) -> str:
        """A script of several calls; where their secrets were left out, it ends before it sends
        anything and says so.

        Raises:
            SnippetError: when one of them can't be written.
        """
        context = self.context(choices)
        if any(call.sensitive for call in calls):
            context = replace(context, stop=_LEFT_OUT)
        return script(language, calls, context)

    def context(self, choices: CodeChoices = _PLAIN) -> SnippetContext:
        """What code names and says, for the keys and the region in use."""
        context = replace(
            snippet_context(self._settings(), choices),
            describe=self._description,
            refused=self._is_refused,
            types=self._types,
        )
        if choices.parameters:
            context = replace(context, parameters=self._parameters)
        return replace(context, task=self._task) if choices.waits else context

    def _types(self, call: Call) -> CallTypes:
        """The types of what a call sends and gets."""
        form = self._form(call.branch, call.method, call.path)
        return NOTHING if form is None else types_of_call(form.operation, form.models)

    def _parameters(self, call: Call) -> list[tuple[str, str]]:
        """What the schema says of the parameters that a call gives, each once."""
        form = self._form(call.branch, call.method, call.path)
        if form is None:
            return []
        fill(form, call)
        found: dict[str, str] = {}
        waiting = [field for field in form.fields if field.is_given]
        while waiting:
            field = waiting.pop(0)
            words = " ".join(plain_line(field.schema.description).split())
            if words and field.key is None:
                found.setdefault(_INDEX.sub("[]", field.where), words)
            waiting[:0] = [part for part in field.parts if part.is_given]
        return list(found.items())

    def _task(self, call: Call) -> Task | None:
        """The task that a call's answer is."""
        store = self._store()
        operation = store.operation(call.branch, call.method, call.path)
        place = None if operation is None else task_place(store, operation)
        if place is None:
            return None
        if place.repeats:
            return Task(call, "", place.state, place.over, place.done, repeats=True)
        given = dict(call.path_values)
        values = {name: given[name] for name in placeholders(place.path)}
        signed = call.authenticated
        parent = Call.make(call.branch, "GET", place.path, path_values=values, authenticated=signed)
        several = place.several
        return Task(parent, place.id, place.state, place.over, place.done, several)

    def _description(self, call: Call) -> str:
        form = self._form(call.branch, call.method, call.path)
        return "" if form is None else plain_line(form.operation.description)

    def _is_refused(self, call: Call) -> bool:
        """Whether the form doesn't make a call, so that it was sent as it is."""
        form = self._form(call.branch, call.method, call.path)
        if form is None:
            return True
        fill(form, call)
        try:
            made = form.call()
        except FormInvalid as error:
            # A secret that was left out is asked for by the line itself.
            return not call.sensitive or any(
                mistake.field is None or mistake.field.is_given for mistake in error.mistakes
            )
        except CallError:
            return True
        return not call.sensitive and not _is_same(made, call)


def can_follow_pages(language: str, operation: "Operation") -> bool:
    """Whether there is code in `language` that follows the pages of what `operation` lists by
    declared headers.
    """
    declared = any(parameter.name == _CURSOR for parameter in operation.placed("header"))
    return declared and operation.response.endswith("[]") and LANGUAGES[language].pages


def can_wait(language: str, store: "Store", operation: "Operation") -> bool:
    """Whether there is code in `language` that waits for the task that `operation` answers with."""
    return LANGUAGES[language].waits and task_place(store, operation) is not None


def _is_same(made: Call, call: Call) -> bool:
    """Whether a form makes the request that was sent."""
    parts = ((made.target, call.target), (made.headers, call.headers), (made.body, call.body))
    return all(mine == other for mine, other in parts)
