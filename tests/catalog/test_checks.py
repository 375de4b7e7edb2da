"""Operations whose success alone is the result: all of the real catalog that may be, each judged."""

import re

import pytest

from ovh_explorer.catalog.checks import is_check
from ovh_explorer.catalog.schema import Operation

# That it may go, else an error: a yes.
CHECKS = {
    "GET /dedicated/server/{serviceName}/ipCanBeMovedTo",
    "GET /telephony/{billingAccount}/line/{serviceName}/activateNewPhone",
    "POST /domain/configurationRule/check",
}
# These do something: that they succeeded says that it was done.
OTHERS = {
    # Someone's factor or number is confirmed, and counts from then on.
    "POST /me/accessRestriction/sms/{id}/validate",
    "POST /me/accessRestriction/totp/{id}/validate",
    "POST /me/accessRestriction/u2f/{id}/validate",
    "POST /sms/{serviceName}/senders/{sender}/validate",
    # It asks for another moderation.
    "POST /sms/{serviceName}/templatesControl/{name}/relaunchValidation",
    # A restart, whose words only look so.
    "POST /cloud/project/{serviceName}/kube/{kubeId}/restart",
}
_MAY_BE = re.compile(r"check|verif|\btest|validat|whether|simulat", re.IGNORECASE)


def test_every_check_of_the_catalog_is_known_and_nothing_else_is(real_store, figures):
    checks, others = set(), set()
    for _id, branch, method, path, *_more in real_store.searchable():
        operation = real_store.operation(branch, method, path)
        assert operation is not None
        last = path.rpartition("/")[2]
        if is_check(operation):
            checks.add(f"{method} {path}")
        elif operation.response == "void" and (
            method == "GET" or _MAY_BE.search(f"{operation.description} {last}")
        ):
            others.add(f"{method} {path}")
    assert checks == CHECKS
    assert others == OTHERS


@pytest.mark.parametrize(
    ("method", "description", "response", "checks"),
    [
        ("GET", "Check if given IP can be moved to this server", "void", True),
        ("GET", "  verify that it may go", "void", True),
        ("POST", "Test whether the rule holds", "void", True),
        # It returns what it found.
        ("GET", "Check if it can be moved", "boolean", False),
        # To test is to do something here.
        ("POST", "Test the line by a call", "void", False),
        ("POST", "Validate your account", "void", False),
        ("DELETE", "Check out", "void", False),
        ("POST", "Checkout the cart", "void", False),
    ],
)
def test_a_check_says_so_and_returns_nothing(method, description, response, checks):
    operation = Operation(
        "v1", "/thing", method, "/thing/{id}/goes", description=description, response=response
    )
    assert is_check(operation) is checks
