"""``--all`` and ``--details``: the further pages of a list, and its items as they are shown one by
one.
"""

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.call import operation_title
from ovh_explorer.catalog.links import Detail, detail_of
from ovh_explorer.cli.exchange import Exchange
from ovh_explorer.cli.open_workspace import CommandError
from ovh_explorer.cli.progress import ProgressLine
from ovh_explorer.cli.terminal import say
from ovh_explorer.client.body import BodyError
from ovh_explorer.translation import _, ngettext, number
from ovh_explorer.workspace.calls.item_details import MAX_DETAILS, Details, detail_calls
from ovh_explorer.workspace.calls.pagination import PAGE, Pages, has_pages, put_together
from ovh_explorer.workspace.response.service import ReadError

if TYPE_CHECKING:
    from ovh_explorer.call import Call
    from ovh_explorer.client.response import Response
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["ListLoader"]

_MAX_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class ListLoader:
    """What is to be loaded of a list beside its first response.

    Attributes:
        follows: whether its pages are followed to the end.
        detail: what shows an item; None to leave the items as they are.
        a_minute: requests for details to begin in a minute at most; 0 for as many as come.
    """

    follows: bool
    detail: Detail | None
    a_minute: int

    @classmethod
    def make(
        cls, options: argparse.Namespace, workspace: "Workspace", call: "Call"
    ) -> "ListLoader":
        """What the options ask for.

        Raises:
            CommandError: when the operation has no such thing; nothing was sent.
        """
        operation = None
        if options.all or options.details:
            operation = workspace.store.operation(call.branch, call.method, call.path)
        title = operation_title(call.branch, call.method, call.path)
        if options.all and (operation is None or not has_pages(operation, call)):
            words = _("{title} has no pages to follow: leave out --all. Nothing was sent.")
            if operation is not None and any(p.name == PAGE for p in operation.placed("query")):
                words = _(
                    "Say the first page of {title} with -q {page}=1, or leave out --all. Nothing "
                    "was sent."
                )
            raise CommandError(words.format(title=title, page=PAGE))
        detail = None
        if options.details:
            detail = None if operation is None else detail_of(workspace.store, operation)
            if detail is None:
                raise CommandError(
                    _(
                        "{title} has no items that an operation shows: leave out "
                        "--details. Nothing was sent."
                    ).format(title=title)
                )
        return cls(options.all, detail, options.per_minute or 0)

    async def load(
        self, workspace: "Workspace", exchange: Exchange, call: "Call", response: "Response"
    ) -> "tuple[Response, int]":
        """The response with what was asked for in place of it, and the exit code.

        Raises:
            ClientError: when there is no response to a page.
            CommandError: when a page is refused, or something can't be kept.
        """
        code = 0
        with ProgressLine(is_shown=not exchange.says_much) as progress:
            try:
                if self.follows:
                    response = await self._follow(exchange, call, response, progress)
                if self.detail is not None:
                    response, code = await self._show(
                        self.detail, workspace, exchange, call, response, progress
                    )
            except (BodyError, ReadError) as error:
                raise CommandError(
                    _("Failed to load the list: {error}").format(error=error), 1
                ) from None
        return response, code

    async def _follow(
        self,
        exchange: Exchange,
        call: "Call",
        response: "Response",
        progress: ProgressLine,
    ) -> "Response":
        if not _is_list(response):
            raise CommandError(_("Failed to follow the pages: the response is not a list."), 1)
        pages = Pages(exchange.send, call, response, progress.show)
        if problem := await pages.follow(_MAX_PAGES):
            # Half a list is none: a script would take it for the whole.
            raise CommandError(
                _("Failed to load page {page}: {problem}").format(
                    page=pages.count + 1, problem=problem
                ),
                1,
            )
        return (await pages.finish())[1]

    async def _show(
        self,
        detail: Detail,
        workspace: "Workspace",
        exchange: Exchange,
        call: "Call",
        response: "Response",
        progress: ProgressLine,
    ) -> "tuple[Response, int]":
        if not _is_list(response):
            raise CommandError(_("Failed to load the details: the response is not a list."), 1)
        content = response.content if response.stored is None else response.stored.path
        text = await workspace.reader.format(content, response.content_type)
        values = await workspace.reader.values(text, detail.key)
        calls = detail_calls(detail, call, values[:MAX_DETAILS])
        details = Details(
            exchange.send, calls, progress.show, a_minute=self.a_minute, leaves_out=True
        )
        await details.run()
        progress.end()
        for item, why in (failure for place, failure in sorted(details.failures.items())):
            say(_("{place}: {problem}").format(place=item, problem=why))
        named = {call[0] for call in calls}
        impossible = [value for value in values[:MAX_DETAILS] if value not in named]
        for value in impossible:
            say(_("{value}: this can't stand in a path").format(value=value))
        failed = len(details.failures) + len(impossible)
        if failed:
            count = len(calls) + len(impossible)
            words = ngettext(
                "{failed} of {count} item failed.", "{failed} of {count} items failed.", count
            )
            say(words.format(failed=number(failed), count=number(count)))
        if len(values) > MAX_DETAILS:
            say(
                _(
                    "The list has {count} items: the first {loaded} were loaded, the others were "
                    "not."
                ).format(count=number(len(values)), loaded=number(MAX_DETAILS))
            )
        code = 1 if failed or len(values) > MAX_DETAILS else 0
        return put_together(response, await details.finish(), response.elapsed), code


def _is_list(response: "Response") -> bool:
    return response.read(200).lstrip().startswith(b"[")
