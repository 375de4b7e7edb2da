"""The keys of an account: consumer keys, the applications they belong to, service accounts, and
the personal access tokens of its users.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call
from ovh_explorer.config import Credentials, Keys, OAuth2Client
from ovh_explorer.translation import N_, _, labelled, number
from ovh_explorer.workspace.account.access_rules import Rights, moment, read_rules
from ovh_explorer.workspace.account.account_key import KINDS, AccountKey, Kind
from ovh_explorer.workspace.account.own_token import TOKENS, USERS, OwnToken

if TYPE_CHECKING:
    from ovh_explorer.client.response import Response

__all__ = ["MAX_KEYS_AT_ONCE", "AccountKeys"]

Send = Callable[[Call], Awaitable["Response"]]

MAX_KEYS_AT_ONCE = 200
"""Keys of each kind that are read without being asked for more: each takes a request."""

# Requests at once: what the API is asked politely.
_MAX_REQUESTS = 8
# Bytes of a response from which on it is parsed in a thread: below, that takes no time. And those
# of one that isn't read: what it takes Python to parse holds every thread, and no account has as
# many keys.
_LARGE_BYTES, _MAX_BYTES = 100_000, 1_000_000
_TOO_LARGE = N_("The response is too large for a list of keys: {count} bytes.")
# Digits of a number that Python reads at once.
_DIGITS = 20
# Users whose tokens are listed: each takes a request.
_MAX_USERS = 50
_NOT_FOUND = 404


def _number_of(id: str) -> int:
    """The number that an id is; 0 for another one."""
    return int(id) if id.isdecimal() and len(id) < _DIGITS else 0


class AccountKeys:
    """The keys of the account that is signed in, as they come: a part of them, and more when that
    is asked for.

    Args:
        send: sends a call.
        keys: what one is signed in with.
        rights: of the consumer key one is signed in with, where they are known.
        token: what is known of the access token one is signed in with.

    Attributes:
        users: the logins of the account's users, where they could be listed.
        problems: why a kind could not be listed, in words.
    """

    def __init__(
        self,
        send: Send,
        keys: Keys | None,
        rights: Rights | None,
        token: OwnToken | None = None,
    ) -> None:
        self._send = send
        self._keys = keys
        self._credential = (
            str(rights.credential) if rights is not None and rights.credential is not None else ""
        )
        self._found: dict[tuple[Kind, str], AccountKey] = {}
        # Those that are listed, and not yet asked for.
        self._waiting: dict[Kind, deque[str]] = {kind: deque() for kind in KINDS}
        self._slots = asyncio.Semaphore(_MAX_REQUESTS)
        self._own_token = f"{token.user}/{token.name}" if token is not None and token.name else ""
        # Of each token that is listed, its user and its name.
        self._places: dict[str, tuple[str, str]] = {}
        self.users: list[str] = []
        self.problems: dict[Kind, str] = {}

    async def load(self, told: Callable[[], None]) -> None:
        """Read the lists, then the first keys of each; `told` after each response."""
        await asyncio.gather(*(self._load_kind(kind, told) for kind in KINDS))

    async def load_more(self, told: Callable[[], None]) -> None:
        """Read the next keys of each list; `told` after each response. What was stopped before is
        read too.
        """
        await asyncio.gather(*(self._load_next(kind, told) for kind in KINDS))

    @property
    def waiting(self) -> int:
        """How many keys are listed that were not asked for."""
        return sum(map(len, self._waiting.values()))

    @property
    def all(self) -> list[AccountKey]:
        """What is known by now: consumer keys, applications, service accounts, tokens; first what
        is in use, newest first.
        """
        names = {key.id: key.name for key in self._found.values() if key.kind == "application"}
        named = [
            replace(key, name=names.get(key.application, "")) if key.kind == "credential" else key
            for key in self._found.values()
        ]
        kinds = list(KINDS)
        start = datetime.fromtimestamp(0, UTC)

        def order(key: AccountKey) -> tuple[int, bool, bool, float, int, str]:
            good = key.status in ("validated", "active", "")
            return (
                kinds.index(key.kind),
                not key.in_use,
                not good,
                -(key.created or start).timestamp(),
                # Of one second: never by which response came first.
                -_number_of(key.id),
                key.id,
            )

        return sorted(named, key=order)

    def of_application(self, key: AccountKey) -> int:
        """How many of the consumer keys that were read go with an application."""
        return sum(
            1
            for other in self._found.values()
            if other.kind == "credential" and other.application == key.id
        )

    async def _load_kind(self, kind: Kind, told: Callable[[], None]) -> None:
        try:
            ids = await self._list_kind(kind)
        except asyncio.CancelledError:
            # Else what came of other kinds would look like all there is.
            self.problems[kind] = _("stopped: r reads the list again")
            raise
        # The newest have the highest numbers.
        ids.sort(key=_number_of, reverse=True)
        waiting = self._waiting[kind] = deque(dict.fromkeys(id for id in ids if id))
        own = self._credential if kind == "credential" else self._own_token
        if own in waiting:
            # The key in use is shown whatever else is.
            waiting.remove(own)
            waiting.appendleft(own)
        await self._load_next(kind, told)

    async def _list_kind(self, kind: Kind) -> list[str]:
        """The keys of a kind; why there are none is a problem."""
        if kind == "token":
            return await self._list_tokens()
        ids, problem = await self._list(Call.make("v1", "GET", KINDS[kind].path))
        if problem:
            self.problems[kind] = problem
        return ids

    async def _list_tokens(self) -> list[str]:
        """The tokens of every user; of as many as are asked for politely."""
        self.users, problem = await self._list(Call.make("v1", "GET", USERS))
        asked = self.users[:_MAX_USERS]
        calls = [Call.make("v1", "GET", TOKENS, path_values={"user": user}) for user in asked]
        lists = await asyncio.gather(*(self._list(call) for call in calls))
        for user, (names, _problem) in zip(asked, lists, strict=True):
            self._places |= {f"{user}/{name}": (user, name) for name in names if name}
        problem = problem or next((item[1] for item in lists if item[1]), "")
        # A region that knows no such tokens has no such path.
        if problem and not problem.startswith(f"{_NOT_FOUND}:"):
            self.problems["token"] = problem
        elif len(self.users) > _MAX_USERS:
            self.problems["token"] = _("Those of {some} of {count} users are read.").format(
                some=number(_MAX_USERS), count=number(len(self.users))
            )
        return list(self._places)

    async def _list(self, call: Call) -> tuple[list[str], str]:
        """The ids that a response lists; and why there are none."""
        answer, problem = await self._ask(call)
        items = answer if isinstance(answer, list) else []
        return [str(item) for item in items if isinstance(item, int | str)], problem

    def _bare(self, kind: Kind, id: str) -> AccountKey:
        """A key of which nothing is read yet."""
        user, name = self._places.get(id, ("", "")) if kind == "token" else ("", "")
        return AccountKey(kind, id, name=name, user=user)

    async def _load_next(self, kind: Kind, told: Callable[[], None]) -> None:
        waiting = self._waiting[kind]
        ids = deque(waiting.popleft() for _ in range(min(MAX_KEYS_AT_ONCE, len(waiting))))
        self._found |= {(kind, id): self._bare(kind, id) for id in ids}
        told()

        async def work() -> None:
            while ids:
                id = ids.popleft()
                try:
                    await self._load_one(kind, id, told)
                except asyncio.CancelledError:
                    ids.appendleft(id)
                    raise

        try:
            async with asyncio.TaskGroup() as tasks:
                for _worker in range(min(_MAX_REQUESTS, len(ids))):
                    tasks.create_task(work())
        finally:
            # Stopped: those that were not read are among the next ones.
            for id in ids:
                self._found.pop((kind, id), None)
            waiting.extendleft(reversed(ids))

    async def _load_one(self, kind: Kind, id: str, told: Callable[[], None]) -> None:
        of = KINDS[kind]
        call = Call.make(
            "v1",
            "GET",
            f"{of.path}/{{{of.parameter}}}",
            path_values=self._bare(kind, id).path_values,
        )
        answer, problem = await self._ask(call)
        fields = answer if isinstance(answer, dict) else {}
        self._found[kind, id] = self._read(kind, id, fields, problem)
        told()

    async def _ask(self, call: Call) -> tuple[Any, str]:
        """The answer, or None and why there is none."""
        from ovh_explorer.client.errors import ClientError

        async with self._slots:
            try:
                response = await self._send(call)
                if response.error is None:
                    if response.size > _MAX_BYTES:
                        return None, _(_TOO_LARGE).format(count=number(response.size))
                    large = response.size > _LARGE_BYTES
                    return await asyncio.to_thread(response.json) if large else response.json(), ""
            except (ClientError, ValueError) as error:
                return None, str(error)
        return None, labelled(response.error.status, response.error.message)

    def _read(self, kind: Kind, id: str, fields: dict[str, Any], problem: str) -> AccountKey:
        def text(name: str) -> str:
            value = fields.get(name)
            return "" if value is None or isinstance(value, dict | list) else str(value)

        keys = self._keys
        used = id == self._credential
        if kind == "application":
            used = isinstance(keys, Credentials) and text("applicationKey") == keys.application_key
        elif kind == "token":
            used = id == self._own_token
        elif kind == "client":
            used = isinstance(keys, OAuth2Client) and id == keys.client_id
        blocks = fields.get("allowedIPs")
        bare = self._bare(kind, id)
        return AccountKey(
            kind,
            id,
            name=bare.name or text("name"),
            user=bare.user,
            status=text("status"),
            description=text("description"),
            text=text("applicationKey") or text("identity"),
            rules=tuple(read_rules(fields)),
            application=text("applicationId") if kind == "credential" else "",
            created=moment(fields.get("creation") or fields.get("createdAt")),
            last_use=moment(fields.get("lastUse") or fields.get("lastUsed")),
            expires=moment(fields.get("expiration") or fields.get("expiresAt")),
            allowed_ips=tuple(str(block) for block in blocks) if isinstance(blocks, list) else (),
            in_use=used,
            problem=problem,
        )
