"""Ansible: a playbook whose tasks sign and send requests with the module ``uri``.

No secret is in it: keys come from the environment, or from ``ovh.conf``. What needs them says
nothing of itself (``no_log``); a task after it says what the API refused.
"""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence

from ovh_explorer.call import Call, path_with_branch
from ovh_explorer.snippets.by_hand import (
    VARIABLES,
    body_text,
    credentials_of_all,
    own_headers,
    signs,
)
from ovh_explorer.snippets.language import (
    Language,
    SnippetContext,
    SnippetError,
    about,
    body_value,
    header_parameters,
    introduction,
    one_line,
    without_words,
)
from ovh_explorer.snippets.python_values import is_shallow
from ovh_explorer.snippets.yaml_values import block, can_be_written, entry, scalar

__all__ = ["LANGUAGE"]

_INSTALL = "pip install ansible-core"
_TEXT = "body | to_json(separators=(',', ':'))"
_HOLDS = {
    "application_key": "{{ ovh.application_key }}",
    "consumer_key": "{{ ovh.consumer_key }}",
    "time": "{{ clock.content | trim }}",
    "signature": "$1${{ signed | hash('sha1') }}",
}

# Without a name of a task in it a failure would say what it was asked to hide.
_SENT = """\
  register: @name@
  failed_when: false
  no_log: true
"""

_CHECK = """\
- name: Look at what the API says
  ansible.builtin.assert:
    that:
      - @name@.status in range(200, 300)
      - @name@.json is defined or not @name@.content
    fail_msg: >-
      {{ @name@.status }} {{ @name@.content or @name@.msg }}
      (query id: {{ @name@.x_ovh_queryid | default('none') }})
    quiet: true
"""

_SHOW = """\
- name: Show the response
  ansible.builtin.debug:
    msg: "{{ response.json | default('') }}"
"""


def _write(call: Call, context: SnippetContext) -> str:
    if context.call_only:
        return _request(call, context).rstrip("\n")
    words = introduction(call, context, _INSTALL)
    return _playbook([call], context, words, [_exchange(call, context)])


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    words = introduction(calls[0], without_words(context), _INSTALL)
    tasks = []
    for call in calls:
        # What it is says the name of its task.
        above = "".join(_comment(line) for line in about(call, context)[1:])
        tasks.append(above + _exchange(call, context))
    return _playbook(calls, context, words, tasks)


def _playbook(
    calls: Sequence[Call], context: SnippetContext, words: Sequence[str], tasks: Sequence[str]
) -> str:
    keys = credentials_of_all(calls, context)
    lines = [_comment(line) for line in words]
    if keys and context.token_page and not context.configured and context.has_application:
        lines.append(_comment(f"Create your keys on {context.token_page}"))
    lines += ["---\n", "- name: Call the API of OVHcloud\n", "  hosts: localhost\n"]
    lines += ["  gather_facts: false\n", *_key_lines(keys, context), "  tasks:\n"]
    parts = [_stop(context)] if context.stop else []
    parts += _key_tasks(keys, context)
    parts += [_token(context)] if _needs_token(calls, context) else []
    return "".join([*lines, "\n".join(_indented(part) for part in [*parts, *tasks])])


def _indented(lines: str) -> str:
    return "".join(
        f"    {line}" if line.strip() else line for line in lines.splitlines(keepends=True)
    )


def _comment(text: str) -> str:
    return f"# {one_line(text)}\n"


def _stop(context: SnippetContext) -> str:
    return (
        "- name: End before anything is sent\n"
        "  ansible.builtin.fail:\n"
        f"{scalar(context.stop, '    msg: ')}\n"
    )


def _key_lines(keys: Sequence[str], context: SnippetContext) -> list[str]:
    """The variables that hold keys."""
    if not keys:
        return []
    lines = ["  vars:\n", "    ovh:\n"]
    for name in keys:
        value = f"\"{{{{ lookup('ansible.builtin.env', '{VARIABLES[name]}') }}}}\""
        # A profile's keys come from its section alone.
        is_profile = context.configured and context.section
        lines.append(f"      {name}: {'' if is_profile else value}".rstrip() + "\n")
        if is_profile:
            lines[-1] = f'      {name}: ""\n'
    if context.configured:
        files = ["ovh.conf", "~/.ovh.conf", "/etc/ovh.conf"]
        lines.append(f"{scalar(context.section or context.endpoint, '    section: ')}\n")
        lines.append("    files:\n")
        if context.config_file:
            lines.append(f"{scalar(context.config_file, '      - ')}\n")
        lines.append("      - \"{{ lookup('ansible.builtin.env', 'PWD') }}/ovh.conf\"\n")
        lines += [f"      - \"{{{{ '{file}' | expanduser }}}}\"\n" for file in files[1:2]]
        lines.append(f"      - {files[2]}\n")
    return lines


