"""Who the keys are, what they may do, and when they end."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ovh_explorer.config import OAuth2Client
from ovh_explorer.config.key_kinds import KeyKind, kind_of
from ovh_explorer.translation import _, labelled, ngettext, number, pgettext
from ovh_explorer.translation.dates import DATE_AT_TIME, shown_date
from ovh_explorer.workspace.account.access_rules import AccessRule, Rights, everything, read_only
from ovh_explorer.workspace.account.ages import ago
from ovh_explorer.workspace.account.details import SignInDetails, fetch_details
from ovh_explorer.workspace.account.own_token import OwnToken
from ovh_explorer.workspace.calls.error_doctor import about_keys
from ovh_explorer.workspace.doctor.report import Fact, Part, Report
from ovh_explorer.workspace.settings import shown_places

if TYPE_CHECKING:
    from ovh_explorer.workspace.settings import Settings
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["examine_keys", "in_another_region"]

# Rules that are shown to a reader.
_MAX_RULES = 8
_REGIONS = ("EU", "CA", "US")
# What is left of a key's time when that is worth a word.
_SOON = timedelta(days=7)


async def examine_keys(workspace: "Workspace", report: Report, *, is_reachable: bool) -> Part:
    """What is known of the keys, with the API's word where it can be reached."""
    settings = workspace.settings
    keys = settings.credentials
    sources = list(settings.found.where)
    if keys is None:
        where = settings.title
        words = _("none for {endpoint}: only operations without authentication can be called")
        words = words.format(endpoint=where)
        if settings.found.unusable:
            words = _("some are set, but can't be used")
        else:
            report.notes.append(
                _("No keys for {endpoint}. Press S in the explorer to sign in.").format(
                    endpoint=where
                )
            )
        return Part("keys", "Keys", (Fact("kind", None, "kind", words), *_nothing()))
    kind = kind_of(keys)
    shown = kind.shown(keys)
    details: SignInDetails | None = None
    accepted: bool | None = None
    problem = ""
    if is_reachable:
        await workspace.account.identify()
        problem = workspace.account.problem
        accepted = not problem if workspace.account.is_known else None
        details = await fetch_details(workspace.session.send) if accepted else None
    if problem:
        code = workspace.account.identity.code if workspace.account.identity else ""
        host = settings.endpoint.host
        where = _("{endpoint}, called at {host},").format(endpoint=settings.title, host=host)
        advice = " ".join(about_keys(code, where)[:1])
        words = labelled(shown, problem.rstrip("."))
        report.problems.append(f"{words}. {advice}".strip())
    if words := in_another_region(settings):
        report.problems.append(words)
    if words := _of_region(settings):
        report.notes.append(words)
    rights = workspace.account.rights
    who = details.who if details is not None else workspace.account.who
    facts = [
        Fact("kind", kind.name, "kind", shown),
        Fact("name", kind.values(keys).get(kind.public)),
        Fact("from", sources, "from", "\n".join(shown_places(sources))),
        Fact("accepted", accepted, "accepted", _accepted(accepted, problem)),
        Fact("who", who if accepted else None, "who", who if accepted else ""),
        Fact("account", details.account if details is not None else None),
        *_rights(kind, rights),
        *_end(kind, rights, workspace.account.token, report),
    ]
    return Part("keys", "Keys", tuple(facts))


def _nothing() -> tuple[Fact, ...]:
    """The rest of the facts where there are no keys, so that a program finds them all the same."""
    names = ("name", "accepted", "who", "account", "rules", "ends")
    lists = (Fact("from", []), Fact("only_from", []))
    return (*(Fact(name, None) for name in names), *lists)


def _accepted(accepted: bool | None, problem: str) -> str:
    if accepted is None:
        if problem:
            return _("not known: {problem}").format(problem=problem)
        return _("not known: the API could not be asked")
    if accepted:
        return pgettext("doctor", "yes")
    return _("no: {problem}").format(problem=problem)


def _rights(kind: KeyKind, rights: Rights | None) -> list[Fact]:
    if rights is None:
        return [Fact("rules", None, "may", _(kind.rights))]
    rules = [{"method": rule.method, "path": rule.path} for rule in rights.rules]
    return [Fact("rules", rules, "may", _may(rights.rules))]


def _may(rules: tuple[AccessRule, ...]) -> str:
    has = set(rules)
    if has >= set(everything()):
        return pgettext("doctor", "everything")
    if has == set(read_only()):
        return _("read everything, change nothing")
    lines = [str(rule) for rule in rules[:_MAX_RULES]]
    if len(rules) > _MAX_RULES:
        more = len(rules) - _MAX_RULES
        lines.append(
            ngettext(
                "and {count} more rule: K in the explorer shows it",
                "and {count} more rules: K in the explorer shows them",
                more,
            ).format(count=number(more))
        )
    return "\n".join(lines) or _("nothing: it has no access rules")


def _end(
    kind: KeyKind, rights: Rights | None, token: OwnToken | None, report: Report
) -> list[Fact]:
    blocks = list(rights.allowed_ips) if rights is not None else []
    ends = rights.expires if rights is not None else None
    never = rights is not None
    if token is not None:
        ends, never = token.ends, token.never_ends
    words = pgettext("doctor", "never") if never else _(kind.end)
    if ends is not None:
        now = datetime.now(UTC)
        when = ago(ends, now)
        words = _("{moment} UTC, {ago}").format(moment=shown_date(ends), ago=when)
        moment = shown_date(ends, DATE_AT_TIME)
        if ends <= now:
            report.problems.append(
                _("The keys expired on {moment} UTC. Create new ones.").format(moment=moment)
            )
        elif ends - now < _SOON:
            report.notes.append(
                _("The keys end on {moment} UTC, {ago}.").format(moment=moment, ago=when)
            )
    return [
        Fact("ends", None if ends is None else ends.isoformat(), "end", words),
        Fact("only_from", blocks, "allowed only from", ", ".join(blocks)),
    ]


def _of_region(settings: "Settings") -> str:
    """That a service account looks like another region's, in words; "" where it doesn't.

    Ids are seen to begin with their region (``EU.``); that isn't documented.
    """
    keys, endpoint = settings.credentials, settings.endpoint
    region = keys.client_id.partition(".")[0] if isinstance(keys, OAuth2Client) else ""
    if region not in _REGIONS or endpoint.region in ("", region):
        return ""
    return _(
        "The client id begins with {region}., so it is perhaps not one of {endpoint}: each region "
        "has service accounts of its own."
    ).format(region=region, endpoint=endpoint.name)


def in_another_region(settings: "Settings") -> str:
    """Where the same keys are also set for another region, in words; "" where they aren't.

    Each region has keys of its own, whichever of its hosts is called.
    """
    keys, endpoint = settings.credentials, settings.endpoint
    if keys is None or settings.demo or endpoint.is_custom:
        return ""
    kind = kind_of(keys)
    ours = kind.values(keys).get(kind.public or kind.told_by)
    for profile in settings.profiles()[0]:
        other = profile.endpoint
        if not isinstance(profile.credentials, kind.type) or other.is_custom:
            continue
        theirs = kind.values(profile.credentials).get(kind.public or kind.told_by)
        if theirs == ours and other.installation != endpoint.installation:
            here = ", ".join(shown_places(settings.found.where))
            return _(
                "The same keys are set for {endpoint} ({here}) and for {other} ({there}). Each "
                "region has keys of its own: those of one are refused at the hosts of another. "
                "{endpoint} is called at {host}."
            ).format(
                endpoint=endpoint.name,
                here=here,
                other=other.name,
                there=profile.where,
                host=endpoint.host,
            )
    return ""
