"""What people type or paste to open an operation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.schema import IndexEntry
from ovh_explorer.catalog.store import Store
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.workspace.navigation.notation import parse_pasted
from ovh_explorer.workspace.navigation.target import Target, TargetError, find_target, parse_target


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    store = Store(tmp_path_factory.mktemp("store") / "catalog.db")
    for path in EMBEDDED.rglob("*.json"):
        if path.name != "index.json":
            branch, name = path.parent.name, f"/{path.stem}"
            store.put_index(
                branch,
                [*(IndexEntry(row.path) for row in store.products(branch)), IndexEntry(name)],
            )
            store.put_document(branch, name, path.read_bytes())
    return store


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("POST /domain/zone/{zoneName}/record", Target("", "POST", "/domain/zone/{zoneName}/record")),
        ("get /v2/iam/policy", Target("v2", "GET", "/iam/policy")),
        ("GET /1.0/me", Target("v1", "GET", "/me")),
        ("/me/", Target("", "", "/me", trailing_slash=True)),
        ("GET /", Target("", "GET", "/")),
        ("/v2x/y", Target("", "", "/v2x/y")),
        ("GET /me/bill?date.from=2024-01-01&x=a%20b", Target("", "GET", "/me/bill", (("date.from", "2024-01-01"), ("x", "a b")))),
        ("https://eu.api.ovh.com/console/?section=%2Fdomain&branch=v1#post-/domain/zone/-zoneName-/record",
         Target("v1", "POST", "/domain/zone/{zoneName}/record")),
        ("https://eu.api.ovh.com/console-preview/?section=%2Fiam&branch=v2#get-/iam/policy/-policyId-",
         Target("v2", "GET", "/iam/policy/{policyId}")),
        ("https://api.ovh.com/console/#/me/api/application#GET", Target("", "GET", "/me/api/application")),
        ("https://api.ovh.com/console/#/domain/zone/%7BzoneName%7D/record~POST",
         Target("", "POST", "/domain/zone/{zoneName}/record")),
        ("https://api.ovh.com/console/#/me", Target("", "", "/me")),
        ("https://eu.api.ovh.com/v1/me", Target("v1", "", "/me")),
        ("\ufeffGET /me\u200b\r\n", Target("", "GET", "/me")),
        # Typed, a + is a +; in a URL it is a blank but where it can't be one.
        ("GET /me/bill?date.from=2026-01-01T00:00:00+02:00&q=a+b",
         Target("", "GET", "/me/bill", (("date.from", "2026-01-01T00:00:00+02:00"), ("q", "a+b")))),
        ("https://x/v1/me?from=2026-01-01T00%3A00%3A00+0200&q=a+b&c=%2B+1&to=+33600000000&at=2026-01-01+00:00",
         Target("v1", "", "/me", (("from", "2026-01-01T00:00:00+0200"), ("q", "a b"), ("c", "+ 1"), ("to", "+33600000000"),
                                  ("at", "2026-01-01+00:00")))),
        ("@api {v1} /domain GET /domain", Target("v1", "GET", "/domain")),
        ("[@api {v2} /iam put /v2/iam/policy/{policyId}]", Target("v2", "PUT", "/iam/policy/{policyId}")),
    ],
)  # fmt: skip
def test_words_paths_and_links_of_every_age(words, target):
    assert parse_target(words) == target


@pytest.mark.parametrize(
    "words", ["", "GET", "hello", "https://example.com/", "https://x/console/#auth", "https://[x"]
)
def test_what_leads_nowhere_is_said(words):
    with pytest.raises(TargetError):
        parse_target(words)


_PIECES = st.one_of(
    st.sampled_from(
        ["GET ", "post ", "/", "//", "/v2", "/1.0/", "/me", "/../", "/%2e%2e/", "/{a}", "/{", "}", "?a=b&c", "&", "=", "%", "%1b]52;",
         "%ud800", "https://", "http://[", "http://[::1", "://", "@", "#get-", "#post-/x/-a-", "#/me~GET", "#/me#PUT", "?branch=v3#x",
         "@api {v1} x GET /me", "[@api{v2}", "\x1b[2J", "\0", "\ud800", "[@click=app.quit]", "\u2100", " ", "\n"]
    ),
    st.text(max_size=6),
)  # fmt: skip


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_any_text_is_a_target_or_refused(store, words):
    try:
        target = parse_target(words)
        opened = find_target(store, target)
    except TargetError as error:
        assert str(error)  # noqa: PT017
        assert len(str(error)) < 2 * len(words) + 300  # noqa: PT017
    else:
        # Nothing but an operation of the catalog is ever opened.
        assert store.operation(opened.branch, opened.method, opened.path) is not None


@pytest.mark.parametrize(
    "piece", ["/", "%2f", "#get-/", "-a-/", "{", "@api ", "GET ", "?a=", "&", "//[", " ", "x"]
)
@pytest.mark.parametrize(
    "start", ["", "/", "GET /", "https://x/console/#get-", "https://x/", "[@api {v1} "]
)
def test_a_long_text_is_read_in_one_go(store, start, piece):
    # As long as what is read at most: what takes the square of its length would take minutes.
    with pytest.raises(TargetError):
        find_target(store, parse_target((start + piece * 20_000)[:20_000]))
    with pytest.raises(TargetError, match="far too long"):
        parse_target(f"x{start}{piece * 100_000}x")


def test_a_concrete_path_brings_its_values(store):
    opened = find_target(store, parse_target("GET /domain/zone/example.com/record/42"))
    assert opened.path == "/domain/zone/{zoneName}/record/{id}"
    assert opened.values == (("zoneName", "example.com"), ("id", "42"))


def test_a_literal_path_is_not_taken_for_a_value(store):
    assert find_target(store, parse_target("/domain/zone")).path == "/domain/zone"
    assert find_target(store, parse_target("/domain/example.com")).values == (
        ("serviceName", "example.com"),
    )


@pytest.mark.parametrize(
    ("words", "value", "meant"),
    [
        (
            "GET /ip/192.0.2.0/24/reverse",
            "192.0.2.0%2F24 for 192.0.2.0/24",
            "GET /ip/192.0.2.0%2F24/reverse",
        ),
        (
            "/ip/2001:db8::/56/reverse/",
            "2001:db8::%2F56 for 2001:db8::/56",
            "GET /ip/2001:db8::%2F56/reverse",
        ),
        (
            "DELETE /ip/192.0.2.0/24/reverse/192.0.2.7",
            "192.0.2.0%2F24",
            "DELETE /ip/192.0.2.0%2F24/reverse/192.0.2.7",
        ),
        (
            "GET /v2/iam/resource/urn:v1:eu:x:user:a/b/c",
            "a%2Fb%2Fc",
            "GET /v2/iam/resource/urn:v1:eu:x:user:a%2Fb%2Fc",
        ),
    ],
)
def test_a_value_with_a_slash_is_said_as_it_is_written(store, words, value, meant):
    with pytest.raises(TargetError, match=r"A slash in a value is written %2F") as missing:
        find_target(store, parse_target(words))
    assert value in str(missing.value)
    assert missing.value.nearest == (meant,)
    assert find_target(store, parse_target(meant)).values


@pytest.mark.parametrize(
    "words",
    ["GET /ip/192.0.2.0/240/reverse", "GET /ip/192.0.2/24/reverse", "/nothing/192.0.2.0/24"],
)
def test_what_is_no_block_has_neighbours_only(store, words):
    with pytest.raises(TargetError) as missing:
        find_target(store, parse_target(words))
    assert "%2F" not in str(missing.value)


def test_another_name_in_braces_is_no_value(store):
    assert find_target(store, parse_target("GET /domain/zone/{name}")).values == ()


def test_without_a_branch_both_are_looked_at(store):
    assert find_target(store, parse_target("GET /iam/policy")).branch == "v2"


def test_what_does_not_exist_has_neighbours(store):
    with pytest.raises(TargetError) as missing:
        find_target(store, parse_target("POST /domain/zone/{zoneName}/records"))
    assert missing.value.nearest[0] == "POST /domain/zone/{zoneName}/record"
    with pytest.raises(TargetError) as missing:
        find_target(store, parse_target("GET /v2/iam/policies"))
    assert "GET /v2/iam/policy" in missing.value.nearest


LONG = "x" * 5000


@pytest.mark.parametrize(
    "words",
    [
        f"these words {LONG}",
        f"GET /{LONG}",
        f"/ip/{LONG}/{LONG}/reverse",
        f"/me#{LONG}",
        f"/me;{LONG}=1",
        f"domain:apiovh:{LONG}",
        f"https://{LONG}℀/",
    ],
)
def test_a_long_text_is_named_by_its_beginning(store, words):
    with pytest.raises(TargetError) as missing:
        find_target(store, parse_pasted(words))
    assert "xxx" in str(missing.value)
    assert len(str(missing.value)) < 500


@pytest.mark.parametrize("words", ["GET v2/iam/policy", "GET /v2/iam/policy", "v2/iam/policy"])
def test_an_operation_is_named_as_lists_write_it_too(words):
    target = parse_pasted(words)
    assert (target.branch, target.path) == ("v2", "/iam/policy")
