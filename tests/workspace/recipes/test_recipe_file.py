"""Recipes as files: what is read, what is refused and where, and that writing loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.workspace.recipes.recipe import NO_BODY, Recipe, RecipeParameter, RecipeStep
from ovh_explorer.workspace.recipes.recipe_file import (
    MAX_RECIPE_BYTES,
    RecipeFileError,
    read_recipe,
    write_recipe,
)
from ovh_explorer.workspace.recipes.toml import load_toml

WHOLE = """\
format = 1
title = "Add a TXT record"

[parameters.zone]
description = "the zone"
example = "example.com"
choices = "GET /domain/zone"

[parameters.token]
secret = true

[[steps]]
id = "record"
call = "POST /domain/zone/{zoneName}/record"
note = "Adds it."
path = { zoneName = "${zone}" }
body = { fieldType = "TXT", target = "${token}", ttl = 60 }

[[steps]]
call = "GET /v2/iam/policy"
query = { details = true, tag = ["a", "b"] }
headers = { X-Pagination-Size = "${record.id}" }
until = "[0].id == 'a'"

[[steps]]
call = "POST /domain/zone/{zoneName}/import"
path = { zoneName = "${zone}" }
body = '''
{"zoneFile": null}
'''
"""
UNTIL = "until = \"[0].id == 'a'\""


def mistakes(text):
    with pytest.raises(RecipeFileError) as caught:
        read_recipe(text)
    return caught.value.mistakes


def test_a_file_is_read_as_a_recipe():
    recipe = read_recipe(WHOLE)
    assert recipe.parameters == (
        RecipeParameter("zone", "the zone", "example.com", "GET /domain/zone"),
        RecipeParameter("token", is_secret=True),
    )
    record, policies, imported = recipe.steps
    assert (record.branch, record.method, record.path) == (
        "v1",
        "POST",
        "/domain/zone/{zoneName}/record",
    )
    assert record.body == {"fieldType": "TXT", "target": "${token}", "ttl": 60}
    assert (policies.branch, policies.path) == ("v2", "/iam/policy")
    assert policies.query == (("details", True), ("tag", "a"), ("tag", "b"))
    assert policies.body is NO_BODY
    assert imported.body == {"zoneFile": None}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("format = 1", "format = 2", "format: write format = 1"),
        ("format = 1", 'format = 1\nendpoint = "ovh-ca"', "endpoint: unknown key."),
        ('note = "Adds it."', 'command = "sh"', "steps[1].command: unknown key."),
        ('note = "Adds it."', 'noet = "Adds it."', "steps[1].noet: unknown key. Did you mean note?"),
        ("secret = true", 'secret = true\nfile = "/etc/passwd"', "parameters.token.file: unknown"),
        ("secret = true", 'secret = "yes"', "parameters.token.secret: write true or false"),
        ("secret = true", 'secret = true\nexample = "x"', "parameters.token.example: a secret"),
        ("GET /domain/zone", "POST /domain/zone", "parameters.zone.choices: write the GET"),
        ("${token}", "${tokn}", "steps[1].body: ${tokn} is no parameter and no step's response"),
        ("${token}", "${token.x}", "steps[1].body: ${token.x}: token is a text and has no parts"),
        ("${token}", "${token", "steps[1].body: A reference in '${token' has no closing brace"),
        ("${token}", "${record.id}", "steps[1].body: ${record.id} is of the response to this"),
        ("fieldType = ", '"${token}" = ', "steps[1].body: ${token} is secret"),
        ('id = "record"', 'id = "zone"', "steps[1].id: a parameter is called zone too"),
        (UNTIL, 'id = "record"', "steps[2].id: step 1 has the id record too"),
        (UNTIL, 'until = "[0"', "steps[2].until: The JMESPath expression is not"),
        ('note = "Adds it."', 'until = "id"', "steps[1].until: only a GET is sent again"),
        ("POST /domain/zone/{zoneName}/record", "ZAP /me", "steps[1].call: 'ZAP' is not a method"),
        ("POST /domain/zone/{zoneName}/record", "POST", "steps[1].call: write method and path"),
        ("{zoneName}/record", "${zone}/record", "steps[1].call: the path has placeholders"),
        ("{zoneName}/record", "{zoneName}/../record", "steps[1].call: /domain/zone/{zoneName}/.."),
        ("GET /v2/iam/policy", "GET /v2/iam/policy?x=1", "steps[2].call: the path has no query"),
        ("GET /v2/iam/policy", "GET https://example.com/", "steps[2].call: write method and path"),
        ('note = "Adds it."\npath = { zoneName = "${zone}" }', "", "steps[1].path.zoneName: a value"),
        ('zoneName = "${zone}" }\nbody', 'zoneName = "${zone}", x = "1" }\nbody', "steps[1].path.x:"),
        ("X-Pagination-Size", "Authorization", "steps[2].headers.Authorization: The header"),
        ("details = true", "details = 2026-01-01", "steps[2].query.details: write a text, a number"),
        ("ttl = 60", "ttl = 10:00:00", "steps[1].body: JSON has no dates and times"),
        ("ttl = 60", "ttl = nan", "steps[1].body: JSON has no number nan"),
        ('{"zoneFile": null}', '{"zoneFile": }', "steps[3].body: This is not JSON"),
        ('title = "Add a TXT record"', 'title = ""', "title: a recipe needs one"),
        ("[[steps]]", "[[steps", "This is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_its_place(old, new, words):
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    assert any(mistake.startswith(words) for mistake in mistakes(text)), mistakes(text)


def test_a_reference_to_a_later_step_is_no_reference():
    text = WHOLE.replace('id = "record"', 'id = "first"', 1)
    text = text.replace(UNTIL, 'id = "record"').replace("${token}", "${record.id}", 1)
    assert mistakes(text) == [
        "steps[1].body: ${record.id} is of the response to step 2, a later one.",
        "steps[2].headers.X-Pagination-Size: ${record.id} is of the response to this very step.",
    ]


def test_all_mistakes_are_said_at_once():
    text = (
        WHOLE.replace("ttl = 60", "ttl = nan")
        .replace("tag = [", "tagg.x = [")
        .replace("secret = true", "hidden = true")
    )
    assert [mistake.partition(":")[0] for mistake in mistakes(text)] == [
        "parameters.token.hidden",
        "steps[1].body",
        "steps[2].query.tagg",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff", "not UTF-8"),
        (b" " * (MAX_RECIPE_BYTES + 1), "larger than 1024 KiB"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "can't be read"),
        (b"", "format: write"),
    ],
)
def test_what_is_no_recipe_at_all_is_refused(content, words):
    assert words in mistakes(content)[0]


NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
# Without references; those have names that must be there.
PLAIN = TEXTS.map(lambda text: text.replace("${", "$${"))
SCALARS = (
    PLAIN
    | st.integers(-(2**70), 2**70)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
)
JSON = st.recursive(
    SCALARS | st.none() | st.sampled_from(["'''", "''''\x7f'", "${p}", "x${p}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def recipes(draw):
    names = draw(st.lists(NAMES, unique=True, min_size=1, max_size=4))
    parameters = [
        RecipeParameter("p", draw(TEXTS), draw(TEXTS), "GET /me"),
        RecipeParameter("q", is_secret=True),
    ]
    steps = []
    for number in range(draw(st.integers(1, 4))):
        method = draw(st.sampled_from(["GET", "POST"]))
        steps.append(
            RecipeStep(
                draw(st.sampled_from(["v1", "v2"])),
                method,
                "/domain/zone/{zoneName}/record",
                draw(st.sampled_from(["", f"id{number}"])),
                {"zoneName": draw(SCALARS.filter(lambda value: value != ""))},
                tuple(draw(st.lists(st.tuples(st.sampled_from(names), SCALARS), max_size=4))),
                tuple(draw(st.dictionaries(NAMES.map("X-".__add__), SCALARS, max_size=2)).items()),
                draw(st.just(NO_BODY) | JSON),
                draw(TEXTS),
                "a == 'x'" if method == "GET" else "",
            )
        )
    return Recipe(f"t{draw(TEXTS)}", tuple(steps), tuple(parameters), draw(TEXTS))


@given(recipes())
def test_a_recipe_reads_as_it_is_written(recipe):
    again = read_recipe(write_recipe(recipe))
    assert again == recipe
    assert repr(again) == repr(recipe)  # 1, 1.0 and True are equal


def test_a_recipe_with_mistakes_is_not_written():
    with pytest.raises(RecipeFileError, match="title: a recipe needs one"):
        write_recipe(Recipe("", (RecipeStep("v1", "GET", "/me"),)))


@given(st.text(alphabet='[]{}="${}.\n steps'), st.integers(0, len(WHOLE)))
def test_nothing_breaks_the_reader(text, at):
    try:
        recipe = read_recipe(WHOLE[:at] + text + WHOLE[at:])
    except RecipeFileError:
        return
    assert read_recipe(write_recipe(recipe)) == recipe


@pytest.mark.parametrize(
    "until",
    [
        "@" + " | [@,@]" * 40,
        "@" + " | {a: @, b: @}" * 40,
        "to_string(to_array(" * 20 + "@" + "))" * 20,
    ],
)
def test_an_end_of_waiting_that_would_take_all_memory_is_refused(until):
    text = WHOLE.replace(UNTIL, f'until = "{until}"')
    assert mistakes(text) == [
        "steps[2].until: The expression repeats its values too often. Write a simpler one."
    ]


@pytest.mark.parametrize(
    "until",
    [
        "length(@) > `0`",
        "status",
        "!(status == 'todo')",
        "a == b",
        "tasks[-1].status == 'done'",
        "tasks[?status == 'done']",
        "progress == `1.5`",
        "done == `null`",
    ],
)
def test_an_end_of_waiting_is_a_comparison_whatever_runs_the_recipe(until):
    (words,) = mistakes(WHOLE.replace(UNTIL, f'until = "{until}"'))
    assert words.startswith("steps[2].until: compare parts of the response with texts,")


@pytest.mark.parametrize("until", ["(" * 900 + "a" + ")" * 900, "!" * 1900 + "a"])
def test_an_end_of_waiting_that_is_nested_too_deeply_is_refused(until):
    text = WHOLE.replace(UNTIL, f'until = "{until}"')
    assert mistakes(text) == ["steps[2].until: The expression is nested too deeply."]


@pytest.mark.parametrize("part", ["a", "'a'", '"a"'])
def test_a_name_that_the_parser_of_toml_takes_all_memory_for_is_refused(part):
    # 2000 parts are some MB: what fails here takes no machine with it.
    (words,) = mistakes(f"{WHOLE}[steps.body.{' . '.join([part] * 2000)}]\n")
    assert "a name of more than 100 parts" in words


@pytest.mark.parametrize("part", ["'a.b'", r'"\u0061"', r'"\""', "a"])
def test_no_text_and_no_comment_hides_such_a_name(part):
    texts = """# it's \nx = ["#", '"', \'\'\'a"\'\'\', "\\\\", \"\"\"b\\\"\"\" \"\"\"\"]\n"""
    with pytest.raises(ValueError, match="a name of more than 100 parts"):
        load_toml(f"{texts}[{'.'.join([part] * 2000)}]\n")


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_dots_in_a_text_or_a_comment_part_no_name(quote):
    dotted = ".".join("a" * 500)
    assert load_toml(f"x = {quote}{dotted}{quote} # {dotted}\n") == {"x": dotted}


