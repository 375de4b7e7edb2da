"""Every operation that isn't a GET has effects, by rules that a person wrote."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovh_explorer.catalog.effects import (
    Effect,
    EffectRules,
    EffectRulesError,
    effects_of,
    effects_with_body,
    is_known,
    packaged_rules,
)
from ovh_explorer.catalog.resolve import Enum, Models, Object
from ovh_explorer.catalog.schema import Operation
from ovh_explorer.sandbox.documents import EMBEDDED
from tests import effects as review
from tests import real_catalog
from tests.catalog.judged_effects import JUDGED

VERSION = "PUT /okms/resource/{okmsId}/secret/{path}/version/{version}"


def effects(words: str) -> str:
    return " ".join(effects_of(*words.split(" ")))


def test_every_operation_of_the_real_catalog_is_known_and_no_rule_is_dead(
    real_schemas: Path, figures: real_catalog.Figures
) -> None:
    operations = review.operations_of(real_schemas)
    assert len(operations) == figures.others
    assert [operation.title for operation in review.unknown(packaged_rules(), operations)] == []
    assert review.dead(packaged_rules(), operations) == []


def test_every_operation_of_the_demo_is_known() -> None:
    assert [
        operation.title
        for operation in review.unknown(packaged_rules(), review.operations_of(EMBEDDED))
    ] == []


def test_changes_stands_alone_and_every_effect_is_given(real_schemas: Path) -> None:
    given_effects = {
        effects_of(operation.method, operation.path)
        for operation in review.operations_of(real_schemas)
    }
    assert {effect for found in given_effects for effect in found} == set(Effect)
    assert all(found == (Effect.CHANGES,) or Effect.CHANGES not in found for found in given_effects)


def test_a_path_is_in_one_branch_only(real_schemas: Path) -> None:
    branches: dict[tuple[str, str], set[str]] = {}
    for operation in review.operations_of(real_schemas):
        branches.setdefault((operation.method, operation.path), set()).add(operation.branch)
    assert [key for key, found in branches.items() if len(found) > 1] == []


@pytest.mark.parametrize(("title", "wanted"), JUDGED)
def test_what_was_judged_by_hand(title: str, wanted: str) -> None:
    assert set(effects(title).split()) == set(wanted.split())


def test_what_was_judged_by_hand_is_of_every_product(
    real_schemas: Path, figures: real_catalog.Figures
) -> None:
    operations = {
        f"{operation.method} {operation.path}": operation.product
        for operation in review.operations_of(real_schemas)
    }
    assert [title for title, _ in JUDGED if title not in operations] == []
    assert len({title for title, _ in JUDGED}) == len(JUDGED) > 150
    assert set(operations.values()) - {operations[title] for title, _ in JUDGED} == set()


def test_no_deletion_only_changes(real_schemas: Path) -> None:
    for operation in review.operations_of(real_schemas):
        if operation.method == "DELETE":
            assert Effect.CHANGES not in effects_of(operation.method, operation.path), (
                operation.title
            )


_NETWORKS = re.compile(
    r"/(access|allowedNetwork|authorizedIp|ipRestriction|networkAcl|portMappings|remoteAccesses"
    r"|rule|share/[^/]+/acl|whitelist)$"
)


def test_to_let_a_network_in_is_as_grave_as_to_shut_it_out(real_schemas: Path) -> None:
    operations = review.operations_of(real_schemas)
    deletions = {
        operation.path.rpartition("/")[0]: operation.path
        for operation in operations
        if operation.method == "DELETE"
    }
    lists = [
        operation.path
        for operation in operations
        if operation.method == "POST" and operation.path in deletions
        if _NETWORKS.search(operation.path)
    ]
    assert len(lists) > 15
    for path in lists:
        shuts_out = Effect.LOCKS_OUT in effects_of("DELETE", deletions[path])
        assert (Effect.LOCKS_OUT in effects_of("POST", path)) is shuts_out, path


WORDS_OF_HARM = (
    "delete",
    "destroy",
    "erase",
    "wipe",
    "terminate",
    "reinstall",
    "will be lost",
    "permanently",
    "resiliate",
)
# They ask what would be deleted.
HARMLESS = {
    "POST /pack/xdsl/{packName}/addressMove/servicesToDeleteUnpackTerms",
    "POST /pack/xdsl/{packName}/migration/servicesToDeleteUnpackTerms",
}


def test_what_says_that_it_deletes_is_not_held_to_change_only(real_schemas: Path) -> None:
    found = {
        operation.title
        for operation in review.operations_of(real_schemas)
        if effects_of(operation.method, operation.path) == (Effect.CHANGES,)
        and any(word in operation.description.lower() for word in WORDS_OF_HARM)
    }
    assert found == HARMLESS


def test_what_answers_with_an_order_spends(real_schemas: Path) -> None:
    harmless = {
        "POST /services/{serviceId}/detach/{planCode}/simulate",
        "POST /services/{serviceId}/upgrade/{planCode}/simulate",
    }
    for operation in review.operations_of(real_schemas):
        kind = operation.response.rpartition(".")[2]
        if kind in (
            "Order",
            "OperationAndOrder",
            "RenewOrder",
            "EngagementFlushOrder",
            "VoIPLineOrder",
            "OrderMigration",
        ):
            does = effects_of(operation.method, operation.path)
            assert Effect.SPENDS in does or operation.title in harmless, operation.title


@pytest.mark.parametrize(
    "words",
    [
        "POST /cloud/project/{serviceName}/teleport",
        "DELETE /vps/{serviceName}/somethingNew/{id}",
        "PUT /vps/{serviceName}/somethingNew",
        "PATCH /vps/{serviceName}",
        "DELETE /cloud/project/0123/instance/4567",
        "POST /",
        "POST x",
    ],
)
def test_what_no_rule_knows_is_held_to_destroy(words: str) -> None:
    assert not is_known(*words.split(" "))
    assert effects(words) == "destroys"


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        (VERSION, {"state": "DEACTIVATED"}, "locks-out"),
        (VERSION, {"state": "ACTIVE"}, "changes"),
        (VERSION, {"state": "DELETED"}, "destroys"),
        (VERSION, {"state": ["ACTIVE"]}, "destroys"),
        (VERSION, {}, "destroys"),
        (VERSION, None, "destroys"),
        (VERSION, ["ACTIVE"], "destroys"),
        ("PUT /okms/resource/{okmsId}/secret/{path}", {"state": "ACTIVE"}, "destroys"),
        ("PUT /okms/resource/{okmsId}/serviceKey/{keyId}", {"state": "ACTIVE"}, "changes"),
        ("PUT /okms/resource/{okmsId}/serviceKey/{keyId}", {"name": "x"}, "locks-out interrupts"),
        ("POST /hosting/web/{serviceName}/email/request", {"action": "UNBLOCK"}, "changes"),
        (
            "POST /hosting/web/{serviceName}/email/request",
            {"action": "PURGE"},
            "destroys interrupts",
        ),
        ("GET /me", {"state": "ACTIVE"}, ""),
    ],
)
def test_what_an_operation_does_may_depend_on_its_body(
    title: str, body: object, wanted: str
) -> None:
    method, path = title.split(" ")
    assert " ".join(effects_with_body(method, path, body)) == wanted


def test_cases_name_values_of_the_real_catalog(real_schemas: Path) -> None:
    cases = packaged_rules().cases
    found = {}
    for item in real_catalog.products(real_schemas):
        for operation in item.operations:
            title = f"{operation.method} {re.sub(r'{[^{}]*}', '{}', operation.path)}"
            case = cases.get(title)
            if case is not None:
                models = Models(item.models)
                found[title] = _values_of(models, operation, case.value)
    assert found.keys() == cases.keys()
    for title, case in cases.items():
        assert case.effects.keys() < set(found[title]), title


def _values_of(models: Models, operation: Operation, name: str) -> tuple[str, ...]:
    kinds = {item.name: item.type for item in operation.placed("body")}
    if operation.body is not None and name not in kinds:
        whole = models.shape(operation.body.type)
        assert isinstance(whole, Object)
        kinds = {item.name: item.type for item in whole.model.properties}
    shape = models.shape(kinds[name])
    assert isinstance(shape, Enum)
    return shape.values


def test_what_reads_has_no_effect() -> None:
    assert effects_of("GET", "/me") == effects_of("GET", "/nothing/known") == ()
    assert is_known("GET", "/nothing/known")


def test_the_names_of_path_parameters_are_all_the_same() -> None:
    assert (
        effects("DELETE /domain/zone/{zoneName}/record/{id}")
        == effects("DELETE /domain/zone/{a}/record/{b}")
        == "removes"
    )


RULES = """
[[rule]]
effects = ["removes", "ends"]
why = "All of a kind."
operations = '''
# A comment
DELETE **/thing/{}
DELETE /a/*/other|thing/{}
'''

