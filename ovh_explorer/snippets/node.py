"""Node.js, with @ovhcloud/node-ovh; where that can't send a call, with what Node.js has of its
own.
"""

# No words for people: code and its comments are the same in each language.

from collections.abc import Sequence

from ovh_explorer.call import Call
from ovh_explorer.snippets import node_program as program
from ovh_explorer.snippets.by_hand import credentials_of_all, says_why, signs
from ovh_explorer.snippets.language import (
    Language,
    SnippetContext,
    about,
    authenticated_call,
    body_value,
    has_odd_number,
    introduction,
    without_words,
    wrapped,
    wrapper_path,
)
from ovh_explorer.snippets.layout import Group, Node, spelled
from ovh_explorer.snippets.node_by_hand import exchange, key_lines, local_lines, write_by_hand
from ovh_explorer.snippets.node_layout import WIDTH, lay_out
from ovh_explorer.snippets.node_values import has_long_integer, literal, value_of

__all__ = ["INSTALL", "LANGUAGE", "client_lines", "needs_hand", "request", "why_by_hand"]

# Columns of a comment in a block.
_NARROW = WIDTH - 2 * program.STEP - 3
INSTALL = "npm install @ovhcloud/node-ovh"


def why_by_hand(call: Call, context: SnippetContext) -> str:
    """What node-ovh can't do with a call; empty where it can send it."""
    if context.access_token:
        return "node-ovh takes no access token"
    if context.pages:
        return "node-ovh gives no headers, which lead to the next page"
    if call.headers:
        return "node-ovh sends no header parameters"
    if context.service_account:
        return "node-ovh crashes where it gets no token"
    if call.authenticated and "/auth" in call.target:
        return "node-ovh doesn't sign requests whose path contains /auth"
    if call.method == "PATCH":
        return "node-ovh knows no PATCH"
    if call.body is None:
        return ""
    if call.method not in ("POST", "PUT"):
        return f"node-ovh would make the body of a {call.method} its query"
    body = body_value(call)
    if not body or not isinstance(body, dict | list):
        return "node-ovh sends no body but an object or a list that holds something"
    if (isinstance(body, dict) and None in body.values()) or body == [None] * len(body):
        return "node-ovh leaves out what is null in a body"
    if isinstance(body, dict) and "hasOwnProperty" in body:
        return "node-ovh stumbles over a field called hasOwnProperty"
    if has_long_integer(body):
        return "JavaScript would round a number of the body"
    if has_odd_number(body):
        return "JavaScript would write a number of the body in another way"
    return ""


def _write(call: Call, context: SnippetContext) -> str:
    reason = why_by_hand(call, context)
    if reason:
        return write_by_hand(call, context, reason)
    if context.call_only:
        return "".join(
            [*program.query_statement(call, context, 0), lay_out(request(call, context))]
        )
    lines = [program.comment(line) for line in introduction(call, context, INSTALL)]
    lines.append(program.imports(context, by_wrapper=True, reads=True))
    lines += [program.reader(context), program.task_part([call], context)]
    statements = [*client_lines(call, context), *_statements(call, context, program.STEP)]
    return "".join([*lines, *program.main(statements, context, by_wrapper=True)])


def _statements(call: Call, context: SnippetContext, indent: int) -> list[str]:
    """The statements that make a call with the wrapper and print what came back."""
    sent = request(call, context)
    task = context.task(call)
    is_kept = task is None or task.several
    before = "const result = await " if is_kept else "let result = await "
    lines = [
        *program.query_statement(call, context, indent),
        lay_out(sent, before=before, after=";\n", indent=indent),
    ]
    if task is not None:
        name = program.name_of(task)
        place = f"`{wrapper_path(task.parent, context)}/${{{program.part_of(task, task.id)}}}`"
        again: Node = Group("ovh.requestPromised(", (("", literal("GET")), ("", place)), ")")
        again = sent if task.repeats else again
        inner = indent + program.depth_of(task)
        asked = lay_out(again, before=f"{name} = await ", after=";\n", indent=inner)
        lines += program.while_it_goes_on(task, [asked], indent)
    end = [] if task is None else program.ends(task)
    return [*lines, "console.log(JSON.stringify(result, null, 2));\n", *end]


