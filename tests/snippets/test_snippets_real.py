"""The code of every operation's example call, over the embedded catalog and the real one: what it
sends is the call.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ovh_explorer.call import Call
from ovh_explorer.catalog.resolve import Models
from ovh_explorer.catalog.schema import Product, read_product
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.snippets import LANGUAGES, SnippetContext, csharp, snippet
from tests import real_catalog

from . import test_snippets_go as go_tests
from . import test_snippets_node as node_tests
from . import test_snippets_perl as perl_tests
from . import test_snippets_php as php_tests
from . import test_snippets_python as python_tests
from .recorder import Recorder
from .running import Run, assert_same
from .test_snippets_python import _ours  # noqa: F401

# Scripts in one program.
_GO_AT_ONCE = 800


def example_calls(products: list[Product]) -> Iterator[Call]:
    """The call of every operation's example."""
    for product in products:
        models = Models(product.models)
        for operation in product.operations:
            form = Form(operation, models)
            form.fill_example()
            yield form.call()


@pytest.fixture(scope="session")
def examples(real_schemas: Path, whole: bool, request: pytest.FixtureRequest) -> list[Call]:
    """With ``--whole`` every operation's; in CI, where each is run in five languages, every
    fifth's.
    """
    real = list(example_calls(real_catalog.sample(real_schemas, whole)))
    return embedded() + (real if request.config.getoption("--whole") else real[::5])


def embedded() -> list[Call]:
    return list(example_calls(embedded_products()))


def embedded_products() -> list[Product]:
    """Those of the catalog that is shipped."""
    files = sorted(path for path in EMBEDDED.rglob("*.json") if path.name != "index.json")
    return [read_product(path.relative_to(EMBEDDED).parts[0], path.read_bytes()) for path in files]


@pytest.mark.long
def test_python_sends_the_same(examples: list[Call], server: Recorder) -> None:
    for call in examples:
        server.forget()
        python_tests.run(snippet("python", call))
        server.assert_is(call)


@pytest.mark.long
def test_go_sends_the_same(examples: list[Call], server: Recorder, tmp_path: Path) -> None:
    go_tests.needs_go()
    # What Debian has knows no branch v2.
    examples = [call for call in examples if call.branch == "v1" and call.target != "/auth/time"]
    for start in range(0, len(examples), _GO_AT_ONCE):
        part = examples[start : start + _GO_AT_ONCE]
        server.forget()
        go_tests.run([snippet("go", call) for call in part], server, tmp_path / str(start))
        for request, call in zip(server.requests, part, strict=True):
            assert_same(request, call, server.root)


@php_tests.pytestmark
def test_php_sends_the_same(examples: list[Call], php: Run) -> None:
    for call in examples:
        php_tests.check(call, php)


@perl_tests.pytestmark
def test_perl_sends_the_same(examples: list[Call], perl: Run, server: Recorder) -> None:
    for call in examples:
        perl_tests.check(call, perl, server)


def test_node_sends_the_same(
    examples: list[Call], node: Run, secure: tuple[Recorder, Path]
) -> None:
    reasons = Counter(node_tests.check(call, node, secure[0]) for call in examples)
    print(
        *(f"{number} {reason or 'by node-ovh'}" for reason, number in reasons.most_common()),
        sep="\n",
    )
    assert reasons[""] > len(examples) * 0.8


def test_every_language_writes_every_call(examples: list[Call]) -> None:
    for call in examples:
        for name in LANGUAGES:
            for context in (SnippetContext(), SnippetContext(call_only=True)):
                assert snippet(name, call, context).strip()
    assert (
        Counter(bool(csharp.why_by_hand(call, SnippetContext())) for call in examples)[False]
        > len(examples) * 0.8
    )
