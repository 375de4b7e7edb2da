"""Whatever notation an operation was found in opens it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.call import METHODS
from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.navigation.notation import (
    is_action,
    operation_words,
    parse_pasted,
    product_link,
)
from ovh_explorer.workspace.navigation.target import TargetError, find_target
from ovh_explorer.workspace.navigation.word_target import find_word_target, is_pasted, names_place
from tests import real_catalog
from tests.conftest import fill

RECORD = "POST /domain/zone/{zoneName}/record"
V1_RECORD = "POST /v1/domain/zone/{zoneName}/record"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "catalog.db") as store:
        fill(store, EMBEDDED)
        yield store


def opened(store: Store, words: str) -> str:
    found = find_target(store, parse_pasted(words))
    values = "".join(f" {name}={value}" for name, value in found.values)
    return f"{found.branch} {found.method} {found.path}{values}"


@pytest.mark.parametrize(
    "words",
    [
        "GET https://eu.api.ovh.com/1.0/me",
        "GET\t/me",
        "get   /me",
        "GET /1.0/me HTTP/1.1",
        "GET /1.0/me HTTP/2\r\nHost: eu.api.ovh.com\r\nX-Ovh-Application: x\r\n",
        'DEBUG urllib3.connectionpool https://eu.api.ovh.com:443 "GET /1.0/me HTTP/1.1" 200 403',
        "2026-11-29 10:00:00 [GET] https://eu.api.ovh.com/1.0/me -> 200",
        "ovhcloud api call GET /v1/me",
        "$ ovhcloud api call GET '/v1/me' --json",
        "ovh-explorer try GET /me --output csv",
        'client.get("/me")',
        'result = client.get("/me", need_auth=True)["nichandle"]',
        "me = client.call('GET', '/me', None, True)",
        "$me = $ovh->get('/me');",
        "ovh.requestPromised('GET', '/me')",
        "ovh.request('GET', '/me', (error, me) => {})",
        'client.Get("/me", &me)',
        'err := client.GetWithContext(ctx, "/me", &me)',
        'client.CallAPI("GET", "/me", nil, &me, true)',
        'var me = await client.GetAsync<PartialMe>("/me");',
        "$api->get(path => '/me')",
        "import ovh\n\nclient = ovh.Client()\nprint(client.get('/me'))\n",
        "https://eu.api.ovh.com/console/?section=%2Fme&branch=v1#get-/me",
        "console-preview/?section=%2Fme&branch=v1#get-/me",
        "account:apiovh:me/get",
    ],
)
def test_a_call_of_any_kind_opens_its_operation(store, words):
    assert opened(store, words) == "v1 GET /me"
    assert names_place(words)


@pytest.mark.parametrize(
    "words",
    [
        "> @api {v1} /domain POST /domain/zone/{zoneName}/record",
        "> [!api]\n>\n> > @api {v1} /domain POST /domain/zone/{zoneName}/record\n>",
        r'<Api version="v1" section="/domain" method="POST" route={"/domain/zone/\{zoneName\}/record"} />',
        "<Api version='v1' section='/domain' method='post' route='/domain/zone/{zoneName}/record'/>",
        "dnsZone:apiovh:record/create",
        "POST /domain/zone/:zoneName/record",
        "POST /domain/zone/$ZONE/record",
        "POST /domain/zone/${zone}/record",
        "POST /domain/zone/<zone>/record",
        "POST /domain/zone/{{zone}}/record",
        "POST https://eu.api.ovh.com/1.0/domain/zone/%7BzoneName%7D/record",
        'client.post(f"/domain/zone/{zone.name}/record", fieldType="A")',
        'client.post("/domain/zone/%s/record" % zone)',
        "client.post('/domain/zone/' + zone + '/record')",
        "$ovh->post('/domain/zone/' . $zone . '/record', ['fieldType' => 'A']);",
        '$ovh->post("/domain/zone/$zone/record");',
        "ovh.requestPromised('POST', `/domain/zone/${zone.name}/record`, {fieldType: 'A'})",
        'client.Post(fmt.Sprintf("/domain/zone/%s/record", zone), request, &record)',
        'client.Post("/domain/zone/"+url.PathEscape(zone)+"/record", request, &record)',
    ],
)
def test_a_placeholder_is_no_value(store, words):
    assert opened(store, words) == "v1 POST /domain/zone/{zoneName}/record"
    assert names_place(words)


@pytest.mark.parametrize(
    "words",
    [
        'client.post("/domain/zone/example.com/record")',
        "POST /1.0/domain/zone/example.com/record HTTP/1.1",
        "ovhcloud api call POST /v1/domain/zone/example.com/record",
        "POST https://ca.api.ovh.com/v1/domain/zone/example.com/record",
    ],
)
def test_values_in_the_path_stay(store, words):
    assert opened(store, words) == "v1 POST /domain/zone/{zoneName}/record zoneName=example.com"


def test_it_says_what_would_open(store):
    found = find_word_target(store, '$ovh->post("/domain/zone/example.com/record")')
    assert found.said == (
        "enter opens POST /domain/zone/{zoneName}/record with zoneName = example.com"
    )
    assert found.is_exact
    found = find_word_target(store, "nope:apiovh:x/y")
    assert found.said == "No operation of the catalog has the IAM action nope:apiovh:x/y."
    found = find_word_target(store, "client.post('/domain/zone/example.com/recrd')")
    assert found.nearest[0].target == "/domain/zone/example.com/record"


def test_the_other_operations_of_an_action_are_near(store):
    shared = "dnsZone:apiovh:record/create"
    assert [key[2] for key in store.with_action(shared)] == ["/domain/zone/{zoneName}/record"]
    assert store.with_action("dnsZone:apiovh:record/creat") == []
    assert store.with_action("::") == store.with_action("") == []


@pytest.mark.parametrize(
    "words",
    [
        "dns record",
        "get a record",
        "get",
        "method:post /domain",
        "method:POST /domain",
        "GET /me in:v2",
        "field:ipBlock",
        "effect:spends in:v1",
        'cache.get("key")',
        "how to post a record",
        "<Api>",
        "api call",
        "a:b",
        "list servers: vps",
    ],
)
def test_words_stay_words(words):
    assert operation_words(words) == ""
    assert not is_action(words)
    assert not names_place(words)
    assert not is_pasted(words)


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://eu.api.ovh.com/console/?section=%2Fdomain&branch=v1", ("v1", "/domain")),
        ("https://eu.api.ovh.com/console-preview/?section=%2Fiam&branch=v2#", ("v2", "/iam")),
        ("https://ca.api.ovh.com/console/?section=/dedicated/server", ("", "/dedicated/server")),
        ("https://eu.api.ovh.com/console/?branch=v2", ("v2", "")),
        ("console/?section=%2Fdomain&branch=v1", ("v1", "/domain")),
        ("https://eu.api.ovh.com/console/?branch=v3", None),
        ("https://eu.api.ovh.com/console/", None),
        ("https://eu.api.ovh.com/console/?section=%2Fdomain&branch=v1#get-/domain", None),
        ("https://example.com/?section=%2Fdomain", None),
        ("https://[console", None),
        ("console", None),
    ],
)
def test_a_link_to_a_section_or_a_branch(link, place):
    assert product_link(link) == place


@pytest.mark.parametrize(
    ("link", "said", "product"),
    [
        ("section=%2Fdomain&branch=v1", "enter opens the product /domain of v1", ("v1", "/domain")),
        ("section=%2FIAM", "enter opens the product /iam of v2", ("v2", "/iam")),
        ("branch=v2", "enter opens branch v2", ("v2", "")),
        ("section=%2Fnope", "The catalog has no product /nope.", None),
        ("section=%2Fiam&branch=v1", "The catalog has no product /iam in v1.", None),
    ],
)
def test_it_says_which_product_would_open(store, link, said, product):
    found = find_word_target(store, f"https://eu.api.ovh.com/console/?{link}")
    assert (found.said, found.product, found.hit) == (said, product, None)


# Any text

_PIECES = st.one_of(
    st.sampled_from(
        ["GET ", "post\t", "/me", " HTTP/1.1", "ovhcloud api call ", ".get(", "->post(", "'", '"', "`", "\\", "/x", "{", "}", "$", ":", "<",
         ">", "<Api ", 'method="POST"', "route={", "@api {v1} ", ".request('GET',", "+", " . ", "$zone", "%s", "{{", "\n", "https://", "[",
         "console/?", "section=%2F", "&branch=v1", "a:b:c", "#", "\ud800", "\0", "%7b", "%2e%2e", "..", "(", ")", "fmt.Sprintf("]
    ),
    st.text(max_size=6),
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_no_text_breaks_it(store, words):
    assert names_place(words) in (True, False)
    found = find_word_target(store, words)
    assert found.hit is None or store.operation(found.hit.branch, found.hit.method, found.hit.path)
    try:
        target = find_target(store, parse_pasted(words))
    except TargetError as error:
        assert str(error)  # noqa: PT017
    else:
        assert store.operation(target.branch, target.method, target.path) is not None


@pytest.mark.parametrize(
    "piece",
    ["/", "GET ", ".get(", "'/", '"', "\\", "{", "+'/x'", "<Api ", "@api {v1} ", "a.", "a(", "x", " ", "$", "://", "call(", "call", ".call", "+a"],
)  # fmt: skip
@pytest.mark.parametrize(
    "start", ["", "x.", "x.get('/", "x.get('/'", "x.call('GET', f(", "<Api ", "ovhcloud "]
)
def test_a_long_text_is_read_in_one_go(start, piece):
    # What takes the square of its length would take minutes.
    text = (start + piece * 20_000)[:20_000]
    assert isinstance(operation_words(text), str)
    assert names_place(text) in (True, False)


# The real catalog


def spellings(branch: str, method: str, path: str) -> dict[str, str]:
    """An operation as it is written elsewhere, by what writes it."""
    there = f"/{branch}{path}"
    verb = method.lower()

    def named(mark: str) -> str:
        return re.sub(r"\{([^{}]+)\}", lambda found: mark.replace("x", found[1], 1), there)

    escaped = path.replace("{", r"\{").replace("}", r"\}")
    return {
        "a log": f"{method} https://eu.api.ovh.com{there}",
        "a tab": f"{method}\t{there}",
        "a request line": f"{method} {there} HTTP/1.1",
        "ovhcloud": f"ovhcloud api call {method} {there}",
        "python": f'client.{verb}("{there}")',
        "php": f"$ovh->{verb}('{there}', [])",
        "node": f"ovh.requestPromised('{method}', '{there}')",
        "go": f'client.{method.title()}("{there}", &x)',
        "macro": f"> @api {{{branch}}} /x {method} {path}",
        "tag": f'<Api version="{branch}" section="/x" method="{method}" route={{"{escaped}"}} />',
        "colons": f"{method} {named(':x')}",
        "dollars": f"{method} {named('$x')}",
        "braces": f"{method} {named('${x}')}",
        "angles": f"{method} {named('<x>')}",
    }


def test_every_spelling_of_every_operation_opens_it(real_store, real_schemas, whole):
    seen, wrong = 0, []
    for product in real_catalog.sample(real_schemas, whole):
        for operation in product.operations:
            if operation.method not in METHODS:
                continue
            for kind, words in spellings(*operation.key).items():
                seen += 1
                try:
                    found = find_target(real_store, parse_pasted(words))
                except TargetError as error:
                    wrong.append((kind, words, str(error)))
                    continue
                if (found.branch, found.method, found.path) != operation.key or found.values:
                    wrong.append((kind, words, str(found)))
                assert names_place(words), words
    assert wrong == []
    assert seen > 10_000


def test_every_action_opens_an_operation_that_has_it(real_store, real_schemas, whole):
    actions = {
        action.name
        for product in real_catalog.sample(real_schemas, whole)
        for operation in product.operations
        for action in operation.iam
    }
    for action in sorted(actions):
        assert is_action(action)
        found = find_target(real_store, parse_pasted(action))
        operation = real_store.operation(found.branch, found.method, found.path)
        assert operation is not None
        assert action in {item.name for item in operation.iam}
    assert len(actions) > 500