[[rule]]
effects = ["changes"]
why = "One by name, and what the upper lines leave."
operations = '''
DELETE /a/{}/thing/{}
DELETE **/other/{}
POST /a/**
POST /b/*
'''
"""

CASE = """
[[case]]
why = "By its state."
operation = "PUT /c"
value = "state"
effects = { ON = ["changes"] }
"""


@pytest.mark.parametrize(
    ("words", "spelling", "effects"),
    [
        ("DELETE /x/y/thing/{id}", "DELETE **/thing/{}", "ends removes"),
        ("DELETE /thing/{id}", "DELETE **/thing/{}", "ends removes"),
        ("DELETE /a/{b}/thing/{c}", "DELETE /a/{}/thing/{}", "changes"),
        ("DELETE /a/b/thing/{c}", "DELETE **/thing/{}", "ends removes"),
        ("DELETE /a/b/other/{c}", "DELETE /a/*/other/{}", "ends removes"),
        ("DELETE /a/b/c/other/{d}", "DELETE **/other/{}", "changes"),
        ("POST /a", "POST /a/**", "changes"),
        ("POST /a/b/c", "POST /a/**", "changes"),
        ("POST /b/{c}", "POST /b/*", "changes"),
        ("POST /b/c/d", "", ""),
        ("POST /b", "", ""),
        ("DELETE /thing/thing", "", ""),
        ("PUT /thing/{id}", "", ""),
    ],
)
def test_a_name_counts_before_stars_and_the_upper_line_before_the_lower(
    words: str, spelling: str, effects: str
) -> None:
    rule = EffectRules(RULES).rule_of(*words.split(" "))
    assert (rule.spelling if rule else "", " ".join(rule.effects) if rule else "") == (
        spelling,
        effects,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULES.replace("POST /b/*", "POST /b/* /c"), "'POST /b/* /c' is no method and path"),
        (RULES.replace("POST /b/*", "GET /b"), "'GET /b' is no method and path"),
        (RULES.replace("POST /b/*", "POST b"), "'POST b' is no method and path"),
        (RULES.replace("POST /b/*", "POST /**/b/**"), "POST /**/b/** has more than one **"),
        (RULES.replace("POST /b/*", "DELETE /a/{}/thing/{}"), "DELETE /a/{}/thing/{} is named twice, by 'One by name, and what the upper lines leave.'"),
        (RULES.replace('"removes"', '"vanishes"'), "'All of a kind.' has the effect 'vanishes'. Effects are gives-away, ends,"),
        (RULES.replace("POST /b/*", "PUT /c") + CASE.replace('"changes"', '"change"'), "'By its state.' has the effect 'change'"),
        (RULES.replace('["changes"]', "[]"), "has no effect"),
        (RULES.replace("why", "because"), "These are no rules: KeyError('why')"),
        (RULES + CASE.replace("PUT /c", "PUT /d"), "PUT /d has a case, and no rule of its own"),
        (RULES + CASE, "PUT /c has a case, and no rule of its own"),
        (RULES.replace("POST /b/*", "PUT /c") + CASE + CASE, "PUT /c has two cases"),
        (RULES.replace("POST /b/*", "PUT /c") + CASE.replace('["changes"]', "[]"), "has no effect"),
        (RULES.replace("POST /b/*", "PUT /c") + CASE.replace("value", "values"), "KeyError"),
        ("rule = 1", "These are no rules"),
        ("[", "These are no rules"),
        ("", "These are no rules: KeyError('rule')"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_rules_is_named(text: str, said: str) -> None:
    with pytest.raises(EffectRulesError) as caught:
        EffectRules(text)
    assert said in str(caught.value)


@given(st.text(), st.text())
def test_any_method_and_path_has_an_answer(method: str, path: str) -> None:
    assert isinstance(effects_of(method, path), tuple)


def test_an_operation_takes_less_than_a_tenth_of_a_millisecond(real_schemas: Path) -> None:
    rules = packaged_rules()
    operations = review.operations_of(real_schemas)

    def seconds() -> float:
        begin = time.process_time()
        for operation in operations:
            rules.rule_of(operation.method, operation.path)
        return time.process_time() - begin

    assert min(seconds() for _ in range(3)) / len(operations) < 0.0001


def test_the_review_names_what_is_to_be_judged(real_schemas: Path) -> None:
    operations = review.operations_of(real_schemas)
    rules = EffectRules(RULES)
    left = review.unknown(rules, operations)
    assert len(left) == len(operations)
    assert review.dead(rules, operations) == rules.spellings


@pytest.mark.parametrize(
    ("body", "present", "effects"),
    [
        ({"desiredNodes": 5}, {"desiredNodes": 3}, ("spends",)),
        ({"desiredNodes": 2}, {"desiredNodes": 3}, ("destroys", "spends", "interrupts")),
        ({"desiredNodes": 5}, None, ("destroys", "spends", "interrupts")),
        ({"desiredNodes": 5}, {"desiredNodes": "3"}, ("destroys", "spends", "interrupts")),
        (
            {"desiredNodes": 5, "nodesToRemove": ["n"]},
            {"desiredNodes": 3},
            ("destroys", "spends", "interrupts"),
        ),
    ],
)
def test_a_number_that_grows_does_less(body, present, effects: tuple[str, ...]) -> None:
    pool = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}"
    assert effects_with_body("PUT", pool, body, present) == effects
