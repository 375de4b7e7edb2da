"""Calls that snippets are tried on: those that caught someone out before."""

from ovh_explorer.call import Call, canonical_json

TAGS = '{"env":[{"operator":"EQ","value":"prod"}]}'
NASTY = "a\"b'c\\d$e`f\n\r\t\0\x1b?>*/<!--#{$x}${y}%41 é€😀\u202e\u2028\ufeff!!"

# Each would run `touch pwned`, or be another text, in some language that takes it for more than a
# value.
_CORE = [
    "'; touch pwned #",
    "'; touch pwned; '",
    "' && touch pwned && '",
    "'$(touch pwned)'",
    "'`touch pwned`'",
    "'|touch pwned|'",
    "\\'; touch pwned #",
    "\\\\'; touch pwned #",
    "$'; touch pwned #",
    "$'\\'; touch pwned #'",
    '"; touch pwned #',
    '"$(touch pwned)"',
    "$(touch pwned)",
    "${x:-$(touch pwned)}",
    "`touch pwned`",
    "$((`touch pwned`))",
    "; touch pwned",
    "& touch pwned &",
    "| touch pwned",
    "> pwned",
    "<(touch pwned)",
    "{touch,pwned}",
    "\\",
    "'",
    "''",
    '"',
    "!!",
    "!touch",
    "*",
    "?",
    "~",
    "[a-z]*",
    "-n",
    "--help",
    "@/etc/passwd",
    "%s%n%n",
    "\\c",
    "\\0101\\x41\\u0041",
    "#{`touch pwned`}",
    "<?php touch('pwned'); ?>",
    "*/ touch pwned /*",
    "@{[`touch pwned`]}",
    " ",
    "a  b ",
]
# With `'`, each of them ended the quotes where they were escaped in $'…', which not every shell
# knows.
_CONTROLS = [
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\x01",
    "\x03",
    "\x15",
    "\x1b",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
]
_CONTROLS += [
    "\u061c",
    "\u200b",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u3000",
    "\ufeff",
    "\U000e0041",
    "é\u202e",
    "😀\n",
]
PAYLOADS = [
    *_CORE,
    *(f"{char}'; touch pwned #" for char in _CONTROLS),
    "a\n\n",
    "\n",
    "\na",
    "a\n'b\n",
    "\t'; touch pwned #\n\n",
    "\x15touch pwned\n",
    "'\ntouch pwned\n'",
    "\\\n'; touch pwned #",
    "EOF\ntouch pwned\n",
]


def _make(branch, method, path, body=..., **rest):
    return Call.make(
        branch, method, path, body=None if body is ... else canonical_json(body), **rest
    )


