"""Examples of each command, for its ``--help`` and the manual page: what is typed, and what it
does.
"""

__all__ = ["EXAMPLES"]


def _example(typed: str, words: str) -> tuple[str, str]:
    """An example; `words` are translated where they are shown: ``tests/translation/places``."""
    return typed, words


def _in_words(typed: str, words: str) -> tuple[str, str]:
    """An example that has words of people in what is typed, which are translated too."""
    return typed, words


EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        _example("ovh-explorer --demo", "try it on the built-in sandbox"),
        _example("ovh-explorer GET /v2/iam/policy", "open an operation of branch v2"),
        _example("ovh-explorer 'GET /domain/zone/example.com/record'", "with its values filled in"),
        _in_words(
            "ovh-explorer --profile 'a client' --read-only", "with other keys, and GET alone"
        ),
    ),
    "try": (
        _example("ovh-explorer try GET /me", "print your account"),
        _example(
            "ovh-explorer try GET '/domain/zone/{zoneName}/record' -p zoneName=example.com "
            "-q fieldType=A",
            "a template and its values",
        ),
        _example(
            "ovh-explorer try POST /domain/zone/example.com/record -d @record.json --yes",
            "send a body without being asked",
        ),
        _example(
            "ovh-explorer try GET '/me/api/credential/{credentialId}' "
            "--from-env path.credentialId=CREDENTIAL",
            "a value that is in the environment",
        ),
        _example(
            "ovh-explorer try GET /v2/iam/policy --all --filter '[].name' --output lines",
            "a part of a whole list, an item a line",
        ),
    ),
    "code": (
        _example("ovh-explorer code python GET /me", "code with python-ovh"),
        _example(
            "ovh-explorer code php --pages --from-config GET /v2/iam/policy",
            "all pages, with the keys of ovh.conf",
        ),
        _example("ovh-explorer code signature GET /me", "how the request is signed"),
    ),
    "search": (
        _in_words("ovh-explorer search dns record create", "words of your own"),
        _in_words("ovh-explorer search --explain add txt entry", "why each operation was found"),
        _example("ovh-explorer search method:post in:v2 policy", "with filters"),
    ),
    "sync": (
        _example("ovh-explorer sync", "of the endpoint that is set"),
        _example("ovh-explorer sync --endpoint ovh-ca", "of another one"),
    ),
    "changes": (
        _example("ovh-explorer changes --since 2026-11-01", "what is new since then"),
        _example("ovh-explorer changes --json", "for a program"),
    ),
    "completion": (
        _example(
            "ovh-explorer completion bash > "
            "~/.local/share/bash-completion/completions/ovh-explorer",
            "for bash, with bash-completion",
        ),
        _example(
            "ovh-explorer completion fish > ~/.config/fish/completions/ovh-explorer.fish",
            "for fish",
        ),
        _example(
            "ovh-explorer completion --account-values on", "offer your zones and services too"
        ),
    ),
    "run": (
        _in_words(
            "ovh-explorer run dns-txt-record -p zone=example.com -p name=_acme-challenge "
            "-p text=one -p new_text=two",
            "print what it would send",
        ),
        _in_words("ovh-explorer run ./mine.toml -p zone=example.com --yes", "send its requests"),
    ),
    "recipes": (
        _example("ovh-explorer recipes", "for you"),
        _example("ovh-explorer recipes --json", "for a program"),
    ),
    "doctor": (
        _example("ovh-explorer doctor", "for you"),
        _example("ovh-explorer doctor --json", "for a program"),
    ),
    "sandbox": (
        _example("ovh-explorer sandbox --port 8099", "the demo's catalog"),
        _example(
            "ovh-explorer sandbox --port 8099 --fault 429=30", "too many requests, in each call"
        ),
    ),
}
