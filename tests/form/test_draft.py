"""What was typed can be put back; what is kept for another time holds no secret."""

import json

from hypothesis import HealthCheck, given, settings

from ovh_explorer.form.draft import draft_of, restore
from tests.form.test_form import fill, form
from tests.form.test_values import MODELS
from tests.form.test_values import form as everything
from tests.form.values import values_of


@given(values_of(MODELS, "all.Everything", "POST"))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_form_that_is_put_back_makes_the_same_call(value):
    first, second = everything("/all"), everything("/all")
    first.take_body(value)
    restore(second, json.loads(json.dumps(draft_of(first, secrets=True))))
    assert second.call() == first.call()


def test_what_is_wrong_is_put_back_as_wrong():
    first = fill(form("POST", "/zone/{zoneName}/record"), zoneName="z", ttl="soon")
    second = form("POST", "/zone/{zoneName}/record")
    restore(second, draft_of(first, secrets=True))
    assert second.field("body", "ttl").text == "soon"
    assert [m.message for m in second.mistakes()] == [m.message for m in first.mistakes()]


def test_a_text_that_does_not_parse_is_put_back_as_it_was_typed():
    first = fill(form("POST", "/zone/{zoneName}/record"), zoneName="z")
    first.type_body('{"target": ')
    second = form("POST", "/zone/{zoneName}/record")
    restore(second, draft_of(first, secrets=True))
    assert second.body_text == '{"target": '


def test_a_part_that_is_no_json_is_put_back_as_it_was_typed_and_kept_for_no_other_run():
    first, second = everything("/all"), everything("/all")
    first.take_body({"string": "s"})
    first.body.part("any").type_text('{"password": "hunter2')
    restore(second, draft_of(first, secrets=True))
    assert second.body.part("any").text == '{"password": "hunter2'
    assert [m.message for m in second.mistakes()] == [m.message for m in first.mistakes()]
    assert draft_of(first, secrets=False) == {"body": {"string": "s"}}


def test_secrets_are_not_kept():
    login = fill(form("POST", "/login"), user="ada", password="hunter2")
    assert draft_of(login, secrets=False) == {"body": {"user": "ada"}}
    login.type_body('{"password": "hunter2"')
    assert draft_of(login, secrets=False) == {}
    secret = everything("/all")
    secret.take_body({"password": "hunter2", "any": {"token": "t"}, "string": "s"})
    assert draft_of(secret, secrets=False) == {"body": {"string": "s"}}


def test_an_untouched_form_has_nothing_to_keep():
    assert draft_of(everything("/all"), secrets=False) == {}
