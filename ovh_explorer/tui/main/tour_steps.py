"""The steps of the tour: what each says, and what the user does to complete it. No widget here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.translation import N_, _
from ovh_explorer.tui.messages import MilestoneKind

if TYPE_CHECKING:
    from ovh_explorer.form import Field, Form

__all__ = ["STEPS", "KeyOf", "TourProgress", "TourStep", "is_filled", "offer_lines"]

KeyOf = Callable[[str], str]
"""The key of an action, as people write it, that works where the focus is."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the tour.

    Attributes:
        kind: what completes it.
        words: what to do, in English; each ``{}`` is a key that is another one where letters are
            text.
        actions: what those keys do, by the table of keys.
    """

    kind: MilestoneKind
    words: str
    actions: tuple[str, ...] = ()


STEPS = (
    TourStep(
        "open",
        N_(
            "Find an operation by words of your own: press ^f, type dns records, "
            "press enter on a line."
        ),
    ),
    TourStep(
        "fill",
        N_(
            "Fill in the path from the account: press enter on the field with the star; "
            "↓ and ↑ go through its values, enter chooses one."
        ),
    ),
    TourStep(
        "send",
        N_("Press ^r to send the request. A GET is sent at once; anything else asks first."),
    ),
    TourStep(
        "follow",
        N_(
            "Read the response: press {} to go there. Press enter on an id to open what it names, "
            "or press m to load more, or details."
        ),
        ("show_pane('response')",),
    ),
    TourStep(
        "copy",
        N_(
            "Copy the code: press {} for the response, then ^n until its tab is Code; "
            "m chooses your language. Press {} there to copy it."
        ),
        ("show_pane('response')", "copy_response"),
    ),
)
"""The steps, in their order."""

_END = N_(
    "That was the tour. Start ovh-explorer without --demo to sign in with your own account (S). "
    "Press {} for all keys."
)


class TourProgress:
    """How far a user is on the tour, by what was done since it began."""

    def __init__(self) -> None:
        self._done: set[MilestoneKind] = set()

    @property
    def step(self) -> TourStep | None:
        """The first step that is not done; None at the end."""
        return next((step for step in STEPS if step.kind not in self._done), None)

    def note(self, kind: MilestoneKind) -> None:
        """Something was done: its step is over, now or when its turn comes."""
        self._done.add(kind)

    def look(self, form: "Form", edited: "Field | None") -> None:
        """See whether the path of the operation that is open is filled in; `edited` is the field
        that is typed into.
        """
        if "open" in self._done and is_filled(form, edited):
            self.note("fill")

    def skip(self) -> None:
        """Go to the next step."""
        if self.step is not None:
            self._done.add(self.step.kind)

    def lines(self, key: KeyOf) -> tuple[str, str]:
        """What to say: where one is, with the keys of the tour, and what to do."""
        step = self.step
        if step is None:
            where = _("Tour · {key} closes this").format(key=key("end_tour"))
            return where, _(_END).format(key("show_help"))
        where = _("Tour {step}/{count} · {skip} skips this step · {end} ends the tour").format(
            step=STEPS.index(step) + 1, count=len(STEPS), skip=key("tour"), end=key("end_tour")
        )
        return where, _(step.words).format(*map(key, step.actions))


def offer_lines(key: KeyOf) -> tuple[str]:
    """The line that offers the tour."""
    words = _("New here? {start} starts a tour of five steps · {end} closes this")
    return (words.format(start=key("tour"), end=key("end_tour")),)


def is_filled(form: "Form", edited: "Field | None") -> bool:
    """Whether all values of a form's path are there, and `edited`, the field that is typed into, is
    none of them.
    """
    fields = form.placed("path")
    return all(field.is_given and field is not edited for field in fields)