CASES = {
    "GET": _make("v1", "GET", "/me"),
    "GET date.from": _make(
        "v1", "GET", "/me/bill", query=[("date.from", "2024-01-01T00:00:00+01:00")]
    ),
    "GET from": _make("v1", "GET", "/x", query=[("from", "a@b.c"), ("to", "d"), ("_to", "~")]),
    "GET _from": _make("v1", "GET", "/x", query=[("_from", "a")]),
    "GET taken names": _make(
        "v1", "GET", "/x", query=[("self", "a"), ("_target", "b"), ("_need_auth", "c")]
    ),
    "GET iamTags": _make("v1", "GET", "/vps", query=[("iamTags", TAGS)]),
    "GET repeated": _make("v1", "GET", "/x", query=[("s", "RUNNING"), ("s", "STOPPED")]),
    "GET repeated apart": _make("v1", "GET", "/x", query=[("s", "1"), ("t", "2"), ("s", "3")]),
    "GET number keys": _make("v1", "GET", "/x", query=[("7", "a"), ("0", "b")]),
    "GET empty value": _make("v1", "GET", "/x", query=[("a", ""), ("b", " ")]),
    "GET nasty": _make(
        "v1", "GET", "/x/{y}", path_values={"y": NASTY}, query=[("q", NASTY), (NASTY, "")]
    ),
    "GET payloads": _make(
        "v1",
        "GET",
        "/x/{y}",
        path_values={"y": "\t".join(PAYLOADS)},
        query=[("q", text) for text in PAYLOADS],
    ),
    "GET payloads as names": _make(
        "v1", "GET", "/x", query=[(text.replace("=", ""), "1") for text in PAYLOADS]
    ),
    "GET ipBlock": _make("v1", "GET", "/ip/{ip}/firewall", path_values={"ip": "192.0.2.0/24"}),
    "GET schema": _make("v1", "GET", "/me.json"),
    "GET looks like schema": _make("v1", "GET", "/x", query=[("7", "a.json")]),
    "GET v2": _make("v2", "GET", "/iam/policy"),
    "GET v2 query": _make("v2", "GET", "/iam/policy", query=[("details", "true")]),
    "GET header": _make(
        "v2",
        "GET",
        "/iam/policy",
        headers=[("X-Pagination-Size", "5"), ("X-Other", "$a \"b\" 'c' \\")],
    ),
    "GET header query": _make(
        "v2", "GET", "/x", query=[("a", "b")], headers=[("X-Pagination-Cursor", "abc==")]
    ),
    "GET unauthenticated": _make("v1", "GET", "/auth/time", authenticated=False),
    "GET unauthenticated query": _make(
        "v1", "GET", "/order/rule", query=[("a", "b c")], authenticated=False
    ),
    "GET unauthenticated header": _make(
        "v2", "GET", "/x", headers=[("X-A", "b")], authenticated=False
    ),
    "GET like a branch": _make("v1", "GET", "/v2ray"),
    "POST no body": _make(
        "v1", "POST", "/domain/zone/{z}/refresh", path_values={"z": "example.com"}
    ),
    "POST {}": _make("v1", "POST", "/auth/logout", {}),
    "POST []": _make("v1", "POST", "/x", []),
    "POST nested empty": _make("v1", "POST", "/x", {"a": {}, "b": [{}, []], "c": {"d": {"e": {}}}}),
    "POST list": _make("v1", "POST", "/x", [{"a": 1}, "b", None]),
    "POST unicode": _make(
        "v1", "POST", "/sms/jobs", {"message": 'tèsté €😀/"', "receivers": ["+33600000000"]}
    ),
    "POST from": _make(
        "v1", "POST", "/email/redirection", {"from": "a@b.c", "to": "d@e.f", "localCopy": False}
    ),
    "POST _from": _make("v1", "POST", "/x", {"_from": 1, "to": 2}),
    "POST odd keys": _make(
        "v1", "POST", "/x", {"creationDate.from": 1, "": 2, "a-b": 3, "é": 4, "ﬁ": 5}
    ),
    "POST taken keys": _make("v1", "POST", "/x", {"self": 1, "_target": 2, "_need_auth": 3}),
    "POST __debug__": _make("v1", "POST", "/x", {"__debug__": 1}),
    "POST number keys": _make(
        "v1", "POST", "/x", {"0": "a", "1": {"0": {}}, "2": {"1": 1, "0": 2}, "3": {"5": 5}}
    ),
    "POST numbers": _make(
        "v1", "POST", "/x", {"a": [1.0, 1e-7, 1e22, -0.0, 0.1, 2**63 - 1, -(2**63), 5e-324]}
    ),
    "POST nasty": _make(
        "v1", "POST", "/x", {NASTY: NASTY, "quote": "'", "quotes": '"', "slash": "\\"}
    ),
    "POST payloads": _make("v1", "POST", "/x", dict.fromkeys(PAYLOADS, PAYLOADS)),
    "POST scalar": _make("v1", "POST", "/x", "@file"),
    "POST true": _make("v1", "POST", "/x", True),
    "POST query": _make("v1", "POST", "/x", {"a": 1}, query=[("b", "c d")]),
    "POST header": _make(
        "v2", "POST", "/iam/check", {"a": {}}, headers=[("X-Pagination-Size", "5")]
    ),
    "POST unauthenticated": _make("v1", "POST", "/newAccount", {"a": [1]}, authenticated=False),
    "POST credential": _make(
        "v1", "POST", "/auth/credential", {"accessRules": []}, authenticated=False
    ),
    "POST unauthenticated {}": _make("v1", "POST", "/x", {}, authenticated=False),
    "POST unauthenticated header": _make(
        "v2", "POST", "/x", {"a": 1}, headers=[("X-A", "b")], authenticated=False
    ),
    "POST deep": _make("v1", "POST", "/x", {"a": [[[[[[{"b": {"c": {"d": ["x" * 90, "y"]}}}]]]]]]}),
    "PUT map": _make("v1", "PUT", "/x", {"a.b": {"c": None}}),
    "PUT list": _make("v1", "PUT", "/x", ["a", "b"]),
    "PUT no body": _make("v1", "PUT", "/x"),
    "PUT query": _make("v1", "PUT", "/x", {"a": True}, query=[("b", "1")]),
    "DELETE": _make("v1", "DELETE", "/me/api/credential/{id}", path_values={"id": "42"}),
    "DELETE query": _make("v1", "DELETE", "/x", query=[("force", "true")]),
    "DELETE body": _make("v1", "DELETE", "/x", {"a": "b"}),
    "PATCH": _make("v1", "PATCH", "/x", {"a": "b"}, headers=[("X-A", "b")]),
    "PATCH no body": _make("v1", "PATCH", "/x"),
}

