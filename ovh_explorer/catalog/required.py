"""Which properties of a body must be given: one rule for the form, the example and the sandbox.

The schema's flags are unreliable. Models for creation mark their required properties in 512 of 627
bodies, and there the marks are right: every body printed in the guides satisfies them. The other
models mark nothing; for those the web console's rule holds, that what can't be null is required on
a POST. On a PUT nothing is required: what is left out stays as it is.
"""

from ovh_explorer.catalog.schema import Model

__all__ = ["required_properties"]


def required_properties(model: Model, method: str) -> frozenset[str]:
    """The names of the properties that a body of `model` must hold when it is sent with `method`."""
    if method != "POST":
        return frozenset()
    writable = writable_properties(model)
    marked = frozenset(
        item.name for item in model.properties if item.required and item.name in writable
    )
    if marked:
        return marked
    return frozenset(
        item.name for item in model.properties if not item.nullable and item.name in writable
    )


def writable_properties(model: Model) -> frozenset[str]:
    """The names of the properties that can be sent.

    Read-only ones can't, unless that is all there is: ``iam.resource.TagFilter``, a query
    parameter's model, marks both its properties read-only.
    """
    names = frozenset(item.name for item in model.properties if not item.read_only)
    return names or frozenset(item.name for item in model.properties)
