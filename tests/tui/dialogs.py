"""Each dialog of the program, as its caller makes it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Never

from textual.geometry import Offset
from textual.screen import Screen

from ovh_explorer.catalog.search import search
from ovh_explorer.config import AccessToken, Credentials, find_endpoint
from ovh_explorer.tui.dialogs.help import HelpScreen
from ovh_explorer.tui.dialogs.jump import JumpScreen
from ovh_explorer.tui.dialogs.leave_question import LeaveQuestion, Unfinished
from ovh_explorer.tui.dialogs.menu import Entry, MenuScreen
from ovh_explorer.tui.dialogs.prompt import PromptScreen
from ovh_explorer.tui.dialogs.question import YesNoScreen
from ovh_explorer.tui.dialogs.save_file import SaveFileScreen
from ovh_explorer.tui.dialogs.shown_text import ShownText
from ovh_explorer.tui.dialogs.text_editor import TextEditor
from ovh_explorer.tui.drawing.documents import highlighted
from ovh_explorer.tui.history.compare_screen import CompareScreen
from ovh_explorer.tui.history.flow_screen import FlowScreen
from ovh_explorer.tui.history.screen import HistoryScreen
from ovh_explorer.tui.main.palette import Palette
from ovh_explorer.tui.main.screen import MainScreen
from ovh_explorer.tui.main.search_screen import SearchScreen
from ovh_explorer.tui.response.columns_dialog import ColumnsScreen
from ovh_explorer.tui.signin.account_keys import AccountKeysScreen
from ovh_explorer.tui.signin.key_request import KeyRequestScreen
from ovh_explorer.tui.signin.key_wait import KeyWaitScreen
from ovh_explorer.tui.signin.new_token import MadeToken, NewTokenScreen, TokenValueScreen
from ovh_explorer.tui.signin.save_keys import SaveKeysScreen
from ovh_explorer.tui.signin.service_account import ServiceAccountScreen
from ovh_explorer.tui.signin.service_policy import ServicePlan, ServicePolicyScreen
from ovh_explorer.tui.signin.token import PasteScreen, TokenScreen
from ovh_explorer.tui.signin.tool_key_export import ToolKeyScreen, ToolKeyTasks
from ovh_explorer.tui.signin.tool_key_request import (
    ToolKeyRequestScreen,
    ToolPasteScreen,
    ToolTokenScreen,
)
from ovh_explorer.tui.signin.tool_rights import ToolRightsScreen
from ovh_explorer.tui.signin.verify_screen import LinkActions
from ovh_explorer.tui.widgets.jump_places import JumpPlace
from ovh_explorer.tui.workbench.confirm_dialog import ConfirmScreen
from ovh_explorer.tui.workbench.delete_question import DeleteQuestion
from ovh_explorer.tui.workbench.put_question import PutQuestion
from ovh_explorer.tui.workbench.several_dialog import SeveralScreen
from ovh_explorer.tui.workbench.several_results import SeveralResults
from ovh_explorer.workspace.account.access_rules import AccessRule
from ovh_explorer.workspace.account.consumer_key import KeyRequest
from ovh_explorer.workspace.account.identity import Identity
from ovh_explorer.workspace.account.tool_forms import ToolKeys
from ovh_explorer.workspace.account.tool_trial import CallTrial
from ovh_explorer.workspace.calls.call_result import CallResult
from ovh_explorer.workspace.calls.effect_words import CallEffects
from ovh_explorer.workspace.recipes.flow import Flow
from ovh_explorer.workspace.recipes.recipe import Recipe
from ovh_explorer.workspace.response.diff import Change
from ovh_explorer.workspace.response.table import Column
from ovh_explorer.workspace.storage.history import HistoryEntry
from tests.tui.made_questions import DELETION, confirm_screen, delete_question, put_question

KEYS = Credentials("k" * 16, "s" * 32, "c" * 32)
RULES = [AccessRule("GET", "/*")]


async def good(_: object, *more: object) -> Identity:
    return Identity("xx1111-ovh", account="xx1111-ovh")


def dialogs(main: MainScreen, directory) -> dict[type[Screen], Callable[[], Screen]]:
    """How each dialog is made, filled so that choosing at once closes it."""
    endpoint = find_endpoint("ovh-eu")
    link = LinkActions(lambda _: None, lambda _: None)
    sets = [("Read only", RULES)]
    request = KeyRequest(endpoint, KEYS, "https://example.com/validate")
    tried = [
        HistoryEntry(n, 0.0, main.workspace.root, "demo", DELETION, 200, 0.1, "", "")
        for n in (1, 2)
    ]
    column = Column(("id",), 2, 1, True)

    async def key_request(*_: object) -> KeyRequest:
        return request

    async def never(*_: object) -> Never:
        await asyncio.Event().wait()
        raise AssertionError

    async def trial(_told: object) -> list[CallTrial]:
        return []

    async def same(urns: Sequence[str]) -> Sequence[str]:
        return urns

    def tool_key() -> ToolKeyScreen:
        keys, tasks = ToolKeys.of(endpoint, KEYS), ToolKeyTasks(trial, None)
        screen = ToolKeyScreen("lego", "xx1111-ovh", ("environment", "exports"), keys, tasks)
        # Else it asks before it closes.
        screen.loss = ""
        return screen

    no_flow = Flow(Recipe("none", ()), (), ())
    plan = ServicePlan("ci", "CI", ("vps:apiovh:get",), ("urn:v1:eu:resource:vps:*",))
    return {
        AccountKeysScreen: lambda: AccountKeysScreen(
            main.workspace, lambda: None, lambda: datetime.now(UTC)
        ),
        PromptScreen: lambda: PromptScreen("Go to", "A line:", lambda _: "", value="1"),
        ColumnsScreen: lambda: ColumnsScreen([column], [column], 1),
        CompareScreen: lambda: CompareScreen("before", "now", [Change("added", "a", after=1)]),
        ConfirmScreen: confirm_screen,
        PutQuestion: put_question,
        DeleteQuestion: delete_question,
        SeveralScreen: lambda: SeveralScreen([(DELETION, CallEffects())], where="here"),
        SeveralResults: lambda: SeveralResults("Done", [CallResult(DELETION)], lambda _text: None),
        FlowScreen: lambda: FlowScreen([DELETION], no_flow, lambda _: no_flow),
        HelpScreen: HelpScreen,
        HistoryScreen: lambda: HistoryScreen(lambda _: tried),
        JumpScreen: lambda: JumpScreen([JumpPlace(Offset(x, 1), lambda: None) for x in (1, 2)]),
        KeyRequestScreen: lambda: KeyRequestScreen(
            endpoint, KEYS, sets, RULES, key_request, delegated=False
        ),
        LeaveQuestion: lambda: LeaveQuestion(lambda: Unfinished(["POST /x"]), is_demo=False),
        KeyWaitScreen: lambda: KeyWaitScreen(request, never, link, delegated=False),
        MenuScreen: lambda: MenuScreen("Menu", [Entry("One", "", "one"), Entry("Two", "", "two")]),
        Palette: lambda: Palette(id="--command-palette"),
        NewTokenScreen: lambda: NewTokenScreen("here", ["ada"], never),
        PasteScreen: lambda: PasteScreen(endpoint, good, str),
        SaveKeysScreen: lambda: SaveKeysScreen(
            "ovh-eu",
            [(directory / "ovh.conf", "here")],
            "me",
            lambda *_: "",
            lambda *_: None,
            as_profile=False,
        ),
        SearchScreen: lambda: SearchScreen(lambda words: search(main.workspace.store, words), str),
        ServiceAccountScreen: lambda: ServiceAccountScreen(good, str),
        ServicePolicyScreen: lambda: ServicePolicyScreen("ovh-eu", plan, same),
        TextEditor: lambda: TextEditor("Body", "{}", str),
        ShownText: lambda: ShownText("Script", highlighted("print(1)", "python"), lambda: None),
        TokenValueScreen: lambda: TokenValueScreen(
            main.workspace, MadeToken("ci", AccessToken("a-token-of-a-test"))
        ),
        TokenScreen: lambda: TokenScreen(endpoint, good, str, sets, RULES, link),
        ToolKeyScreen: tool_key,
        ToolKeyRequestScreen: lambda: ToolKeyRequestScreen(
            endpoint, KEYS, [], RULES, key_request, delegated=False
        ),
        ToolPasteScreen: lambda: ToolPasteScreen(endpoint, good, str, lambda _: ""),
        ToolRightsScreen: lambda: ToolRightsScreen("lego", "its calls", (), RULES, RULES),
        ToolTokenScreen: lambda: ToolTokenScreen(endpoint, good, str, lambda _: "", RULES, link),
        YesNoScreen: lambda: YesNoScreen("Replace it?", "It is lost.", "Replace"),
        SaveFileScreen: lambda: SaveFileScreen(b"x", str(directory / "written"), "a text"),
    }
