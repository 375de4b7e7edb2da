"""Values from the account, as they were last looked up; a process of its own looks up others for
the next TAB.
"""

import json

from ovh_explorer.cli.completion.background import start
from ovh_explorer.workspace.storage.account_values import AccountValues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ovh_explorer.cli.completion.operations import Operations

__all__ = ["AccountLists", "fill_in", "in_path"]

_CHOOSES_KEYS = ("--endpoint", "--profile", "--config")


class AccountLists:
    """The lists of a profile. TAB waits for no network.

    Args:
        directory: the profile's; None offers nothing and looks nothing up.
        options: of the command line, which choose the keys.
    """

    def __init__(self, directory: str | None, options: dict[str, list[str]]) -> None:
        self._directory = directory
        self._options = options

    def values(
        self, operations: "Operations", branch: str, path: str, given: dict[str, str]
    ) -> list[tuple[str, str]]:
        """The values of the last segment of a path, ``/domain/zone/{zoneName}``, with words for
        each.

        Args:
            given: the values of the placeholders before it.
        """
        if self._directory is None:
            return []
        parent, _, name = path.rpartition("/")
        concrete = fill_in(parent, given)
        template = operations.template(branch, "GET", parent)
        if not template or "{" in concrete:
            return []
        store = AccountValues(self._directory)
        listing = f"{branch} {concrete}"
        values, is_fresh = store.get(listing)
        if not is_fresh and store.begin(listing):
            self._look_up(
                {
                    "listing": listing,
                    "branch": branch,
                    "path": f"{template}/{name}",
                    "concrete": concrete,
                    "parameter": name[1:-1],
                }
            )
        return values

    def _look_up(self, order: dict[str, str]) -> None:
        chosen = [
            f"{name}={self._options[name][-1]}" for name in _CHOOSES_KEYS if self._options.get(name)
        ]
        start("look_up", json.dumps(order), *chosen)


def fill_in(path: str, given: dict[str, str]) -> str:
    """A path with the values of its placeholders; those without one stay."""
    segments = []
    for segment in path.split("/"):
        is_open = segment.startswith("{") and segment.endswith("}")
        value = given.get(segment[1:-1], "") if is_open else ""
        segments.append(in_path(value) if value else segment)
    return "/".join(segments)


def in_path(value: str) -> str:
    """A value as a segment of a path."""
    from urllib.parse import quote

    return quote(value, safe="", errors="surrogateescape")
