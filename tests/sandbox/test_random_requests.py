"""Requests in any order and of any shape: none is answered with a 500, and what is answered fits
its model.
"""

import json
from collections import Counter
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ovh_explorer.call import placeholders
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.validate import problems
from ovh_explorer.form import Form
from ovh_explorer.sandbox import DEMO_KEYS, READER_KEYS
from ovh_explorer.sandbox.documents import EMBEDDED, Documents
from tests import real_catalog
from tests.sandbox.asked import NOW, Asked

LENGTH = 25
_MANY = 2_000
# Encoded as they go into a path or query: none, dots, separators, no UTF-8, half an escape, long,
# other alphabets.
ODD = ["", ".", "..", "%2F", "%00", "%FF", "%", "%zz", "0", "-1", "9" * 30, "x" * 3000, "null", "%2A", "%C3%A9", "a%0D%0Ab",
       "1e400", "%ED%A0%80", "2001%3Adb8%3A%3A%2F64", "9999-12-31", "0001-01-01T00%3A00%3A00-14%3A00", "%7B%7D", "1,2"]  # fmt: skip
HEADERS = [
    {"x-pagination-size": "2"},
    {"x-pagination-size": "0"},
    {"x-pagination-cursor": "x"},
    {"x-pagination-mode": "CachedObjectList-Pages"},
    {"x-pagination-mode": "CachedObjectList-Cursor", "x-pagination-size": "1"},
    {
        "x-pagination-mode": "CachedObjectList-Pages",
        "x-pagination-sort": "name",
        "x-pagination-sort-order": "DESC",
    },
    {
        "x-pagination-mode": "CachedObjectList-Pages",
        "x-pagination-filter": "name:like=%25a%25&status:in=a,b",
    },
    {"x-pagination-mode": "CachedObjectList-Pages", "x-pagination-filter": "id:gt=x"},
    {"x-pagination-mode": "x"},
    {"x-ovh-batch": ","},
    {"x-schemas-version": "1.0"},
    {"x-schemas-version": "x"},
    {"x-sandbox-fault": "429"},
    {"x-sandbox-fault": "skew=1e9"},
    {"x-sandbox-fault": "x"},
    {"content-type": "text/plain"},
    {"authorization": "Bearer x"},
]
# Lists whose entries aren't what the model says: ids as batches give them, objects in place of ids.
OTHER_ANSWERS = {"x-ovh-batch", "x-pagination-mode"}

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([2**70, "x" * 5000]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "name", "é", ""]), inner, max_size=2)
    ),
    max_leaves=4,
)


class Operation:
    """An operation with the texts of its example."""

    def __init__(self, operation, models):
        self.operation, self.models = operation, models
        form = Form(operation, models)
        form.fill_example()
        self.call = form.call()
        self.path = f"/{operation.branch}{operation.path}"
        target, _, self.query = self.call.target.partition("?")
        written = dict(zip(operation.path.split("/"), target.split("/"), strict=True))
        self.values = {name: written[f"{{{name}}}"] for name in placeholders(operation.path)}


@pytest.fixture(scope="module")
def neighbours():
    """Each operation with those that are about the same, of the real catalog where it is."""
    directory = real_catalog.directory() or EMBEDDED
    groups: dict[str, list[Operation]] = {}
    found = []
    for product in real_catalog.products(directory):
        models = Models(product.models)
        for operation in product.operations:
            item = Operation(operation, models)
            group = groups.setdefault("/".join(item.path.split("/")[:6]), [])
            group.append(item)
            found.append((item, group))
    return found


@pytest.fixture(scope="module")
def ask():
    return Asked(Documents(real_catalog.directory()))


