"""The commands, their options and arguments, for completion. ``python -m tests.command_table``
writes this of the parsers; change those.
"""

# No words for people: they are those of the parsers, translated where candidates show them.

__all__ = ["COMMANDS", "ENDPOINTS", "CommandWords"]


class CommandWords:
    """What a command takes.

    Attributes:
        words: what it is for.
        options: for each option the kind of its value ("" without one, a ``?`` before it where it
            may be left out) and its help.
        arguments: the kind of each argument.
    """

    def __init__(
        self, words: str, options: dict[str, tuple[str, str]], arguments: tuple[str, ...]
    ) -> None:
        self.words = words
        self.options = options
        self.arguments = arguments


# ruff: noqa: E501
_IN_EVERY_COMMAND = {
    "-h": ("", "show this help message and exit"),
    "--help": ("", "show this help message and exit"),
    "--version": ("", "show program's version number and exit"),
    "--lang": (
        "choice en fr",
        "the language: en, fr (else that of LANGUAGE, LC_ALL, LC_MESSAGES, LANG)",
    ),
}
COMMANDS = {
    "": CommandWords(
        "",
        {
            **_IN_EVERY_COMMAND,
            "--read-only": ("", "refuse everything but GET"),
            "--no-history": ("", "do not save the history"),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        ("target", "target"),
    ),
    "try": CommandWords(
        "send one request and print its response",
        {
            **_IN_EVERY_COMMAND,
            "-p": ("path value", "path parameter"),
            "-q": ("query", "query parameter; a list takes several"),
            "-H": ("header", "header parameter"),
            "-d": ("body", "body: JSON, the content of a file, or of standard input (-)"),
            "--raw": ("", "skip the check against the catalog"),
            "--from-env": (
                "text",
                "take a secret value from a variable of the environment, which other users can't see: path.NAME, query.NAME or header.NAME",
            ),
            "--max-size": (
                "text",
                "the largest response to take, such as 2GB or 800MB; a number alone is bytes (else 500MB)",
            ),
            "--explain": (
                "",
                "if the API refuses the request, look up why, by GETs with the same keys",
            ),
            "--diff": (
                "",
                "read the object and print what a PUT would change of it; send it only with --yes",
            ),
            "--yes": ("", "don't ask before POST, PUT and DELETE"),
            "--read-only": ("", "refuse everything but GET"),
            "--filter": (
                "text",
                "print only this part of a 2xx response (JMESPath): [?s=='ok'].id",
            ),
            "--output": (
                "choice json compact text lines csv",
                "how a 2xx response is printed: json as it came; compact: JSON on one line; text: texts without quotes; lines: each item of a list on one line; csv: a list as a table",
            ),
            "-i": ("", "print status and headers of the response on standard error"),
            "--include": ("", "print status and headers of the response on standard error"),
            "-v": ("", "print the request on standard error, secrets masked"),
            "--verbose": ("", "print the request on standard error, secrets masked"),
            "--all": ("", "follow the pages of a list to its end, by their cursors"),
            "--details": (
                "",
                "print each item of a list as its own operation shows it, up to 5000; eight at once",
            ),
            "--per-minute": (
                "text",
                "with --details: send at most N requests a minute (else no limit)",
            ),
            "--until": (
                "text",
                "send the request again until this is true of its response (JMESPath): status=='done'; then print it",
            ),
            "--every": ("text", "with --until: how long to pause between two requests (else 5)"),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": (
                "profile",
                "keys saved as [profile:NAME] in ovh.conf; given several times, a GET is sent with each",
            ),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": (
                "text",
                "how long to wait for the server (at each step of a request); with --until: how long to wait altogether (else 600)",
            ),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        ("method", "path"),
    ),
    "run": CommandWords(
        "run a recipe: a series of requests in a file",
        {
            **_IN_EVERY_COMMAND,
            "-p": (
                "recipe parameter",
                "a parameter of the recipe. A secret one is read from the variable RECIPE_NAME, or asked for at a terminal",
            ),
            "--yes": ("", "send the requests that are not GET, without a question"),
            "--dry-run": ("", "print the requests, also where all are GET"),
            "--output": (
                "choice json compact text lines csv",
                "how responses are printed, as `try` has it: json as they came; compact, the default: JSON on one line",
            ),
            "--every": (
                "text",
                "where a step waits: how long to pause between two requests (else 5)",
            ),
            "--wait": ("text", "where a step waits: how long altogether (else 600)"),
            "-i": ("", "print status and headers of the responses on standard error"),
            "--include": ("", "print status and headers of the responses on standard error"),
            "-v": ("", "print the requests on standard error, secrets masked"),
            "--verbose": ("", "print the requests on standard error, secrets masked"),
            "--max-size": (
                "text",
                "the largest response to take, such as 2GB or 800MB (else 500MB)",
            ),
            "--read-only": ("", "refuse everything but GET"),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        ("recipe",),
    ),
    "recipes": CommandWords(
        "list the recipes that there are",
        {
            **_IN_EVERY_COMMAND,
            "--json": (
                "",
                "a list of objects: name, title, description, file, parameters, steps, mistakes",
            ),
            "--demo": ("", "say how to run one in the demo"),
        },
        (),
    ),
    "code": CommandWords(
        "print the code of a request without sending it",
        {
            **_IN_EVERY_COMMAND,
            "-p": ("path value", "path parameter"),
            "-q": ("query", "query parameter; a list takes several"),
            "-H": ("header", "header parameter"),
            "-d": ("body", "body: JSON, the content of a file, or of standard input (-)"),
            "--raw": ("", "skip the check against the catalog"),
            "--call-only": ("", "only the call, without client and imports"),
            "--from-config": (
                "",
                "read credentials from the environment or ovh.conf instead of placeholders",
            ),
            "--pages": (
                "",
                "follow the pages of a list (all languages except ansible, try and signature)",
            ),
            "--parameters": ("", "describe the parameters in comments"),
            "--es-module": ("", "an ES module instead of CommonJS (node)"),
            "--wait": (
                "",
                "wait for the task that the operation starts (all languages except curl, powershell, ansible, try and signature)",
            ),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        (
            "choice python php node typescript go perl csharp java curl asyncio powershell ansible try signature",
            "method",
            "path",
        ),
    ),
    "search": CommandWords(
        "find operations in the catalog",
        {
            **_IN_EVERY_COMMAND,
            "--branch": ("choice v1 v2", "only the operations of this branch"),
            "--limit": ("text", "how many are listed at most (20)"),
            "--json": (
                "",
                "a list of objects: branch, method, path, description, status, effects, why",
            ),
            "--explain": (
                "",
                "explain how the words were understood and how operations were scored",
            ),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        ("text",),
    ),
    "sync": CommandWords(
        "download the whole catalog",
        {
            **_IN_EVERY_COMMAND,
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        (),
    ),
    "changes": CommandWords(
        "what changed in the API since the catalog was first downloaded",
        {
            **_IN_EVERY_COMMAND,
            "--since": ("text", "only what was found since then: 2026-11-29, or 2026-11-29T08:30"),
            "--json": (
                "",
                "a list of objects: at, kind, branch, product, operations, part, value, replacement, used_in",
            ),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        (),
    ),
    "doctor": CommandWords(
        "check keys, endpoint, network and terminal",
        {
            **_IN_EVERY_COMMAND,
            "--json": ("", "print it as JSON; no secret is in it"),
            "--read-only": ("", "check the setup of an explorer started with --read-only"),
            "--endpoint": (
                "endpoint",
                "a region such as ovh-eu, ovh-ca, ovh-us, or any URL (else OVH_ENDPOINT)",
            ),
            "--profile": ("profile", "keys saved as [profile:NAME] in ovh.conf"),
            "--config": ("file", "additional ovh.conf, which wins over the usual ones"),
            "--timeout": ("text", "how long to wait for the server (at each step of a request)"),
            "--demo": (
                "",
                "use the built-in sandbox, with example keys; nothing leaves this machine",
            ),
        },
        (),
    ),
    "completion": CommandWords(
        "print what makes TAB complete in your shell",
        {
            **_IN_EVERY_COMMAND,
            "--account-values": (
                "choice on off",
                "whether TAB offers values from your account, such as your zones: they are looked up in the background with your keys, and kept readable only by you (off at first)",
            ),
        },
        ("choice bash zsh fish powershell",),
    ),
    "sandbox": CommandWords(
        "run a local sandbox of the API",
        {
            **_IN_EVERY_COMMAND,
            "--port": ("text", "the port; a free one by default"),
            "--schemas": ("file", "a catalog to serve: v1/index.json, v1/domain.json, …"),
            "--read-only": ("", "refuse everything but GET, signing in excepted"),
            "--strict": (
                "?choice none services all",
                "answer 404 for an id that is in no list: for every id, or only for those of services",
            ),
            "--fault": (
                "choice latency 429 503 html truncated invalid-json drop drip large skew old-errors",
                "inject a fault into every call, see below; repeat for several faults",
            ),
            "--tls": (
                "?file",
                "serve https with a throw-away certificate, made with openssl and written to FILE for clients to trust",
            ),
            "--quiet": ("", "do not print a line for each request"),
        },
        (),
    ),
}
ENDPOINTS = {
    "ovh-eu": "https://eu.api.ovh.com",
    "ovh-ca": "https://ca.api.ovh.com",
    "ovh-us": "https://api.us.ovhcloud.com",
    "kimsufi-eu": "https://eu.api.kimsufi.com",
    "kimsufi-ca": "https://ca.api.kimsufi.com",
    "soyoustart-eu": "https://eu.api.soyoustart.com",
    "soyoustart-ca": "https://ca.api.soyoustart.com",
}