def test_a_mistake_quotes_no_text_of_any_length():
    (words,) = mistakes(WHOLE.replace("${token}", "${" * 100_000))
    assert words.startswith("steps[1].body: A reference in ")
    assert len(words) < 600


def test_what_is_too_long_to_be_read_by_anybody_is_refused_at_once():
    head = 'format = 1\ntitle = "t"\n'
    many = "".join(f'[[steps]]\nid = "s{n}"\ncall = "GET /me"\n' for n in range(24_000))
    assert mistakes(head + many) == [
        "steps: a recipe has 500 at most, this one 24,000. Make several."
    ]
    path = "".join(f"/{{p{n}}}" for n in range(90_000))
    assert mistakes(f'{head}[[steps]]\ncall = "GET {path}"\n') == [
        "steps[1].call: no path of the API is longer than 1,000 characters."
    ]
    until = " || ".join(["a == 'b'"] * 70_000)
    assert mistakes(f'{head}[[steps]]\ncall = "GET /me"\nuntil = "{until}"\n') == [
        "steps[1].until: a condition has 2,000 characters at most."
    ]


def test_no_path_of_the_catalog_is_too_long(real_store):
    paths = [
        operation.path
        for branch in ("v1", "v2")
        for product in real_store.products(branch)
        for operation in real_store.operations(branch, product.path)
    ]
    assert 100 < max(map(len, paths)) < 500
