"""Required properties of a body: one rule for the form, the example and the sandbox.

What the schema marks as required is: every body printed in the guides satisfies the marks. What
isn't marked can be left out, also where it can't be null: guides and programs send
``POST /order/cart/{cartId}/checkout`` with one of its two properties, and ``POST
/hosting/web/{serviceName}/ssl`` with none. On a PUT nothing is required: what is left out stays as
it is.
"""

from ovh_explorer.catalog.schema import Model

__all__ = ["required_properties", "typical_properties", "writable_properties"]


def required_properties(model: Model, method: str) -> frozenset[str]:
    """The names of the properties that a body of `model` must hold when it is sent with
    `method`.
    """
    if method != "POST":
        return frozenset()
    writable = writable_properties(model)
    return frozenset(
        item.name for item in model.properties if item.required and item.name in writable
    )


def typical_properties(model: Model, method: str) -> frozenset[str]:
    """The names of the properties that an example of a body holds.

    The required ones of a POST; 115 of 627 bodies for creation mark none, and hold what can't be
    null. All that can be sent of a PUT, which changes what it names.
    """
    writable = writable_properties(model)
    if method != "POST":
        return writable
    return required_properties(model, method) or frozenset(
        item.name for item in model.properties if not item.nullable and item.name in writable
    )


def writable_properties(model: Model) -> frozenset[str]:
    """The names of the properties that can be sent.

    Read-only ones can't, unless that is all there is: ``iam.resource.TagFilter``, a query
    parameter's model, marks both its properties read-only.
    """
    names = frozenset(item.name for item in model.properties if not item.read_only)
    return names or frozenset(item.name for item in model.properties)
