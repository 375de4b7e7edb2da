"""Examples of each command, for its ``--help`` and the manual page: what is typed, and what it
does.
"""

__all__ = ["EXAMPLES"]

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("ovh-explorer --demo", "try it on the built-in sandbox"),
        ("ovh-explorer GET /v2/iam/policy", "open an operation of branch v2"),
        ("ovh-explorer 'GET /domain/zone/example.com/record'", "with its values filled in"),
        ("ovh-explorer --profile 'a client' --read-only", "with other keys, and GET alone"),
    ),
    "try": (
        ("ovh-explorer try GET /me", "print your account"),
        (
            "ovh-explorer try GET '/domain/zone/{zoneName}/record' -p zoneName=example.com "
            "-q fieldType=A",
            "a template and its values",
        ),
        (
            "ovh-explorer try POST /domain/zone/example.com/record -d @record.json --yes",
            "send a body without being asked",
        ),
        (
            "ovh-explorer try GET '/me/api/credential/{credentialId}' "
            "--from-env path.credentialId=CREDENTIAL",
            "a value that is in the environment",
        ),
        (
            "ovh-explorer try GET /v2/iam/policy --all --filter '[].name' --output lines",
            "a part of a whole list, an item a line",
        ),
    ),
    "code": (
        ("ovh-explorer code python GET /me", "code with python-ovh"),
        (
            "ovh-explorer code php --pages --from-config GET /v2/iam/policy",
            "all pages, with the keys of ovh.conf",
        ),
        ("ovh-explorer code signature GET /me", "how the request is signed"),
    ),
    "search": (
        ("ovh-explorer search dns record create", "words of your own"),
        ("ovh-explorer search --explain add txt entry", "why each operation was found"),
        ("ovh-explorer search method:post in:v2 policy", "with filters"),
    ),
    "sync": (
        ("ovh-explorer sync", "of the endpoint that is set"),
        ("ovh-explorer sync --endpoint ovh-ca", "of another one"),
    ),
    "changes": (
        ("ovh-explorer changes --since 2026-11-01", "what is new since then"),
        ("ovh-explorer changes --json", "for a program"),
    ),
    "completion": (
        (
            "ovh-explorer completion bash > "
            "~/.local/share/bash-completion/completions/ovh-explorer",
            "for bash, with bash-completion",
        ),
        ("ovh-explorer completion fish > ~/.config/fish/completions/ovh-explorer.fish", "for fish"),
        ("ovh-explorer completion --account-values on", "offer your zones and services too"),
    ),
    "run": (
        (
            "ovh-explorer run dns-txt-record -p zone=example.com -p name=_acme-challenge "
            "-p text=one -p new_text=two",
            "print what it would send",
        ),
        ("ovh-explorer run ./mine.toml -p zone=example.com --yes", "send it"),
    ),
    "recipes": (
        ("ovh-explorer recipes", "for you"),
        ("ovh-explorer recipes --json", "for a program"),
    ),
    "doctor": (
        ("ovh-explorer doctor", "for you"),
        ("ovh-explorer doctor --json", "for a program"),
    ),
    "sandbox": (
        ("ovh-explorer sandbox --port 8099", "the demo's catalog"),
        ("ovh-explorer sandbox --port 8099 --fault 429=30", "too many requests, in each call"),
    ),
}
