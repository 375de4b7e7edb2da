"""What is asked before anything but a GET is sent."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ovh_explorer.call import Call
from ovh_explorer.form import Form, FormInvalid, present_of
from ovh_explorer.translation import N_, _
from ovh_explorer.tui.key_bindings import key_in_fields
from ovh_explorer.tui.messages import ShowReadOnly
from ovh_explorer.tui.widgets.key_names import key_now
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.account.own_access import own_access_words
from ovh_explorer.workspace.calls.item_names import words_about
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from textual.widget import Widget

    from ovh_explorer.client.response import Response
    from ovh_explorer.tui.open_operation import OpenOperation
    from ovh_explorer.tui.request.pane import RequestPane
    from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
    from ovh_explorer.tui.workbench.delete_check import DeleteCheck
    from ovh_explorer.tui.workbench.put_check import PutCheck
    from ovh_explorer.workspace.calls.put_difference import LeftOut
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["RequestQuestion", "mismatch_words"]

# Said of a body that was never thought of, as of a PUT whose form is as it was opened.
_EMPTY_BODY = N_("No field is filled in: the body is {}.")
# Said of a call that the rights of the key leave out.
_NO_RIGHT = N_(
    "Your key may not call this: the API will refuse it. Press esc, then {key}, to request a key "
    "with this right."
)


def mismatch_words(problem: str) -> str:
    """What is said of a call that the schema doesn't allow."""
    if not problem:
        return ""
    return _("This does not match the schema: {problem}").format(problem=problem)


