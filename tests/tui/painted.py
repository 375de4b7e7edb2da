"""What the panes show, as it is painted."""

import re
from dataclasses import dataclass

__all__ = ["PaintedRequest", "PaintedResponse"]

_CODE = "Code · "
_STATUS = re.compile(r" (\d{3}) (\S.*?)  ")
_TITLE_STATUS = re.compile(r"· (\d{3}) (\S.*?) ·")
_ABOUT = re.compile(r"response to\b\s*(.*?)\s*(…|$)")


@dataclass(frozen=True)
class PaintedRequest:
    """What the request pane shows.

    Attributes:
        method, path: of the operation; "" where its head is scrolled out of sight.
        lines: all lines of the form, as far as they are in sight.
        is_titled: whether method and path stand whole in the frame.
    """

    method: str
    path: str
    lines: tuple[str, ...]
    is_titled: bool = False

    @property
    def title(self) -> str:
        """Method and path template: ``GET /v2/iam/policy``."""
        return f"{self.method} {self.path}".strip()

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class PaintedResponse:
    """What the response pane shows.

    Attributes:
        title_of_tab: of the active one.
        title: what stands in the frame; "" where there is none.
        said: the lines between tabs and body.
        lines: the lines of the body in sight: JSON, headers, code, a table, what is said in place
            of a response.
        is_dimmed: whether status and body are drawn faint.
    """

    title_of_tab: str
    title: str
    said: tuple[str, ...]
    lines: tuple[str, ...]
    is_dimmed: bool

    @property
    def tab(self) -> str:
        """The title of the active tab; of the code its language."""
        return self.title_of_tab.removeprefix(_CODE).removesuffix(" ▾")

    @property
    def is_code(self) -> bool:
        """Whether the code is shown."""
        return self.title_of_tab.startswith(_CODE)

    @property
    def status(self) -> str:
        """``200 OK``; "" where there is no response."""
        found = _TITLE_STATUS.search(self.title)
        if found is None and self.said:
            found = _STATUS.match(self.said[0])
        return f"{found[1]} {found[2]}" if found else ""

    @property
    def answers(self) -> str:
        """What the response is said to be to, where that is not what the form says:
        ``id=5210000001``; else "".
        """
        found = _ABOUT.search(self.said[0]) if self.said else None
        # Where there is no room for the difference, nothing but the sign is left of it.
        return (found[1].strip() or found[2]) if found else ""

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)
