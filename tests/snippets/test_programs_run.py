"""Programs whose values flow, run for real against a sandbox that gives other ids than on the day:
what arrives is the same calls in their order, with the new ids in them.
"""

import json
import re
from pathlib import Path

import pytest

from ovh_explorer.workspace.recipes.flow import find_flow
from ovh_explorer.workspace.recipes.program import PROGRAM_LANGUAGES

from .programs import RUNS, Environment, assert_flows, environment, over_tls, plain, proxy, written
from .proxy import Proxy
from .series import SERIES, Series

__all__ = ["environment", "over_tls", "plain", "proxy"]

# Of all languages with --whole; otherwise each series in two of them, and each language in some.
SOME = {
    ("a record", "python"),
    ("a record", "try"),
    ("a list", "php"),
    ("a list", "node"),
    ("a task", "go"),
    ("a task", "try"),
    ("a policy", "python"),
    ("a policy", "node"),
    ("a cart", "php"),
    ("a cart", "go"),
    ("a secret", "python"),
    ("a secret", "try"),
}


@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
@pytest.mark.parametrize("name", SERIES)
def test_a_program_takes_its_values_from_this_run(
    name: str, language: str, proxy: Proxy, environment: Environment, tmp_path: Path, whole: bool
) -> None:
    if not whole and (name, language) not in SOME:
        pytest.skip("a share of the series in each language; all with --whole")
    series: Series = SERIES[name]
    proxy.begin()
    exchanges = series.send(proxy.exchange)
    flow = find_flow(exchanges)
    if language == "go" and any(step.branch == "v2" for step in flow.recipe.steps):
        pytest.skip("Debian's go-ovh knows no branch v2")
    marks = {(mark.number, mark.place[1]): mark.name for mark in flow.marks}
    assert {key: marks.get(key) for key in series.flows} == series.flows
    code = written(language, flow, exchanges, proxy)
    secrets = [item.name.upper() for item in flow.recipe.parameters if item.is_secret]
    given = dict(zip(secrets, series.secrets, strict=True))
    for secret in series.secrets:
        assert secret not in code
    proxy.begin()
    for call in series.before:
        proxy.exchange(call)
    proxy.forget()
    printed = RUNS[language](code, proxy, tmp_path, {**environment, **given})
    assert printed.strip()
    assert_flows(flow, proxy.sent, given)
    if series.before:
        # The ids are other ones now: a program of the very ids of the day would fail.
        old = json.dumps([exchange.response for exchange in exchanges], default=str)
        new = json.dumps([sent.response for sent in proxy.sent], default=str)
        assert re.findall(r"[iI]d\": \W?[\w-]+", old) != re.findall(r"[iI]d\": \W?[\w-]+", new)


@pytest.mark.parametrize("language", PROGRAM_LANGUAGES)
def test_a_program_without_its_secret_sends_nothing(
    language: str, proxy: Proxy, environment: Environment, tmp_path: Path, whole: bool
) -> None:
    if language == "go" and not whole:
        pytest.skip("a build takes long; with --whole")
    proxy.begin()
    exchanges = SERIES["a secret"].send(proxy.exchange)
    flow = find_flow(exchanges)
    code = written(language, flow, exchanges, proxy)
    proxy.begin()
    with pytest.raises((AssertionError, SystemExit), match="PASSWORD"):
        RUNS[language](code, proxy, tmp_path, environment)
    assert proxy.sent == []


@pytest.mark.parametrize("language", ["python", "try"])
def test_a_program_ends_at_the_first_failure(
    language: str, proxy: Proxy, environment: Environment, tmp_path: Path
) -> None:
    proxy.begin()
    exchanges = SERIES["a record"].send(proxy.exchange)
    flow = find_flow(exchanges)
    code = written(language, flow, exchanges, proxy).replace("example.com", "no.such.example")
    proxy.begin()
    with pytest.raises((AssertionError, SystemExit)):
        RUNS[language](code, proxy, tmp_path, environment)
    assert len(proxy.sent) == 2
    assert proxy.sent[1].response[0] >= 400