class RequestQuestion:
    """Asks whether to send a call, and shows what a PUT changes.

    Args:
        owner: the widget whose app shows the question.
        workspace: knows what calls do, and reads what a PUT changes.
        state: the responses that were shown.
        request: shows the form.
        clock: in seconds.
    """

    def __init__(
        self,
        owner: "Widget",
        workspace: "Workspace",
        state: "OpenOperation",
        request: "RequestPane",
        clock: Callable[[], float],
    ) -> None:
        self._owner = owner
        self._workspace = workspace
        self._state = state
        self._request = request
        self._clock = clock

    async def agreed(self, form: Form, call: Call, note: str) -> Call | None:
        """The call that the user agrees to: what was asked about, or that with more of the form
        filled in; None where it is not to be sent.
        """
        from ovh_explorer.tui.workbench.put_question import PutQuestion

        typed = ""
        while await self.may_send(call):
            check = self._check(form, call)
            question = self._question(form, call, note, check)
            question.go_on_from(typed)
            is_agreed = await self._owner.app.push_screen_wait(question)
            if check is not None:
                self._renew_present(form, check)
            if is_agreed:
                return call
            if not isinstance(question, PutQuestion) or not question.to_fill_in:
                return None
            again, problem = self._filled(form, call, question.to_fill_in)
            if again is None:
                return None
            call, note, typed = again, mismatch_words(problem), question.kept_word
        return None

    async def may_send(self, call: Call) -> bool:
        """Whether read-only lets a call go; says why it doesn't."""
        try:
            await self._workspace.check(call)
        except ReadOnlyError as refusal:
            words = self.refusal(refusal)
            self._owner.notify(words, severity="warning", timeout=8, markup=False)
            return False
        finally:
            # Another program may have set it.
            self._owner.post_message(ShowReadOnly())
        return True

    def refusal(self, refusal: ReadOnlyError) -> str:
        """Why a call is not sent, with the key that changes that."""
        return refusal_words(refusal, key_now(self._owner.screen, "toggle_read_only"))

    def _question(
        self, form: Form, call: Call, note: str, check: "PutCheck | None"
    ) -> "ConfirmScreen":
        from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
        from ovh_explorer.tui.workbench.delete_question import DeleteQuestion
        from ovh_explorer.tui.workbench.put_question import PutQuestion

        workspace = self._workspace
        nothing = ""
        if call.body is not None and call.json in ({}, []):
            nothing = _(_EMPTY_BODY).format(call.body.decode())
        url = workspace.url(call.masked())
        where = f"{workspace.title}, {workspace.account.who or workspace.account.standing}"
        own = own_access_words(call, workspace.account, workspace.settings.credentials)
        right = ""
        if form.operation.authenticated and self._is_forbidden(call):
            right = _(_NO_RIGHT).format(key=key_in_fields("sign_in"))
        note = "\n".join(filter(None, (right, own, note, nothing, workspace.sent.words(call))))
        effects = workspace.effects(call)
        item = partial(self._words_about, call)
        if check is not None:
            return PutQuestion(
                call,
                url,
                check,
                where=where,
                note=note,
                effects=effects,
                effects_on=partial(workspace.effects, call),
                item=item,
            )
        if not item() and (look := self._look(call)) is not None:
            return DeleteQuestion(call, url, look, where=where, note=note, effects=effects)
        return ConfirmScreen(call, url, where=where, note=note, effects=effects, item=item())

    def _words_about(self, call: Call) -> str:
        """What it is that a call is about, as it was read last."""
        return words_about(call, self._state.read_since_change(call))

    # What a DELETE removes

    def _look(self, call: Call) -> "DeleteCheck | None":
        """What reads what a DELETE removes; None where nothing does, or the keys may not."""
        from ovh_explorer.tui.workbench.delete_check import DeleteCheck
        from ovh_explorer.workspace.calls.object_get import get_before_delete

        workspace = self._workspace
        reads = get_before_delete(workspace.store, call)
        if reads is None or self._is_forbidden(reads):
            return None
        return DeleteCheck(
            reads,
            self.read,
            lambda: words_about(call, self._state.read_since_change(call)),
            is_recorded=workspace.keeps_history,
        )

    def _is_forbidden(self, call: Call) -> bool:
        """Whether it is known that the keys may not send a call."""
        rights = self._workspace.account.rights
        return rights is not None and rights.may(call.branch, call.method, call.path) is False

    # What a PUT changes

    def _check(self, form: Form, call: Call) -> "PutCheck | None":
        """What reads what a PUT changes; None for what is no PUT with a body."""
        from ovh_explorer.tui.workbench.put_check import PutCheck
        from ovh_explorer.workspace.calls.put_comparison import ComparisonError, comparison_of

        workspace, present = self._workspace, present_of(form)
        comparison, problem = None, ""
        try:
            comparison = comparison_of(workspace.store, call)
            if comparison is None:
                return None
            if present is not None:
                # As the object was read that the form was filled from: else more or less is shown.
                reads = replace(comparison.reads, query=present.query)
                comparison = replace(comparison, reads=reads)
            if self._is_forbidden(comparison.reads):
                comparison, problem = None, _("These keys may not read what is there now.")
        except ComparisonError as error:
            problem = str(error)
        return PutCheck(
            call,
            comparison,
            self.read,
            self._clock,
            problem=problem,
            filled_from=None if present is None else present.value,
            is_recorded=workspace.keeps_history,
        )

    def _renew_present(self, form: Form, check: "PutCheck") -> None:
        """Have the form show the object as it was just read."""
        present, values = present_of(form), check.values
        if present is not None and values is not None:
            form.present = replace(present, value=check.value, values=values)
            self._request.view.update()

    async def read(self, call: Call) -> "Response":
        """Send a GET, and keep it in the history, as all that is sent."""
        workspace = self._workspace
        response = await workspace.recorder.send(call, workspace.send, is_beside=True)
        self._state.note_read(call, response)
        return response

    def _filled(
        self, form: Form, call: Call, left_out: "tuple[LeftOut, ...]"
    ) -> tuple[Call | None, str]:
        """The call of the form with what was left out of it, and what is wrong with that."""
        from ovh_explorer.workspace.calls.put_difference import with_left_out

        with self._request.view.changes.change(form):
            form.take_body(with_left_out(call.json, left_out))
        self._request.refresh_form()
        try:
            return form.call(), ""
        except FormInvalid as error:
            return form.said(), str(error)
