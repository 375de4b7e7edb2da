"""Questions before requests that nothing is sent for."""

from typing import Never

from ovh_explorer.call import Call
from ovh_explorer.client.errors import ClientError
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.delete_check import DeleteCheck
from ovh_explorer.tui.workbench.delete_question import DeleteQuestion
from ovh_explorer.tui.workbench.put_check import PutCheck
from ovh_explorer.tui.workbench.put_question import PutQuestion
from ovh_explorer.workspace.calls.effect_words import CallEffects

__all__ = ["DELETION", "confirm_screen", "delete_question", "put_question"]

DELETION = Call.make(
    "v1", "POST", "/domain/zone/{zoneName}/refresh", path_values={"zoneName": "example.com"}
)
_CHANGE = Call.make("v1", "PUT", "/me", body=b"{}")
_REMOVAL = Call.make("v1", "DELETE", "/vps/{serviceName}", path_values={"serviceName": "v"})
_URL = "https://example.com/"


async def _read(_call: object) -> Never:
    raise AssertionError("nothing can be read")


async def _fail(_call: object) -> Never:
    raise ClientError("no response")


def confirm_screen() -> ConfirmScreen:
    """The question before a request without a body."""
    return ConfirmScreen(DELETION, _URL, where="here", effects=CallEffects())


def delete_question() -> DeleteQuestion:
    """The question before a DELETE of an object whose GET gets no response."""
    return DeleteQuestion(_REMOVAL, _URL, _check(), where="here", effects=CallEffects())


def _check() -> DeleteCheck:
    return DeleteCheck(_REMOVAL, _fail, lambda: "")


def put_question() -> PutQuestion:
    """The question before a PUT that nothing can be compared with."""
    check = PutCheck(_CHANGE, None, _read, lambda: 0.0, problem="There is no GET.")
    effects = CallEffects()
    return PutQuestion(
        _CHANGE, _URL, check, where="here", effects=effects, effects_on=lambda _now: effects
    )