def _script(calls: Sequence[Call], context: SnippetContext) -> str:
    by_hand = [call for call in calls if needs_hand(call, context, calls)]
    by_wrapper = [call for call in calls if call not in by_hand]
    words = introduction(calls[0], without_words(context), INSTALL if by_wrapper else "")
    lines = [program.comment(line) for line in words]
    signed = any(signs(call, context) for call in by_hand)
    reads = bool(by_wrapper or credentials_of_all(by_hand, context))
    lines.append(program.imports(context, by_wrapper=bool(by_wrapper), signed=signed, reads=reads))
    lines.append(program.reader(context) if reads else "")
    lines.append(program.task_part(calls, context))
    statements: list[str] = []
    if context.stop:
        statements += [f"throw new Error({literal(context.stop)});\n", "\n"]
    if by_wrapper:
        statements += client_lines(authenticated_call(by_wrapper), context)
    statements += key_lines(by_hand, context, commented=not by_wrapper)
    for number, call in enumerate(calls):
        above = about(call, context, _NARROW)
        statements += ["\n"] * bool(number) + [program.comment(line) for line in above]
        if call in by_hand:
            why = (
                why_by_hand(call, context) or "node-ovh would sign it with the consumer key it has"
            )
            steps = [
                program.comment(line) for line in wrapped(says_why(why, call, context), _NARROW)
            ]
            steps += [
                *local_lines(call, context, 2 * program.STEP),
                *exchange(call, context, 2 * program.STEP),
            ]
        else:
            steps = _statements(call, context, 2 * program.STEP)
        statements.append(f"{{\n{program.block(steps, 2 * program.STEP)}  }}\n")
    return "".join([*lines, *program.main(statements, context, by_wrapper=bool(by_wrapper))])


def needs_hand(call: Call, context: SnippetContext, calls: Sequence[Call]) -> bool:
    """Whether the client that signs the other calls can't send this one as it is: it signs whatever
    it sends.
    """
    mixed = not call.authenticated and any(other.authenticated for other in calls)
    return mixed or bool(why_by_hand(call, context))


def request(call: Call, context: SnippetContext) -> Node:
    """The expression that sends a call with the wrapper."""
    arguments: list[tuple[str, Node]] = [
        ("", literal(call.method)),
        ("", program.address(wrapper_path(call, context), call)),
    ]
    if call.body is not None:
        arguments.append(("", value_of(body_value(call))))
    return spelled(Group("ovh.requestPromised(", tuple(arguments), ")"), context.spell)


def client_lines(call: Call, context: SnippetContext) -> list[str]:
    """The lines that make the client, and a blank one."""
    names = [("appKey", "OVH_APPLICATION_KEY"), ("appSecret", "OVH_APPLICATION_SECRET")]
    if call.authenticated:  # with it node-ovh would sign
        names.append(("consumerKey", "OVH_CONSUMER_KEY"))
    create = "createClient" if context.modules else "require('@ovhcloud/node-ovh')"
    lines = [f"  {name}: {program.credential(variable, context)},\n" for name, variable in names]
    where = program.keys_comment(context)
    return [
        *([where] if where else []),
        f"const ovh = {create}({{\n",
        f"  endpoint: {literal(context.endpoint)},\n",
        *lines,
        "});\n",
        "\n",
    ]


LANGUAGE = Language(
    "node",
    "Node.js",
    "javascript",
    "js",
    _write,
    _script,
    aliases=("js", "javascript", "nodejs", "node.js"),
    pages=True,
    modules=True,
    waits=True,
)
