"""What a new service account may do, and on what: its policy as it will be sent."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from ovh_explorer.text import printable
from ovh_explorer.translation import _, ngettext, number, pgettext
from ovh_explorer.tui.dialogs.guarded import GuardedScreen
from ovh_explorer.tui.drawing.documents import HighlightedText
from ovh_explorer.tui.key_bindings import bindings
from ovh_explorer.tui.signin.verify_screen import BOX
from ovh_explorer.tui.widgets.inputs import LineInput
from ovh_explorer.tui.widgets.line_view import LineView
from ovh_explorer.workspace.account.policy import IDENTITY, policy_body

__all__ = ["ServicePlan", "ServicePolicyScreen"]

# Lines of everything else on the screen; lines of the policy that are in sight at least.
_OTHER_LINES = 16
_MIN_POLICY_LINES = 6


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """A service account that is to be made.

    Attributes:
        actions: the IAM actions that it is allowed.
        urns: the resources that it is allowed them on.
    """

    name: str
    description: str
    actions: tuple[str, ...]
    urns: tuple[str, ...]


class ServicePolicyScreen(GuardedScreen[ServicePlan | None]):
    """Asks for a name, shows the policy, and lets the resources be chosen; nothing is sent yet.

    Args:
        plan: what to begin with.
        choose: asks which resources, from those that are chosen; None where the user went back.
    """

    BINDINGS = bindings("dialog", "fields")
    DEFAULT_CSS = f"""
    ServicePolicyScreen {{
        {BOX}
        & LineView {{ margin: 1 0 0 0; }}
    }}
    """

    def __init__(
        self,
        endpoint: str,
        plan: ServicePlan,
        choose: Callable[[Sequence[str]], Awaitable[Sequence[str] | None]],
    ) -> None:
        super().__init__()
        self._endpoint = endpoint
        self._plan = plan
        self._choose = choose
        self._urns = tuple(plan.urns)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, classes="question") as box:
            box.border_title = Content(
                printable(_("A service account · {endpoint}").format(endpoint=self._endpoint))
            )
            box.border_subtitle = _("esc goes back")
            lines = (
                ("name", pgettext("a field", "name"), self._plan.name),
                ("description", pgettext("a field", "description"), self._plan.description),
            )
            for name, label, text in lines:
                with Horizontal(classes="line"):
                    yield Static(label)
                    yield LineInput(text, id=name, enter_goes_on=True)
            yield Static("", id="resources", markup=False, classes="gap")
            with Horizontal(classes="buttons"):
                yield Button(_("Choose resources"), id="choose", compact=True)
            words = _("Two requests make it, each shown before it is sent. The policy:")
            yield Static(words, classes="dim gap")  # not for people
            yield LineView(id="policy")
            yield Static("", id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Go on  ^r"), id="go-on", variant="primary", compact=True)
                yield Button(_("Back  esc"), id="cancel", compact=True)

    def on_mount(self) -> None:
        self.query_one("#go-on").focus()
        self._show()

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    @on(Input.Changed)
    def _show(self) -> None:
        count = len(self._plan.actions)
        words = ngettext(
            "Allows {count} action on: {resources}", "Allows {count} actions on: {resources}", count
        )
        resources = ", ".join(self._urns) or _("none yet")
        words = words.format(count=number(count), resources=resources)
        self.query_one("#resources", Static).update(printable(words))
        body = policy_body(self._text("name"), IDENTITY, self._plan.actions, self._urns)
        policy = self.query_one("#policy", LineView)
        policy.document = HighlightedText(json.dumps(body, indent=2, ensure_ascii=False), "json")
        self._say("")
        self.on_resize()

    def on_resize(self) -> None:
        """Give the policy the lines that nothing else needs."""
        policy = self.query_one("#policy", LineView)
        room = max(_MIN_POLICY_LINES, self.app.size.height - _OTHER_LINES)
        policy.styles.height = min(policy.document.height, room)

    def _say(self, words: str) -> None:
        self.query_one("#problem", Static).update(printable(words))

    @on(Button.Pressed, "#choose")
    @work(exclusive=True, group="choose")
    async def _on_choose(self) -> None:
        chosen = await self._choose(self._urns)
        if chosen is not None:
            self._urns = tuple(chosen)
            self._show()

    @on(Button.Pressed, "#go-on")
    def _on_go_on(self) -> None:
        name = self._text("name")
        if not name:
            self._say(_("Name it."))
        elif not self._urns:
            self._say(_("Choose a resource: a policy without any allows nothing."))
        else:
            plan = self._plan
            description = self._text("description") or name
            self.dismiss(ServicePlan(name, description, plan.actions, self._urns))

    @on(Button.Pressed, "#cancel")
    def _on_cancel(self) -> None:
        self.dismiss(None)
