"""Looks at everything that a run stands on; reads files and asks the API with GET alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ovh_explorer.translation import _, pgettext
from ovh_explorer.workspace.doctor import keys, network, places, versions
from ovh_explorer.workspace.doctor.report import Fact, Part, Report
from ovh_explorer.workspace.settings import find_unread_keys

if TYPE_CHECKING:
    from ovh_explorer.workspace.workspace import Workspace

__all__ = ["examine"]


async def examine(
    workspace: "Workspace", terminal: Sequence[Part] = (), *, seconds: float | None = None
) -> Report:
    """What is so, and what is wrong.

    It needs no network and no keys: what can't be known without them is said. It makes no file.

    Args:
        workspace: with the settings of the run; only the demo's has to be open.
        terminal: what is known of the terminal.
        seconds: that each step of a request may stand still; the client's own by default.
    """
    run = workspace.run_settings
    report = Report([versions.program(), *terminal])
    if run.is_unknown:
        report.problems += run.problem.splitlines()
        report.problems += places.unreadable_files(run.config_file)
        report.findings = find_unread_keys(run.config_file)
        report.parts += [await places.settings(workspace, report), places.files(workspace, report)]
        return report
    settings = workspace.settings
    report.findings = settings.found.findings
    report.problems += settings.problem.splitlines()
    if settings.signing_problem and settings.signing_problem not in settings.problem:
        report.problems.append(settings.signing_problem)
    report.parts.append(await places.settings(workspace, report))
    report.parts.append(_endpoint(workspace))
    reached, part = await network.reach(settings.endpoint, report, seconds)
    report.parts += [
        part,
        await keys.examine_keys(workspace, report, is_reachable=reached),
        places.catalog(workspace, report),
        places.files(workspace, report),
    ]
    return report


def _endpoint(workspace: "Workspace") -> Part:
    endpoint = workspace.settings.endpoint
    unknown = pgettext("doctor", "not known")
    region = endpoint.region or (_("this machine") if endpoint.is_loopback else unknown)
    tokens, applications = endpoint.token_page, endpoint.app_page
    console, oauth2 = endpoint.console, endpoint.oauth2_token_url
    facts = (
        Fact("name", workspace.title, "name", workspace.title),
        Fact("region", endpoint.region or None, "region", region),
        Fact("host", endpoint.host, "host called", endpoint.host),
        Fact("v1", endpoint.base("v1"), "v1", endpoint.base("v1")),
        Fact("v2", endpoint.base("v2"), "v2", endpoint.base("v2")),
        Fact("token_page", tokens, "token page", tokens or unknown),
        Fact("application_page", applications, "application page", applications or unknown),
        Fact("console", console, "web console", console or unknown),
        Fact("oauth2_token_url", oauth2, "OAuth2 tokens", oauth2 or unknown),
    )
    return Part("endpoint", "Endpoint", facts)
