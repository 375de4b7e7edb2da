"""Code for the run's region and its way to sign in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.call import CallError
from ovh_explorer.config import ENDPOINTS, AccessToken, OAuth2Client
from ovh_explorer.config.profiles import PREFIX
from ovh_explorer.form import FormInvalid
from ovh_explorer.form.draft import fill
from ovh_explorer.snippets import LANGUAGES, SnippetContext, script, snippet
from ovh_explorer.workspace.settings import Settings

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.form import Form

__all__ = ["CodeWriter", "can_follow_pages", "snippet_context"]

_CURSOR = "X-Pagination-Cursor"
_LEFT_OUT = "Secrets were left out: put them in where a value is empty, and take this line out."


def snippet_context(
    settings: Settings, *, call_only: bool = False, configured: bool = False, pages: bool = False
) -> SnippetContext:
    """What code names: the region's endpoint; for the demo and other URLs ``ovh-eu``, said in a
    comment.

    Args:
        configured: credentials from the environment or ``ovh.conf`` instead of placeholders.
        pages: follow the pages of a list, for an operation and a language of
            :func:`can_follow_pages`.
    """
    endpoint = settings.endpoint
    note = ""
    if endpoint.is_custom:
        where = "the demo" if settings.demo else endpoint.root
        note = f"Tried against {where}; this code names ovh-eu, the region where it is to run."
        endpoint = ENDPOINTS["ovh-eu"]
    return SnippetContext(
        endpoint=endpoint.name,
        base_url=endpoint.root,
        note=note,
        call_only=call_only,
        token_page=endpoint.token_page or "",
        configured=configured,
        section=_section(settings),
        service_account=isinstance(settings.found.credentials, OAuth2Client),
        access_token=isinstance(settings.found.credentials, AccessToken),
        token_url=endpoint.oauth2_token_url or "",
        profile=settings.profile,
        called="" if endpoint == ENDPOINTS[endpoint.name] else endpoint.root,
        pages=pages,
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
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        form: "Callable[[str, str, str], Form | None]",
    ) -> None:
        self._settings = settings
        self._form = form

    def code(
        self,
        language: str,
        call: "Call",
        *,
        call_only: bool = False,
        configured: bool = False,
        pages: bool = False,
    ) -> str:
        """The code of a call in a language of :data:`ovh_explorer.snippets.LANGUAGES`.

        Args:
            call_only: the call alone.
            configured, pages: see :func:`snippet_context`.
        """
        context = snippet_context(
            self._settings(), call_only=call_only, configured=configured, pages=pages
        )
        context = replace(context, describe=self._description, refused=self._is_refused)
        return snippet(language, call, context)

    def script(self, language: str, calls: "Sequence[Call]", *, configured: bool = False) -> str:
        """A script of several calls; where their secrets were left out, it ends before it sends
        anything and says so.

        Raises:
            SnippetError: when one of them can't be written.
        """
        context = snippet_context(self._settings(), configured=configured)
        context = replace(context, describe=self._description, refused=self._is_refused)
        if any(call.sensitive for call in calls):
            context = replace(context, stop=_LEFT_OUT)
        return script(language, calls, context)

    def _description(self, call: "Call") -> str:
        form = self._form(call.branch, call.method, call.path)
        return "" if form is None else form.operation.description

    def _is_refused(self, call: "Call") -> bool:
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


def _is_same(made: "Call", call: "Call") -> bool:
    """Whether a form makes the request that was sent."""
    parts = ((made.target, call.target), (made.headers, call.headers), (made.body, call.body))
    return all(mine == other for mine, other in parts)