def _key_tasks(keys: Sequence[str], context: SnippetContext) -> list[str]:
    """The tasks that look for keys, and end where one is missing."""
    if not keys:
        return []
    variable = "OVH_{{ item | upper }}"
    words = f"Set {variable}."
    tasks: list[str] = []
    if context.configured:
        where = "{{ item }} in the section [{{ section }}] of ovh.conf."
        words = f"Set {where}" if context.section else f"Set {variable}, or {where}"
        found = "lookup('ansible.builtin.ini', item.0, section=section, file=item.1, default='')"
        tasks.append(
            "- name: Look for keys in ovh.conf\n"
            "  ansible.builtin.set_fact:\n"
            '    ovh: "{{ ovh | combine({item.0: found}) }}"\n'
            "  loop: \"{{ ovh | product(files | select('file')) }}\"\n"
            "  when: not ovh[item.0]\n"
            "  vars:\n"
            f'    found: "{{{{ {found} }}}}"\n'
            "  no_log: true\n"
        )
    tasks.append(
        "- name: Look whether each key is there\n"
        "  ansible.builtin.assert:\n"
        "    that: ovh[item] | length > 0\n"
        f'    fail_msg: "{words}"\n'
        "    quiet: true\n"
        '  loop: "{{ ovh | list }}"\n'
    )
    return tasks


def _needs_token(calls: Sequence[Call], context: SnippetContext) -> bool:
    return context.service_account and any(call.authenticated for call in calls)


def _token(context: SnippetContext) -> str:
    return (
        "- name: Sign in with the service account\n"
        "  ansible.builtin.uri:\n"
        f"{scalar(context.token_url, '    url: ')}\n"
        "    method: POST\n"
        "    body_format: form-urlencoded\n"
        "    body:\n"
        "      grant_type: client_credentials\n"
        '      client_id: "{{ ovh.client_id }}"\n'
        '      client_secret: "{{ ovh.client_secret }}"\n'
        "      scope: all\n"
        "    return_content: true\n"
        "    follow_redirects: none\n"
        f"{_SENT.replace('@name@', 'granted')}\n"
        f"{_CHECK.replace('@name@', 'granted')}"
    )


def _exchange(call: Call, context: SnippetContext) -> str:
    """The tasks that send a request, and show what came back."""
    parts = []
    if signs(call, context):
        parts.append(
            "- name: Ask the API for its time\n"
            "  ansible.builtin.uri:\n"
            f"{scalar(context.time_url, '    url: ')}\n"
            "    return_content: true\n"
            "    follow_redirects: none\n"
            "  register: clock\n"
            "  failed_when: false\n"
            "\n"
            "- name: Look at the time\n"
            "  ansible.builtin.assert:\n"
            "    that: clock.content | default('') | trim is match('[0-9]+$')\n"
            "    fail_msg: >-\n"
            "      The API gave no time:\n"
            "      {{ clock.status }} {{ clock.content | default(clock.msg) }}\n"
            "    quiet: true\n"
        )
    parts += [_request(call, context), _CHECK.replace("@name@", "response"), _SHOW]
    return "\n".join(parts)


def _request(call: Call, context: SnippetContext) -> str:
    """The task that sends a request."""
    # Without values: names are printed, and some values are secrets.
    name = f"{call.method} {path_with_branch(call.branch, call.path)}"
    lines = [scalar(name, "- name: "), "  ansible.builtin.uri:"]
    url = scalar(context.url(call), "    url: ")
    known: list[str] = []
    if signs(call, context):
        url = '    url: "{{ url }}"'
        known.append(scalar(context.url(call), "    url: "))
    lines += [url, f"    method: {call.method}"]
    headers = _headers(call, context)
    lines += ["    headers:", *headers] if headers else []
    if call.body is not None:
        value, text = _body(call)
        known += value
        lines += [f'    body: "{{{{ {text} }}}}"', "    body_format: json"]
    lines += ["    return_content: true", "    follow_redirects: none"]
    if signs(call, context):
        known += _text_to_sign(call)
    lines += ["  vars:", *known] if known else []
    return "\n".join(lines) + "\n" + _SENT.replace("@name@", "response")


def _text_to_sign(call: Call) -> list[str]:
    """The variable that holds what is signed."""
    parts = ["ovh.application_secret", "ovh.consumer_key", f"'{call.method}'", "url"]
    parts.append("''" if call.body is None else _body(call)[1])
    return [
        "    signed: >-",
        f"      {{{{ [{', '.join(parts[:4])},",
        f"      {parts[4]}, clock.content | trim] | join('+') }}}}",
    ]


def _body(call: Call) -> tuple[list[str], str]:
    """The lines of the variable that holds the body, and the expression that is its text."""
    try:
        value = body_value(call)
    except SnippetError:
        value = None
    else:
        if is_shallow(value) and can_be_written(value):
            return block(value, "    body: "), _TEXT
    # Without the filter older versions make a value of what looks like one.
    return [scalar(body_text(call), "    body: ")], "body | string"


def _headers(call: Call, context: SnippetContext) -> list[str]:
    lines = []
    for name, holds in own_headers(call, context):
        value = _HOLDS.get(holds, "")
        if holds == "token":
            given = "granted.json" if context.service_account else "ovh"
            value = f"Bearer {{{{ {given}.access_token }}}}"
        lines.append(f'      {name}: "{value}"')
    if call.body is not None:
        lines.append("      Content-Type: application/json")
    for name, value in header_parameters(call).items():
        before, _, last = entry(name, "      ").rpartition("\n")
        lines += [before] if before else []
        lines.append(scalar(value, last))
    return lines


LANGUAGE = Language(
    "ansible", "Ansible", "yaml", "yml", _write, _script, aliases=("yaml", "playbook")
)
