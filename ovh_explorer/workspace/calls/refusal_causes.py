"""Why a call is refused although no access rule is missing: what it can be, and what the API says
of each cause.

Everything is looked up with GET, and with a consumer key only where its rules cover that GET.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ovh_explorer.call import Call, CallError
from ovh_explorer.catalog.labelled_values import values_of
from ovh_explorer.catalog.links import Source, source_of
from ovh_explorer.translation import _, labelled, ngettext, number
from ovh_explorer.workspace.account.access_rules import Rights, covering
from ovh_explorer.workspace.account.details import SignInDetails, fetch_details

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["policy_cause", "refusal_causes"]

Send = Callable[[Call], Awaitable["Response"]]

_ACCOUNT = "account"
_POLICIES = "/iam/policy"
_APPLICATIONS = Call.make("v1", "GET", "/me/api/application")


async def refusal_causes(
    call: Call, store: "Store | None", rights: Rights | None, send: Send
) -> list[str]:
    """The causes there may be beside a missing rule, each with what was found out about it.

    Args:
        call: what was refused.
        store: the catalog; None where there is none.
        rights: of the consumer key; None for keys of another kind.
        send: sends the GETs; what it raises is said as what could not be looked up.
    """
    look = _Look(rights, send)
    details = await fetch_details(send)
    operation = None if store is None else store.operation(call.branch, call.method, call.path)
    lines = [await _policies(look, details, operation)]
    if rights is not None:
        lines.append(_address(rights))
        lines.append(await _delegated(look, rights, details))
    if store is not None and operation is not None:
        lines.append(await _service(look, store, operation, call, details))
    return [line for line in lines if line]


async def policy_cause(call: Call, store: "Store | None", send: Send) -> str:
    """What the account's policies say of a call that IAM refused; "" where that can't be known."""
    details = await fetch_details(send)
    if details is None or details.method == _ACCOUNT:
        return ""
    operation = None if store is None else store.operation(call.branch, call.method, call.path)
    return await _policies(_Look(None, send), details, operation)


class _Look:
    """Asks the API, where the key may; :attr:`problem` says why there is no value."""

    def __init__(self, rights: Rights | None, send: Send) -> None:
        self._rights = rights
        self._send = send
        self.problem = ""

    async def at(self, call: Call) -> Any:
        """The JSON of a GET; None where there is none."""
        from ovh_explorer.client.errors import ClientError

        branch = "/v2" if call.branch == "v2" else ""
        name = f"GET {branch}{call.concrete_path}"
        if self._rights is not None and covering(self._rights.rules, call) is None:
            self.problem = _("no access rule of this key covers {name}").format(name=name)
            return None
        try:
            response = await self._send(call)
            if response.error is None:
                return response.json()
            self.problem = labelled(name, response.error.message.rstrip("."))
        except (ClientError, ValueError) as error:
            self.problem = labelled(name, str(error).rstrip("."))
        return None


# Policies


async def _policies(
    look: _Look, details: SignInDetails | None, operation: "Operation | None"
) -> str:
    if details is None:
        return _(
            "A policy may be missing: who signs in could not be looked up. See /v2/iam/policy."
        )
    if details.method == _ACCOUNT:
        return _(
            "Not a policy, as far as is known: the keys sign in the account {account} itself, and "
            "policies are for its users and service accounts."
        ).format(account=details.account)
    call = Call.make("v2", "GET", _POLICIES, query=[("identity", i) for i in details.identities])
    found = await look.at(call)
    if not isinstance(found, list):
        return _("A policy may be missing for {who}; not looked up: {problem}.").format(
            who=details.who, problem=look.problem or _("there is no list of policies")
        )
    policies = [item for item in found if isinstance(item, dict)]
    mine = [policy for policy in policies if _is_for(policy, details.identities)]
    actions = [action.name for action in operation.iam if action.required] if operation else []
    return _of_policies(mine, actions, details)


def _of_policies(mine: list[dict[str, Any]], actions: list[str], details: SignInDetails) -> str:
    if not mine:
        return _("A policy is missing: none that can be read names {who}.").format(who=details.who)
    names = ", ".join(str(policy.get("name")) for policy in mine)
    denied = [action for action in actions if any(_names(it, "deny", action) for it in mine)]
    if denied:
        return _("A policy denies {actions}: one of {names}.").format(
            actions=", ".join(denied), names=names
        )
    lacking = [
        action
        for action in actions
        if not any(_names(it, "allow", action) and not _names(it, "except", action) for it in mine)
    ]
    if not lacking:
        return _(
            "Perhaps a policy: {names} may be about other resources, or have conditions."
        ).format(names=names)
    if any(policy.get("permissionsGroups") for policy in mine):
        return _(
            "A policy may be missing: what {names} allow by groups of permissions is not looked "
            "up. Needed: {actions}."
        ).format(names=names, actions=", ".join(lacking))
    return ngettext(
        "A policy is missing: {count} policy ({names}) names {who}, and none allows {actions}.",
        "A policy is missing: {count} policies ({names}) name {who}, and none allows {actions}.",
        len(mine),
    ).format(count=number(len(mine)), names=names, who=details.who, actions=", ".join(lacking))


def _is_for(policy: Mapping[str, Any], identities: tuple[str, ...]) -> bool:
    patterns = policy.get("identities")
    return isinstance(patterns, list) and any(
        _fits(pattern, identity) for pattern in patterns for identity in identities
    )


def _names(policy: Mapping[str, Any], kind: str, action: str) -> bool:
    """Whether a policy has an action among those of a kind: allow, deny, except."""
    return any(_fits(pattern, action) for pattern in _actions(policy, kind))


def _actions(policy: Mapping[str, Any], kind: str) -> Iterator[Any]:
    permissions = policy.get("permissions")
    entries = permissions.get(kind) if isinstance(permissions, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield entry.get("action")


def _fits(pattern: Any, text: str) -> bool:
    """Whether a pattern, in which ``*`` stands for anything, is `text`."""
    from ovh_explorer.workspace.account.access_rules import AccessRule, covers

    return isinstance(pattern, str) and covers(AccessRule("GET", pattern), "GET", text)


# The key


def _address(rights: Rights) -> str:
    if not rights.allowed_ips:
        return ""
    blocks = ", ".join(rights.allowed_ips)
    return _(
        "Not the address: the key is allowed only from {blocks}, and another call of it "
        "was taken from here just now."
    ).format(blocks=blocks)


async def _delegated(look: _Look, rights: Rights, details: SignInDetails | None) -> str:
    """Whether the key is one that another account gave to somebody's application."""
    if rights.application is None:
        return ""
    account = _("the account that accepted it") if details is None else details.account
    found = await look.at(_APPLICATIONS)
    if not isinstance(found, list):
        return _(
            "Perhaps a delegated key: it works for {account} alone. Whose application it is was "
            "not looked up: {problem}."
        ).format(account=account, problem=look.problem or _("there is no list of applications"))
    if rights.application in found:
        return ""
    return _(
        "A delegated key: its application is another account's. It works for {account} alone, "
        "on what that account may give away."
    ).format(account=account)


