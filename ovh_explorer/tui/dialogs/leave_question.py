"""The question before the program is left while something isn't done yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content
from textual.widgets import Static

from ovh_explorer.text import printable, printable_lines
from ovh_explorer.translation import N_, _, labelled
from ovh_explorer.tui.dialogs.question import YesNoScreen

__all__ = ["LeaveQuestion", "Unfinished"]

# Seconds after which it is seen that a response came behind the question.
_LOOK_EVERY = 0.2


@dataclass(frozen=True)
class Unfinished:
    """What isn't done yet.

    Attributes:
        sending: the requests under way that change something.
        waiting: what waits for a refresh.
        losses: what can't be had again, in whole sentences.
        recipe: the recipe that is carried out, and where the user is in it; "" for none.
        sent: the status of the response to each of the last requests that changed something.
    """

    sending: Sequence[str] = ()
    waiting: Sequence[str] = ()
    losses: Sequence[str] = ()
    recipe: str = ""
    sent: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.sending or self.waiting or self.losses or self.recipe)

    @property
    def title(self) -> str:
        """The question."""
        if self.sending:
            return _("Leave while a request is running?")
        if self.losses:
            return _("Leave without saving what is shown only once?")
        if self.waiting:
            return _("Leave without the refresh?")
        return _("Leave before the recipe is finished?")

    def words(self, *, is_demo: bool) -> str:
        """What a yes means."""
        running = _(
            "{request} is still running. If you leave now, it may be carried out all the same, and "
            "you don't see its response."
        )
        lines = [running.format(request=request) for request in self.sending]
        lines += self.losses
        if self.waiting:
            words = _("Your changes are not live yet. This waits for a refresh: {names}.")
            lines.append(words.format(names=", ".join(self.waiting)))
            if is_demo:
                lines.append(_("The demo forgets them when you quit."))
        if self.recipe:
            words = _("{recipe}. Where you are in it and the values you gave are not kept.")
            lines.append(words.format(recipe=self.recipe))
        return "\n".join(lines)


class LeaveQuestion(YesNoScreen):
    """Asks whether to leave. A response that comes behind it changes it; it closes where nothing is
    left to ask about.

    Args:
        look: what isn't done yet.
        is_demo: whether what was changed ends with the program.
    """

    CANCEL = N_("Stay  esc")

    def __init__(self, look: Callable[[], Unfinished], *, is_demo: bool) -> None:
        self._look = look
        self._is_demo = is_demo
        self._asked = asked = look()
        self._outcomes: list[str] = []
        super().__init__(asked.title, asked.words(is_demo=is_demo), _("Leave"))

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(_LOOK_EVERY, self._follow)

    def _follow(self) -> None:
        now = self._look()
        if now == self._asked or not self.is_current:
            return
        # What was under way until now, and what the API said to it.
        over = [request for request in self._asked.sending if request not in now.sending]
        self._outcomes += [labelled(it, now.sent[it]) for it in over if it in now.sent]
        self._asked = now
        if not now:
            lines = [*self._outcomes, _("Everything is done now: ^q leaves.")]
            self.notify("\n".join(map(printable, lines)), markup=False)
            self.dismiss(False)
            return
        self.query_one(".question").border_title = Content(printable(now.title))
        said = "\n".join([*self._outcomes, now.words(is_demo=self._is_demo)])
        words = "\n".join(printable_lines(said))
        self.query_one(".subject Static", Static).update(words)
        # A yes is to what it says now.
        self.say_anew()
