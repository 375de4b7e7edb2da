"""Makes a service account and its policy: two requests, each shown before it is sent."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from ovh_explorer.call import Call
from ovh_explorer.config import ConfigError, OAuth2Client
from ovh_explorer.text import printable
from ovh_explorer.translation import _
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.signin.service_policy import ServicePlan
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.refusal import refusal_words
from ovh_explorer.workspace.account.account_key import AccountKey
from ovh_explorer.workspace.account.policy import (
    client_call,
    client_details_call,
    policy_body,
    policy_call,
)
from ovh_explorer.workspace.calls.error_doctor import is_end_unknown
from ovh_explorer.workspace.calls.made import fate_of_client, is_policy_there
from ovh_explorer.workspace.workspace import ReadOnlyError

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ServiceAccountRequests"]


class ServiceAccountRequests:
    """Sends what makes a service account, after a question for each request.

    Args:
        app: for dialogs and toasts.
        workspace: its keys sign the requests; it can be read-only.
    """

    def __init__(self, app: App[Any], workspace: "Workspace") -> None:
        self._app = app
        self._workspace = workspace
        # Whether the last request may have been carried out although it seems not so.
        self._is_end_unknown = False
        # What can't be had again of the account that was made.
        self._loss = ""

    async def make(self, plan: ServicePlan) -> OAuth2Client | None:
        """A service account with its policy; None where there is none in the end.

        Where the policy isn't made, the account is offered for deletion.
        """
        note = _("The policy follows: it is shown before it is sent.")
        call = client_call(plan.name, plan.description)
        content = await self._ask_and_send(
            call,
            _("service account {name}").format(name=plan.name),
            note,
            keeps_response=False,
        )
        client = self._read(content)
        if client is None:
            if content is not None:
                self._say(_("The API responded without a client id and a secret."))
            if content is not None or self._is_end_unknown:
                self._say(await fate_of_client(self._workspace.send, plan.name))
            return None
        loss = _(
            "The service account {client_id} was created. "
            "Once you leave, its secret can't be read again."
        )
        self._loss = loss.format(client_id=client.client_id)
        identity = await self._identity(client.client_id)
        if not identity:
            words = _("The new service account's identity can't be read: no policy can name it.")
            self._say(words)
        elif await self._send_policy(plan, identity):
            return client
        return await self._without_policy(plan, client, identity)

    def _read(self, content: Any) -> OAuth2Client | None:
        found = content if isinstance(content, dict) else {}
        try:
            return OAuth2Client(str(found["clientId"]), str(found["clientSecret"]))
        except (KeyError, ConfigError):
            return None

    async def _identity(self, client_id: str) -> str:
        found = await self._send(client_details_call(client_id), self._workspace.send)
        identity = found.get("identity") if isinstance(found, dict) else None
        return identity if isinstance(identity, str) else ""

    async def _send_policy(self, plan: ServicePlan, identity: str) -> bool:
        call = policy_call(policy_body(plan.name, identity, plan.actions, plan.urns))
        if await self._ask_and_send(call, _("policy {name}").format(name=plan.name)) is not None:
            return True
        if not self._is_end_unknown:
            return False
        # A second one would be left behind when the first is revoked.
        is_there = await is_policy_there(self._workspace.send, plan.name, identity)
        if is_there:
            self._say(_("Looked up: the policy {name} was created anyway.").format(name=plan.name))
        return bool(is_there)

    async def _without_policy(
        self, plan: ServicePlan, client: OAuth2Client, identity: str
    ) -> OAuth2Client | None:
        """What becomes of a service account that has no policy; None where it was deleted."""
        while True:
            entries = [
                Entry(_("Send the policy again"), _("after a question"), "again"),
                Entry(
                    _("Delete the service account"),
                    _("without a policy it may do nothing; asks first"),
                    "delete",
                    must_be_meant=True,
                    deletes=True,
                ),
                Entry(_("Keep it without a policy"), _("you can create one later"), "keep"),
            ]
            title = _("{client_id} has no policy").format(client_id=client.client_id)
            menu: MenuScreen = MenuScreen(title, entries)
            menu.loss = self._loss
            chosen = await self._app.push_screen_wait(menu)
            if chosen == "again":
                identity = identity or await self._identity(client.client_id)
                if identity and await self._send_policy(plan, identity):
                    return client
            if chosen == "delete" and await self._delete(client.client_id):
                return None
            if chosen in (None, "keep"):
                return client

    async def _delete(self, client_id: str) -> bool:
        call = AccountKey("client", client_id).deletion
        item = _("service account {name}").format(name=client_id)
        return await self._ask_and_send(call, item) is not None

    # What the requests have in common

    async def _ask_and_send(
        self, call: Call, item: str, note: str = "", *, keeps_response: bool = True
    ) -> Any:
        """Show a request, send it, and keep it in the history, its response too where that may be
        kept; its response's JSON, True for an empty one, None where it was not sent or refused.
        """
        workspace = self._workspace
        self._is_end_unknown = False
        try:
            await workspace.check(call)
        except ReadOnlyError as refusal:
            self._say(refusal_words(refusal, _("esc, then R,")))
            return None
        question: ConfirmScreen = ConfirmScreen(
            call,
            workspace.url(call),
            where=f"{workspace.title}, {workspace.account.who or workspace.account.standing}",
            note=f"{workspace.sent.words(call)}\n{note}".strip(),
            effects=workspace.effects(call),
            item=item,
        )
        question.loss = self._loss
        if not await self._app.push_screen_wait(question):
            return None
        keep = workspace.recorder.send
        send = partial(keep, send=workspace.send, keeps_response=keeps_response)
        return await self._send(call, send)

    async def _send(self, call: Call, send: Callable[[Call], Awaitable["Response"]]) -> Any:
        from ovh_explorer.client.errors import ClientError

        workspace = self._workspace
        self._is_end_unknown = False
        try:
            response = await send(call)
            if response.error is not None:
                self._is_end_unknown = is_end_unknown(response)
                lines = await workspace.error_doctor.explain(call, response)
                self._say("\n".join(lines))
                return None
            content = response.json() if response.size else None
        except ReadOnlyError as refusal:
            self._say(refusal_words(refusal, _("esc, then R,")))
            return None
        except ClientError as error:
            self._is_end_unknown = error.maybe_sent
            self._say(str(error))
            return None
        except ValueError as error:
            self._is_end_unknown = True
            self._say(_("The response can't be read: {error}").format(error=error))
            return None
        return True if content is None else content

    def _say(self, words: str) -> None:
        if not words:
            return
        lines = "\n".join(printable(line) for line in words.split("\n"))
        self._app.notify(lines, severity="error", timeout=10, markup=False)
