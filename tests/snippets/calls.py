"""Calls that are hard to say in some language, and a strategy for any call."""

from typing import Any

from hypothesis import strategies as st

from ovh_explorer.call import Call, canonical_json


def call(method: str, path: str, *, branch: str = "v1", body: Any = ..., **more: Any) -> Call:
    return Call.make(branch, method, path, body=None if body is ... else canonical_json(body), **more)


HARD = {
    "plain": call("GET", "/me"),
    "dotted query": call("GET", "/me/bill", query=[("date.from", "2024-01-01"), ("orderId", "12")]),
    "datetime query": call("GET", "/me/bill", query=[("date.from", "2024-01-01T00:00:00+01:00")]),
    "keyword query": call("GET", "/cloud/usage", query=[("from", "2024-01-01"), ("to", "x")]),
    "space in query": call("GET", "/search", query=[("s", "a b/é~")]),
    "repeated query": call("GET", "/app", query=[("state", "A"), ("state", "B")]),
    "json query": call("GET", "/vps", query=[("iamTags", '{"env":[{"operator":"EQ","value":"prod"}]}')]),
    "query called self": call("GET", "/x", query=[("self", "1"), ("_target", "2")]),
    "ip block": call("GET", "/ip/{ip}/firewall", path_values={"ip": "192.0.2.0/24"}),
    "any value in the path": call("GET", "/x/{key}", path_values={"key": "a b'\"$\\é?#%2F{}[]"}),
    "v2": call("GET", "/iam/policy", branch="v2", query=[("details", "true")]),
    "record": call(
        "POST",
        "/domain/zone/{zoneName}/record",
        path_values={"zoneName": "example.com"},
        body={"fieldType": "A", "subDomain": "www", "target": "192.0.2.1", "ttl": 60},
    ),
    "nothing in the body": call("POST", "/domain/zone/example.com/refresh"),
    "empty object": call("POST", "/auth/logout", body={}),
    "empty list": call("POST", "/x", body=[]),
    "nested empties": call("PUT", "/x", body={"a": {}, "b": [], "c": [{}], "d": {"e": {}}}),
    "list body": call("PUT", "/x", branch="v2", body=[{"id": 1}, None, "b"]),
    "map body": call("PUT", "/x", body={"from": "1", "a b": "2", "self": "3"}),
    "keywords in the body": call("POST", "/sms", body={"from": "a", "class": "b", "_from": "c", "to": "d"}),
    "odd names": call("POST", "/x", body={"a": 1, "b-c": 2, "d": 3, "ﬁ": 4, "_x": 5}),
    "all of JSON": call("POST", "/x", body={"n": None, "t": True, "f": False, "d": 1.5, "big": 2**62, "s": "x"}),
    "texts": call("POST", "/x", body={"s": "tèsté €😀/\"'\\$x ${y} {$z} \n\t\r\0\x1b <?php ?> */ # `id` \u202e"}),
    "put without body": call("PUT", "/x"),
    "delete": call("DELETE", "/me/api/credential/42"),
    "delete with query": call("DELETE", "/app/a1", query=[("force", "true")]),
    "post with query": call("POST", "/x", query=[("a", "b c")], body={"d": 1}),
    "header": call("GET", "/iam/policy", branch="v2", headers=[("X-Pagination-Size", "5")]),
    "header and body": call("POST", "/x", branch="v2", headers=[("X-Pagination-Cursor", "c'\"$(id)")], body={"a": 1}),
    "without keys": call("GET", "/order/catalog", authenticated=False),
    "post without keys": call("POST", "/auth/credential", body={"accessRules": []}, authenticated=False),
    "digits as keys": call("POST", "/x", body={"0": "a", "1": "b"}),
    "long": call("POST", "/x", body={"items": [{"name": f"item {i}", "tags": ["a", "b"]} for i in range(6)]}),
}

texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["'", '"', "\\", "$x", "?>", "*/", "\n", "{$a}", "EOF", "${y}"])
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8) | st.sampled_from(["from", "class", "self", "_target", "None", "a.b", "_from"])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def any_call(draw: st.DrawFn) -> Call:
    method = draw(st.sampled_from(["GET", "POST", "PUT", "DELETE"]))
    body = draw(st.none() | values.map(canonical_json)) if method in ("POST", "PUT") else None
    if body == b"null":
        body = None
    return Call.make(
        draw(st.sampled_from(["v1", "v2"])),
        method,
        "/x/{key}",
        path_values={"key": draw(texts.filter(lambda text: text not in ("", ".", "..")))},
        query=draw(st.lists(st.tuples(names, texts), max_size=3)),
        body=body,
    )