# PHP has no way for those; what it does instead is tested by itself.
NOT_FOR_PHP = {
    # No new call can hold one; the history has them of other versions.
    "POST half character": Call("v1", "POST", "/x", body=b'{"a":"\\ud83d"}'),
    "POST large integer": _make("v1", "POST", "/x", {"a": 2**64 + 1}),
    "GET body": _make("v1", "GET", "/x", {"a": 1}),
}
NOT_FOR_PYTHON = {"POST null": _make("v1", "POST", "/x", None)}

# What a hostile catalog, or a user, has as a name or a value: words of languages, what begins a
# template, a comment or an escape in one of them, and characters that nobody sees.
HOSTILE = [
    "class",
    "await",
    "__proto__",
    "constructor",
    "toString",
    "then",
    "default",
    "$",
    "$(id)",
    "${x}",
    "#{x}",
    "@{x}",
    "{{ x }}",
    "{% x %}",
    "{# x",
    "{0}",
    "%",
    "%s%v%!d(x)",
    "%(x)s",
    "`x`",
    "\u2028",
    "\u2029x",
    "\u0085",
    "\x1b[2J",
    "\u202e)x(\u202c",
    "\u2066x",
    "\ufeffx",
    "\ufffe\uffff",
    "\U0010ffff",
    "e\u0301",
    "\\",
    "\\u000a\\x0a\\n",
    "\\\\u0022",
    '"""',
    "'''",
    "\"'`",
    "*/x/*",
    "//x",
    "?>x<?php",
    "</script>",
    "--",
    "-",
    "=",
    "=x",
    "~",
    "&a",
    "*a",
    "!x",
    "? x",
    ": x",
    "- x",
    "---",
    "...",
    "<<",
    "|",
    ">",
    "#",
    " # x",
    "null",
    "Norway: NO",
    "0o17",
    "1:30",
    "0",
    "1e3",
    "x\u00a0",
    "x\r\ny",
    "x\n",
    "\n\n",
    "\tx",
    "=begin",
    "__END__",
    "@",
    "+",
    "a+b",
    "a%2Fb",
    "..",
    "y" * 3000,
    "é" * 3000,
    "'" * 400,
    '"\\' * 400,
]
CASES |= {
    "GET hostile": _make(
        "v1",
        "GET",
        "/x/{y}",
        path_values={"y": "".join(HOSTILE)},
        query=[("q", text) for text in HOSTILE],
    ),
    "GET hostile names": _make(
        "v1", "GET", "/x", query=[(text, text) for text in HOSTILE if "=" not in text]
    ),
    "POST hostile": _make("v1", "POST", "/x", {"a": HOSTILE, "b": {"c": HOSTILE[::-1]}}),
    "POST hostile names": _make("v1", "POST", "/x", {text: {text: text} for text in HOSTILE}),
    **{
        f"POST hostile {number}": _make(
            "v1", "POST", "/x/{y}", {text: text}, path_values={"y": text}
        )
        for number, text in enumerate(HOSTILE)
        if text != ".." and number % 4 == 0
    },
}