# What is called


async def _service(
    look: _Look,
    store: "Store",
    operation: "Operation",
    call: Call,
    details: SignInDetails | None,
) -> str:
    """Whether what the path names first is this account's."""
    given = dict(call.path_values)
    if not call.path_values:
        return ""
    name, value = call.path_values[0]
    account = _("this account") if details is None else details.account

    def perhaps(problem: str) -> str:
        return _("Perhaps {value} is not {account}'s: {problem}.").format(
            value=value, account=account, problem=problem
        )

    source = source_of(store, operation, name)
    if not isinstance(source, Source):
        return perhaps(source.reason)
    listing = source.operation
    try:
        values = {need: given[need] for need in source.needs}
        listed = Call.make(listing.branch, "GET", listing.path, path_values=values)
    except (CallError, KeyError):
        return perhaps(_("what lists it can't be called"))
    found = await look.at(listed)
    if not isinstance(found, list):
        return _("Perhaps {value} is not {account}'s; not looked up: {problem}.").format(
            value=value, account=account, problem=look.problem or _("there is no list")
        )
    texts = {item.text for item in values_of(found, source.key, source.labels)}
    if value in texts:
        return _("Not another account's: GET {path} of {account} lists {value}.").format(
            path=listing.path, account=account, value=value
        )
    return _(
        "Another account's, or misspelt: GET {path} of {account} does not list {value}."
    ).format(path=listing.path, account=account, value=value)
