"""What people do with the API, step by step, with the ids that the sandbox gives in place of the
guides'.
"""

import json
import re
import ssl
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ovh_explorer.sandbox.documents import Documents
from tests import real_catalog


@lru_cache(maxsize=2)
def documents_of(directory: Path | None) -> Documents:
    """A catalog, read once."""
    return Documents(directory)


def start_over(url: str, certificate: Path | None = None) -> None:
    """Let a sandbox forget what it was told."""
    request = urllib.request.Request(f"{url}/sandbox/reset", method="POST")
    urllib.request.urlopen(request, context=_trusting(certificate)).close()


def accept(answer: dict, certificate: Path | None = None) -> None:
    """Accept a consumer key on its page, as its owner does in a browser."""
    link, trusting = answer["validationUrl"], _trusting(certificate)
    with urllib.request.urlopen(link, context=trusting) as page:
        token = re.search(r'name="credentialToken" value="([0-9a-f]+)"', page.read().decode())[1]
    form = urllib.parse.urlencode(
        {"credentialToken": token, "validity": "86400", "decision": "accept"}
    )
    handlers = [Stay] if trusting is None else [Stay, urllib.request.HTTPSHandler(context=trusting)]
    urllib.request.build_opener(*handlers).open(link.partition("?")[0], form.encode()).close()


def _trusting(certificate: Path | None) -> ssl.SSLContext | None:
    return ssl.create_default_context(cafile=certificate) if certificate else None


class Stay(urllib.request.HTTPRedirectHandler):
    """Doesn't go where the application wants its users to."""

    def http_error_303(self, request, answer, *rest):
        assert answer.headers["Location"] == "https://example.com/"
        return answer


@lru_cache(maxsize=1)
def scenarios() -> list[dict]:
    """All scenarios; none where they aren't beside the project."""
    file = real_catalog.beside("scenarios.json")
    return json.loads(file.read_bytes()) if file else []


@dataclass(frozen=True)
class Step:
    """A request: values by where they go. `path` is the template, with its branch's prefix where
    that is v2.
    """

    method: str
    path: str
    values: dict[str, Any]
    query: dict[str, Any]
    headers: dict[str, Any]
    body: Any

    @property
    def target(self) -> str:
        """The path with its values and the query, encoded as every wrapper keeps it."""
        path = self.path
        for name, value in self.values.items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        pairs = [
            f"{quote(name, safe='')}={quote(_word(item), safe='')}"
            for name, value in self.query.items()
            for item in (value if isinstance(value, list) else [value])
        ]
        return f"{path}?{'&'.join(pairs)}" if pairs else path


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def in_catalog(scenario: dict, documents: Documents) -> bool:
    """Whether a catalog has every operation of a scenario that the API has."""
    return all(
        documents.route(step["branch"], step["method"], _filled(step)) is not None
        for step in scenario["steps"]
        if step["exists"]
    )


def _filled(step: dict) -> str:
    path = step["path"]
    for name, value in step["params"].items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    return path


Send = Callable[[Step], tuple[int, Any]]
"""Sends a step; the status and the JSON value of the response."""


@dataclass
class Walk:
    """One run through a scenario.

    Attributes:
        documents: the catalog that is served.
        send: how steps are sent.
        sign_in: told the response of each request for a consumer key, to validate and use that.
        steps: how many got 2xx.
    """

    documents: Documents
    send: Send
    sign_in: Callable[[dict], None]
    steps: int = 0
    _items: dict[str, Any] = field(default_factory=dict)
    _names: dict[str, Any] = field(default_factory=dict)

    def run(self, scenario: dict) -> None:
        """Every step, first to last: the ones that the API has get 2xx, the others 404."""
        for raw in scenario["steps"]:
            step = self._step(raw)
            status, value = self.send(step)
            if not raw["exists"]:
                assert status == 404, (step, status, value)
                continue
            assert 200 <= status < 300, (step, status, value)
            self.steps += 1
            self._learn(raw, step, value)
            self._check(raw, step)

    def _step(self, raw: dict) -> Step:
        found = self.documents.route(raw["branch"], raw["method"], _filled(raw))
        operation = found.operation if found else None
        places = {p.name: p.place for p in operation.parameters} if operation else {}
        values, query, headers = {}, {}, {}
        for name, value in raw["params"].items():
            if f"{{{name}}}" in raw["path"]:
                prefix = raw["path"].partition(f"{{{name}}}")[0] + f"{{{name}}}"
                values[name] = self._items.get(raw["branch"] + prefix, self._names.get(name, value))
            elif places.get(name) == "header":
                headers[name] = value
            else:
                query[name] = self._names.get(name, value)
        body = raw["body"]
        if isinstance(body, dict):
            body = {name: self._names.get(name, value) for name, value in body.items()}
            if "allowedIPs" in body:
                body["allowedIPs"] = ["127.0.0.1/32"]  # whoever runs this
        prefix = "/v2" if raw["branch"] == "v2" else ""
        return Step(raw["method"], prefix + raw["path"], values, query, headers, body)

    def _learn(self, raw: dict, step: Step, value: Any) -> None:
        """Note the ids that a response gives, for the steps that follow."""
        if raw["path"] == "/auth/credential":
            self.sign_in(value)
        if isinstance(value, dict):
            self._names |= {
                name: value[name]
                for name in ("cartId", "itemId", "orderId", "taskId")
                if name in value
            }
        found = self.documents.route(raw["branch"], raw["method"], _filled(raw))
        collection = found.roles.collection(raw["path"])
        if collection is None:
            return
        template, key = raw["branch"] + collection.item, collection.key.name
        if raw["method"] == "POST":
            if isinstance(value, dict):
                value = next((value[name] for name in (key, "id", "name") if name in value), None)
            natural = (step.body or {}).get(key) if isinstance(step.body, dict) else None
            self._items[template] = natural or value
        elif isinstance(value, list) and value and not isinstance(value[-1], dict):
            self._items.setdefault(template, value[-1])

    def _check(self, raw: dict, step: Step) -> None:
        """What was removed is no more."""
        if (
            raw["method"] == "DELETE"
            and self.documents.route(raw["branch"], "GET", _filled(raw)) is not None
        ):
            status, _ = self.send(Step("GET", step.path, step.values, {}, {}, None))
            assert status in (404, 403), step