class Sequence:
    """Requests one after the other, with what their answers told."""

    def __init__(self, data, ask, neighbours):
        self.draw, self.ask = data.draw, ask
        self.all = neighbours
        self.group = self._any()[1]
        self.known: dict[str, list[str]] = {}

    def one(self) -> tuple[int, str]:
        """Send a request; the status, and which operation it was meant for."""
        item = self._any()[0] if self._seldom(20) else self.draw(st.sampled_from(self.group))
        operation = item.operation
        path = self._path(item)
        query = self._query(item)
        body = self._body(item)
        headers = self.draw(st.sampled_from(HEADERS)) if self._seldom() else {}
        if operation.path == "/auth/credential":
            headers = {**headers, "x-ovh-application": DEMO_KEYS.application_key}
        if self._seldom():
            self.ask.time += self.draw(st.sampled_from([1, 3, 10, 10**5, 10**8]))
        target = f"{path}?{query}" if query else path
        keys = READER_KEYS if self._seldom(3) else DEMO_KEYS
        status, value = self.ask(
            operation.method, target, body, headers=headers, sign=not self._seldom(2), keys=keys
        )
        assert status < 500, (operation.method, target[:500], body[:2000], headers, value)
        if status < 300 and not (OTHER_ANSWERS & set(headers)):
            found = self._found(operation, path)
            wrong = problems(found.models, found.operation.response, value, response=True)
            assert wrong == [], (operation.method, target[:500], body[:2000], value)
            self._learn(item, path, value)
        if status >= 400:
            assert isinstance(value["message"], str), value
            assert value["class"].startswith("Client::"), value
        if status in (401, 403) and value["message"] in (
            "This credential is not valid",
            "This credential does not exist",
            "This application key is invalid",
        ):
            self.ask.app.reset()  # a request before has revoked our keys
        return status, operation.title

    def _any(self):
        # Not `sampled_from`, which looks at every one of thousands each time.
        return self.all[self.draw(st.integers(0, len(self.all) - 1))]

    def _seldom(self, percent=10) -> bool:
        return self.draw(st.integers(0, 99)) < percent

    def _found(self, operation, path):
        # A value may have made it another operation: "/vps/datacenter" for "/vps/{serviceName}".
        return self.ask.app._documents.route(
            operation.branch, operation.method, path.removeprefix(f"/{operation.branch}")
        )

    def _path(self, item) -> str:
        path = item.path
        for name, example in item.values.items():
            pool = [example, *self.known.get(path.partition(f"/{{{name}}}")[0], ())]
            text = (
                self.draw(st.sampled_from(ODD))
                if self._seldom(4)
                else self.draw(st.sampled_from(pool))
            )
            path = path.replace(f"{{{name}}}", text, 1)
        return path

    def _query(self, item) -> str:
        query = item.query if self.draw(st.booleans()) else ""
        declared = item.operation.placed("query")
        if declared and self._seldom(50):
            name = quote(self.draw(st.sampled_from(declared)).name, safe="")
            others = [part for part in query.split("&") if part and part.partition("=")[0] != name]
            query = "&".join([*others, f"{name}={self.draw(st.sampled_from(ODD))}"])
        return f"{query}&{self.draw(st.sampled_from(ODD))}" if self._seldom(2) else query

    def _body(self, item) -> bytes:
        body = item.call.body or b""
        if item.operation.method not in ("POST", "PUT"):
            return body
        chance = self.draw(st.integers(0, 99))
        if chance < 50:
            return body
        if chance < 60:
            return self.draw(
                st.sampled_from([b"", b"{}", b"[]", b"null", b"{", b'"', b"\xff", b"0"])
            )
        value = json.loads(body) if body else {}
        if chance < 65 or not value or not isinstance(value, dict):
            value = self.draw(anything)
        else:
            inner = value
            while True:
                name = self.draw(st.sampled_from(sorted(inner)))
                if not (isinstance(inner[name], dict) and inner[name] and self.draw(st.booleans())):
                    break
                inner = inner[name]
            if self.draw(st.booleans()):
                inner[name] = self.draw(anything)
            else:
                del inner[name]
        return json.dumps(value).encode("utf-8", "surrogatepass")

    def _learn(self, item, path, value) -> None:
        operation = item.operation
        if operation.method in ("GET", "POST"):
            ids = value if isinstance(value, list) else [value]
            ids = [entry.get("id") if isinstance(entry, dict) else entry for entry in ids]
            texts = [quote(str(entry), safe="") for entry in ids if isinstance(entry, str | int)]
            self.known[path] = [*texts[-3:], *self.known.get(path, ())][:5]


@pytest.mark.long
def test_no_request_whatever_gets_a_500(ask, neighbours, tries):
    """400 sequences of 25 requests with ``--whole``, 100 in CI, 20 else."""
    statuses, titles = Counter(), set()

    @settings(
        max_examples=tries // 5,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def run(data):
        ask.app.reset()
        ask.time = NOW
        sequence = Sequence(data, ask, neighbours)
        for _ in range(LENGTH):
            status, title = sequence.one()
            statuses[status] += 1
            titles.add(title)

    run()
    print(f"{statuses.total()} requests to {len(titles)} operations:", dict(statuses.most_common()))
    assert statuses.total() >= tries // 5 * LENGTH
    # What is drawn differs from run to run: a third of them as a rule.
    assert statuses[200] > statuses.total() / 6
    assert {400, 401, 403} <= set(statuses)
    # Few requests may all name what there is.
    assert 404 in statuses or statuses.total() < _MANY
