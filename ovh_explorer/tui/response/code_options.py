"""How the user wants code: in which language, where its credentials come from, what it does beside
the call.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from ovh_explorer.call import CallError
from ovh_explorer.catalog.store import StoreError
from ovh_explorer.form import Form
from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.translation import _, pgettext
from ovh_explorer.workspace.calls.background_code import write_beside
from ovh_explorer.workspace.calls.code import CodeChoices, can_follow_pages, can_wait
from ovh_explorer.workspace.storage.preference_names import (
    CODE_CONFIGURED,
    CODE_LANGUAGE,
    CODE_MODULES,
    CODE_PAGES,
    CODE_PARAMETERS,
    CODE_WAITS,
)

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["CodeOptions"]

# Bytes of a body and values whose code takes longer to write than a frame lasts.
_LARGE_BYTES = 20_000


class CodeOptions:
    """Writes code as the user wants it, and keeps that from run to run."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._before: list[str] = []
        self._around: list[str] = []

    @property
    def language(self) -> str:
        """The name of the language that code was last shown in."""
        return self.languages[0]

    @language.setter
    def language(self, language: str) -> None:
        used = [language, *(name for name in self._before if name != language)]
        self._workspace.preferences.set(CODE_LANGUAGE, " ".join(used))

    @property
    def languages(self) -> list[str]:
        """The languages by name, the one that code was last shown in first, then those before."""
        return [*self._used(), *(name for name in LANGUAGES if name not in self._used())]

    def _used(self) -> list[str]:
        kept = (self._workspace.preferences.get(CODE_LANGUAGE) or "").split()
        return [name for name in dict.fromkeys(kept) if name in LANGUAGES]

    def settle(self) -> None:
        """Take the language that is shown for one that is used: those that a user only passes on
        the way to it are none.
        """
        self._before = self._used()
        self._around = self.languages

    def next_language(self, language: str, by: int) -> str:
        """The language after another one (or before it), round the ends; those used last come
        first, and keep their order until :meth:`settle`.
        """
        return self._around[(self._around.index(language) + by) % len(self._around)]

    @property
    def configured(self) -> bool:
        """Whether credentials come from the environment or ``ovh.conf`` instead of placeholders."""
        return bool(self._workspace.preferences.get(CODE_CONFIGURED))

    @property
    def pages(self) -> bool:
        """Whether code follows the pages of lists where that is offered."""
        return self._is_on(CODE_PAGES)

    def toggle_pages(self) -> None:
        """One page of a list, or all."""
        self.toggle(CODE_PAGES)

    def toggle_configured(self) -> None:
        """The other place for credentials."""
        self.toggle(CODE_CONFIGURED)

    def toggle(self, name: str) -> None:
        """The other of two choices, by the name of its preference."""
        self._workspace.preferences.set(name, "" if self._is_on(name) else "1")

    def _is_on(self, name: str) -> bool:
        return bool(self._workspace.preferences.get(name))

    def offers(self, language: str, form: Form) -> list[tuple[str, str]]:
        """What can be chosen for the code of a form beside keys and pages: the name to
        :meth:`toggle`, and what that does.
        """
        words = (
            pgettext("in a menu", "do not describe the parameters")
            if self._is_on(CODE_PARAMETERS)
            else pgettext("in a menu", "describe the parameters in comments")
        )
        found = [(CODE_PARAMETERS, words)]
        if LANGUAGES[language].modules:
            now = self._is_on(CODE_MODULES)
            words = _("use CommonJS") if now else _("use an ES module")
            found.append((CODE_MODULES, words))
        if can_wait(language, self._workspace.store, form.operation):
            now = self._is_on(CODE_WAITS)
            words = _("do not wait for the task") if now else _("wait until the task is done")
            found.append((CODE_WAITS, words))
        return found

    def choices(self, language: str) -> CodeChoices:
        """All that was chosen but for a single call."""
        return CodeChoices(
            configured=self.configured,
            modules=self._is_on(CODE_MODULES) and LANGUAGES[language].modules,
            parameters=self._is_on(CODE_PARAMETERS),
            waits=self._is_on(CODE_WAITS) and LANGUAGES[language].waits,
        )

    def extension(self, language: str) -> str:
        """The ending of a file of code, without dot."""
        return "mjs" if self.choices(language).modules else LANGUAGES[language].extension

    def offers_pages(self, language: str, form: Form) -> bool:
        """Whether the list that a form requests can be followed page by page, in that language."""
        return can_follow_pages(language, form.operation)

    def write(
        self, language: str, form: Form, *, call_only: bool = False, masked: bool = False
    ) -> str:
        """The code of a form's call.

        Args:
            call_only: the call alone.
            masked: with dots for passwords, for a screen that others see too.

        Raises:
            ValueError: when it can't be written; the message says why.
        """
        call = form.preview().masked() if masked else form.preview()
        choices = self._choices_for(language, form, call_only=call_only)
        return self._workspace.code_writer.code(language, call, choices)

    def is_large(self, form: Form) -> bool:
        """Whether the code of a form's call takes longer than a key may."""
        try:
            call = form.preview()
        except CallError:
            return False
        values = sum(len(value) for _name, value in (*call.query, *call.headers, *call.path_values))
        return len(call.body or b"") + values > _LARGE_BYTES

    async def write_beside(
        self, language: str, form: Form, *, call_only: bool = False, masked: bool = False
    ) -> str:
        """The same as :meth:`write`, in a thread where the call is large.

        Raises:
            ValueError: when it can't be written; the message says why.
        """
        if not self.is_large(form):
            return self.write(language, form, call_only=call_only, masked=masked)
        # The form may say something else by the time that it is written.
        call = form.preview().masked() if masked else form.preview()
        choices = self._choices_for(language, form, call_only=call_only)
        workspace = self._workspace
        try:
            return await write_beside(
                workspace.settings,
                workspace.store.path,
                workspace.forms.schemas_version,
                lambda writer: writer.code(language, call, choices),
            )
        except StoreError as error:
            raise ValueError(str(error)) from None

    def _choices_for(self, language: str, form: Form, *, call_only: bool) -> CodeChoices:
        return replace(
            self.choices(language),
            call_only=call_only,
            pages=self.pages and self.offers_pages(language, form),
        )

    def words(self, language: str, form: Form) -> str:
        """What can be done with the code, in two lines; nothing where there can be none."""
        try:
            holds_secrets = bool(form.preview().sensitive)
        except CallError:
            return ""
        copies = (
            _("y copies it with the password, Y the call")
            if holds_secrets
            else _("y copies it, Y the call")
        )
        first = [copies]
        if self.offers_pages(language, form):
            first.append(_("p gets one page") if self.pages else _("p gets all pages"))
        first.append(_("o options"))
        second = (
            _("c uses placeholders")
            if self.configured
            else _("c uses keys of the environment or ovh.conf")
        )
        return f"{' · '.join(first)}\n{second}"
