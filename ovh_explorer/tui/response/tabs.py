"""The tabs of the response."""

from typing import TYPE_CHECKING

from ovh_explorer.snippets import LANGUAGES
from ovh_explorer.translation import _
from ovh_explorer.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from ovh_explorer.tui.response.code_options import CodeOptions

__all__ = ["BODY", "CODE", "ResponseTabs"]

BODY = "response"
"""The tab of the response itself."""

CODE = "code"
"""The tab of the code, whose title names the language."""


class ResponseTabs(TabBar):
    """The tabs of the response; that of the code opens a menu of languages.

    Args:
        coding: says which language is shown.
    """

    def __init__(self, coding: "CodeOptions", *, id: str | None = None) -> None:
        super().__init__(_titles(coding), menu=CODE, id=id)
        self._coding = coding

    @property
    def shown(self) -> str:
        """The name of the active tab; of the code, that of its language."""
        return self._coding.language if self.active == CODE else self.active

    def name_language(self) -> None:
        """Say which language the code is in now."""
        self.tabs = _titles(self._coding)


def _titles(coding: "CodeOptions") -> list[tuple[str, str]]:
    code = _("Code · {language} ▾").format(language=LANGUAGES[coding.language].title)
    return [
        (BODY, _("Response")),
        ("headers", _("Headers")),
        ("schema", _("Schema")),
        (CODE, code),
    ]
