"""Questions before requests that nothing is sent for."""

from typing import Never

from ovh_explorer.call import Call
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.put_check import PutCheck
from ovh_explorer.tui.workbench.put_question import PutQuestion
from ovh_explorer.workspace.calls.effect_words import CallEffects

__all__ = ["DELETION", "confirm_screen", "put_question"]

DELETION = Call.make(
    "v1", "POST", "/domain/zone/{zoneName}/refresh", path_values={"zoneName": "example.com"}
)
_CHANGE = Call.make("v1", "PUT", "/me", body=b"{}")
_URL = "https://example.com/"


async def _read(_call: object) -> Never:
    raise AssertionError("nothing can be read")


def confirm_screen() -> ConfirmScreen:
    """The question before a request without a body."""
    return ConfirmScreen(DELETION, _URL, where="here", effects=CallEffects())


def put_question() -> PutQuestion:
    """The question before a PUT that nothing can be compared with."""
    check = PutCheck(_CHANGE, None, _read, lambda: 0.0, problem="There is no GET.")
    return PutQuestion(_CHANGE, _URL, check, where="here", effects=CallEffects())
